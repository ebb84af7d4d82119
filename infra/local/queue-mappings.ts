// Feeds a function from its queue: batches out, what succeeded deleted, what failed hidden until its next turn.
// https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
import type { Clock } from './clock.ts';
import type { FunctionPool, Outcome } from './function-pool.ts';
import { md5, systemAttributes } from './queue-service.ts';
import type { Message, Queue, Queues } from './queues.ts';

export interface QueueMappingProperties {
  readonly BatchSize?: number;
  readonly FunctionResponseTypes?: readonly string[];
}

interface Parts {
  readonly queue: Queue;
  readonly queues: Queues;
  readonly pool: FunctionPool;
  readonly clock: Clock;
  readonly properties: QueueMappingProperties;
}

export class QueueMapping {
  readonly queue: Queue;
  readonly #parts: Parts;
  #running = 0;
  #stopped = false;
  #cancelWake: () => void = () => undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.queue = parts.queue;
    parts.queues.onMessage(parts.queue, () => this.#wakeAt(parts.clock.now()));
  }

  stop(): void {
    this.#stopped = true;
  }

  /** Takes what is there, as far as the concurrency goes, and sleeps until more can come. */
  pump(): void {
    const { queue, queues, properties } = this.#parts;
    const { BatchSize = 10 } = properties;
    const most = this.#parts.pool.settings.maximumEnvironments;
    while (this.#running < most && !this.#stopped) {
      const messages = queues.receive(queue, { most: BatchSize });
      if (messages.length === 0) break;
      this.#running++;
      void this.#work(messages);
    }
    const next = queues.nextVisible(queue);
    if (next !== undefined && this.#running < most && !this.#stopped) this.#wakeAt(next);
  }

  async #work(messages: readonly Message[]): Promise<void> {
    const { pool, queue, queues, properties } = this.#parts;
    const outcome = await pool.invoke(JSON.stringify({ Records: messages.map((message) => recordOf(message, queue)) }));
    if (this.#stopped) return;
    const failed = failedMessages(outcome, messages, properties.FunctionResponseTypes ?? []);
    for (const message of messages) if (!failed.has(message.id)) queues.delete(message.receipt);
    this.#running--;
    this.pump();
  }

  /** Messages sent in one go make one batch, hence never at once but right after. */
  #wakeAt(due: number): void {
    this.#cancelWake();
    this.#cancelWake = this.#parts.clock.at(due, () => this.pump());
  }
}

/** https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting */
function failedMessages(
  outcome: Outcome,
  messages: readonly Message[],
  responseTypes: readonly string[],
): ReadonlySet<string> {
  const all = new Set(messages.map(({ id }) => id));
  if (!outcome.ok) return all;
  if (!responseTypes.includes('ReportBatchItemFailures')) return new Set();
  const answer = JSON.parse(outcome.payload ?? 'null') as { batchItemFailures?: { itemIdentifier?: string }[] } | null;
  const failed = (answer?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier ?? '');
  return failed.every((id) => all.has(id)) ? new Set(failed) : all;
}

function recordOf(message: Message, queue: Queue): object {
  return {
    messageId: message.id,
    receiptHandle: message.receipt,
    body: message.body,
    attributes: systemAttributes(message),
    messageAttributes: lambdaAttributes(message.attributes),
    md5OfBody: md5(message.body),
    eventSource: 'aws:sqs',
    eventSourceARN: queue.arn,
    awsRegion: queue.arn.split(':')[3],
  };
}

function lambdaAttributes(attributes: string): object {
  const sent = JSON.parse(attributes) as Record<string, { StringValue?: string; DataType: string }>;
  return Object.fromEntries(
    Object.entries(sent).map(([name, { StringValue, DataType }]) => [
      name,
      { stringValue: StringValue, dataType: DataType, stringListValues: [], binaryListValues: [] },
    ]),
  );
}
