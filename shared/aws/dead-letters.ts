// The dead-letter queue as functions write to it: the record whole, the reason beside it.
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { DeadLetterPort } from '../journey/dead-letter-port.ts';
import { clientOptions } from './clients.ts';

/** A message may hold these characters only: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
const NOT_ALLOWED = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;

/** Characters of a reason that are kept: reason and record share the message's size. */
const LONGEST_REASON = 1000;

/**
 * Message attributes: `reason`, and `encoding` = `base64` where the record holds characters that a message may not.
 * @example deadLetterQueue({ queueUrl: variable('DEAD_LETTER_QUEUE_URL') })
 */
export const deadLetterQueue = ({
  queueUrl,
  client = new SQSClient(clientOptions),
}: {
  queueUrl: string;
  client?: Pick<SQSClient, 'send'>;
}): DeadLetterPort => ({
  keep: async ({ whole, reason }) => {
    const isPlain = whole !== '' && !NOT_ALLOWED.test(whole);
    await client.send(
      new SendMessageCommand({
        QueueUrl: queueUrl,
        // An empty message is not allowed either; `=` decodes to nothing.
        MessageBody: isPlain ? whole : Buffer.from(whole).toString('base64') || '=',
        MessageAttributes: {
          reason: { DataType: 'String', StringValue: reason.slice(0, LONGEST_REASON) },
          ...(!isPlain && { encoding: { DataType: 'String', StringValue: 'base64' } }),
        },
      }),
    );
  },
});
