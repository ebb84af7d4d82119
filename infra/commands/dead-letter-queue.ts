// Dead-letter queues as an operator reads them: everything that is visible is taken, looked at and put back.
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { LetterPlace } from '../letter-place.ts';
import type { Letter, OpenLetters } from './dead-letter.ts';

type QueuePlace = Extract<LetterPlace, { queue: string }>;

/** A command that dies keeps letters from others for so long. */
const HIDDEN_SECONDS = 120;
/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html */
const MOST_AT_ONCE = 10;
/** So many of one place in one go: whoever has more handles these first. */
const MOST_LETTERS = 1000;

export const openQueue = async (place: QueuePlace): Promise<OpenLetters> => {
  const client = new SQSClient({});
  const left = await receiveAll(client, place.queue);
  const remove = async (message: Message): Promise<void> => {
    await client.send(new DeleteMessageCommand({ QueueUrl: place.queue, ReceiptHandle: message.ReceiptHandle }));
    left.delete(message.MessageId ?? '');
  };
  const letters = [...left.values()].map((message) => letterOf(message, place, () => remove(message)));
  const close = async (): Promise<void> => {
    for (const { ReceiptHandle } of left.values()) {
      await client.send(
        new ChangeMessageVisibilityCommand({ QueueUrl: place.queue, ReceiptHandle, VisibilityTimeout: 0 }),
      );
    }
  };
  return { letters, close };
};

const receiveAll = async (client: SQSClient, QueueUrl: string): Promise<Map<string, Message>> => {
  const received = new Map<string, Message>();
  while (received.size < MOST_LETTERS) {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: MOST_AT_ONCE,
        VisibilityTimeout: HIDDEN_SECONDS,
        // Without waiting only some of the queue's servers are asked.
        WaitTimeSeconds: 1,
        MessageSystemAttributeNames: ['SentTimestamp'],
        MessageAttributeNames: ['All'],
      }),
    );
    if (Messages.length === 0) break;
    for (const message of Messages) received.set(message.MessageId ?? '', message);
  }
  return received;
};

const letterOf = (message: Message, place: QueuePlace, remove: () => Promise<void>): Letter => ({
  id: `${place.name}/${message.MessageId}`,
  place,
  since: new Date(Number(message.Attributes?.SentTimestamp ?? 0)),
  reason: reasonOf(message, place),
  whole: wholeOf(message),
  remove,
});

/** Functions say why they kept a record; EventBridge says why it could not deliver one. */
const reasonOf = ({ MessageAttributes = {} }: Message, place: QueuePlace): string => {
  const told = (name: string): string | undefined => MessageAttributes[name]?.StringValue;
  const undelivered = told('ERROR_CODE');
  if (undelivered) return `It could not be delivered (${undelivered}).`;
  return (
    told('reason') ??
    (place.kind === 'subscription' ? `Its function failed on it ${place.tries} times.` : 'Nobody took it.')
  );
};

const wholeOf = ({ Body = '', MessageAttributes }: Message): string =>
  MessageAttributes?.encoding?.StringValue === 'base64' ? Buffer.from(Body, 'base64').toString('utf8') : Body;
