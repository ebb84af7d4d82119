// The dead-letter queue as functions write to it: the record whole, the reason beside it.
import { gzipSync } from 'node:zlib';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { DeadLetterPort } from '../journey/dead-letter-port.ts';
import { clientOptions } from './clients.ts';

/** A message may hold these characters only: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
const NOT_ALLOWED = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;

/** Record and reason share a message of at most 1,048,576 bytes. */
const LARGE_BYTES = 1_000_000;
const LONGEST_REASON = 1000;

/** What the attribute `encoding` says where a record does not stand in the message as it came. */
export const PACKED = 'gzip+base64';

/**
 * Message attributes: `reason`, and `encoding` where the record is too large, empty, or holds characters that a message may not.
 * @example deadLetterQueue({ queueUrl: variable('DEAD_LETTER_QUEUE_URL') })
 */
export const deadLetterQueue = ({
  queueUrl,
  client,
}: {
  queueUrl: string;
  client?: Pick<SQSClient, 'send'>;
}): DeadLetterPort => ({
  keep: async ({ whole, reason }) => {
    const isPlain = whole !== '' && !NOT_ALLOWED.test(whole) && Buffer.byteLength(whole) <= LARGE_BYTES;
    // Loaded only when there is a letter: hardly any start of a function needs it.
    const sqs = await import('@aws-sdk/client-sqs');
    client ??= new sqs.SQSClient(clientOptions);
    await client.send(
      new sqs.SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: isPlain ? whole : gzipSync(whole).toString('base64'),
        MessageAttributes: {
          reason: { DataType: 'String', StringValue: reason.slice(0, LONGEST_REASON) },
          ...(!isPlain && { encoding: { DataType: 'String', StringValue: PACKED } }),
        },
      }),
    );
  },
});
