// The operations of Amazon SQS that functions and operators call on this machine.
// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Operations.html
import { createHash } from 'node:crypto';
import { type Input, type JsonService, ServiceError, unknownOperation } from './aws-service.ts';
import type { Message, Queue, Queues } from './queues.ts';

interface Entry {
  readonly Id: string;
  readonly MessageBody: string;
  readonly DelaySeconds?: number;
  readonly MessageAttributes?: object;
  readonly ReceiptHandle: string;
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html */
const MOST_BYTES = 1024 * 1024;

/** Batches need the permission of the single operation. */
const ACTIONS: Readonly<Record<string, string>> = {
  SendMessageBatch: 'SendMessage',
  DeleteMessageBatch: 'DeleteMessage',
  ChangeMessageVisibilityBatch: 'ChangeMessageVisibility',
};

export function queueService(queues: Queues): JsonService {
  function find(input: Input): Queue {
    const { QueueUrl, QueueName, SourceArn } = input;
    const queue = queues.all.find(({ url, name, arn }) => url === QueueUrl || name === QueueName || arn === SourceArn);
    if (!queue)
      throw new ServiceError(
        'QueueDoesNotExist',
        `No queue ${String(QueueUrl ?? QueueName ?? SourceArn)} is known here.`,
      );
    return queue;
  }

  function send(queue: Queue, entry: Entry): object {
    if (Buffer.byteLength(entry.MessageBody) > MOST_BYTES) {
      throw new ServiceError(
        'InvalidParameterValue',
        `One or more parameters are invalid. Reason: Message must be shorter than ${MOST_BYTES} bytes.`,
      );
    }
    const attributes = JSON.stringify(entry.MessageAttributes ?? {});
    const id = queues.send(queue, { body: entry.MessageBody, attributes, delaySeconds: entry.DelaySeconds ?? 0 });
    return { MessageId: id, MD5OfMessageBody: md5(entry.MessageBody) };
  }

  function batch(input: Input, act: (entry: Entry) => object): object {
    const entries = input.Entries as readonly Entry[];
    return { Successful: entries.map((entry) => ({ Id: entry.Id, ...act(entry) })), Failed: [] };
  }

  function remove({ ReceiptHandle }: Entry): object {
    queues.delete(ReceiptHandle);
    return {};
  }

  return {
    target: 'AmazonSQS.',
    version: '1.0',
    checks: (operation, input) => [
      { action: `sqs:${ACTIONS[operation] ?? operation}`, resource: find(input).arn, context: {} },
    ],
    handle(operation, input) {
      const queue = find(input);
      switch (operation) {
        case 'GetQueueUrl':
          return { QueueUrl: queue.url };
        case 'GetQueueAttributes':
          return { Attributes: attributesOf(queue, queues) };
        case 'SendMessage':
          return send(queue, input as unknown as Entry);
        case 'SendMessageBatch':
          return batch(input, (entry) => send(queue, entry));
        case 'ReceiveMessage': {
          const { MaxNumberOfMessages = 1, VisibilityTimeout } = input as {
            MaxNumberOfMessages?: number;
            VisibilityTimeout?: number;
          };
          const messages = queues.receive(queue, {
            most: MaxNumberOfMessages,
            visibilitySeconds: VisibilityTimeout ?? queue.visibilitySeconds,
          });
          return { Messages: messages.map(messageOf) };
        }
        case 'ChangeMessageVisibility':
          queues.hide(queue, String(input.ReceiptHandle), Number(input.VisibilityTimeout));
          return {};
        case 'DeleteMessage':
          return remove(input as unknown as Entry);
        case 'DeleteMessageBatch':
          return batch(input, remove);
        case 'StartMessageMoveTask':
          return { TaskHandle: `moved-${queues.redrive(queue)}` };
        default:
          return unknownOperation('AmazonSQS.', operation);
      }
    },
  };
}

function attributesOf(queue: Queue, queues: Queues): Record<string, string> {
  const { visible, hidden } = queues.counts(queue);
  return {
    QueueArn: queue.arn,
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(hidden),
    ApproximateNumberOfMessagesDelayed: '0',
    VisibilityTimeout: String(queue.visibilitySeconds),
  };
}

function messageOf(message: Message): object {
  return {
    MessageId: message.id,
    ReceiptHandle: message.receipt,
    Body: message.body,
    MD5OfBody: md5(message.body),
    Attributes: systemAttributes(message),
    MessageAttributes: JSON.parse(message.attributes) as object,
  };
}

export function systemAttributes({ receiveCount, sentAt, firstReceivedAt }: Message): Record<string, string> {
  return {
    ApproximateReceiveCount: String(receiveCount),
    SentTimestamp: String(sentAt),
    SenderId: 'local',
    ApproximateFirstReceiveTimestamp: String(firstReceivedAt),
  };
}

export function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
