// Feeds a function from a table's stream, in order: filters, batches, retries, bisects, and hands on what never succeeded.
// https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-eventsourcemapping.html
// https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
import type { Activity } from './activity.ts';
import type { Clock } from './clock.ts';
import { compilePattern } from './event-pattern.ts';
import type { FailedBatch } from './failed-batch.ts';
import type { FunctionPool, Outcome } from './function-pool.ts';
import type { State } from './state.ts';
import type { Engine } from './tables.ts';

export interface StreamMappingProperties {
  readonly BatchSize?: number;
  readonly BisectBatchOnFunctionError?: boolean;
  readonly MaximumRetryAttempts?: number;
  readonly MaximumRecordAgeInSeconds?: number;
  readonly FunctionResponseTypes?: readonly string[];
  readonly FilterCriteria?: { readonly Filters: readonly { readonly Pattern: string }[] };
}

export interface StreamRecord {
  readonly eventSourceARN: string;
  readonly dynamodb: { readonly SequenceNumber: string; readonly ApproximateCreationDateTime: number };
}

interface Parts {
  readonly id: string;
  readonly table: string;
  readonly streamArn: string;
  readonly pool: FunctionPool;
  readonly engine: Engine;
  readonly clock: Clock;
  readonly activity: Activity;
  readonly state: State;
  readonly properties: StreamMappingProperties;
  /** Where records go that ran out of retries; absent where the template names no destination. */
  readonly onFailure: ((batch: FailedBatch) => void) | undefined;
}

const LONGEST_WAIT_SECONDS = 60;

export class StreamMapping {
  readonly table: string;
  readonly #parts: Parts;
  readonly #matches: (record: unknown) => boolean;
  #running = false;
  #woken = false;
  #stopped = false;
  #shard: { readonly StreamArn: string; readonly ShardId: string } | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.table = parts.table;
    const filters = parts.properties.FilterCriteria?.Filters.map(({ Pattern }) => compilePattern(Pattern)) ?? [];
    this.#matches = (record) => filters.length === 0 || filters.some((matches) => matches(record));
  }

  get running(): boolean {
    return this.#running;
  }

  /** Something may have been written to the table. */
  wake(): void {
    this.#woken = true;
    if (!this.#running && !this.#stopped) void this.#run();
  }

  stop(): void {
    this.#stopped = true;
  }

  async #run(): Promise<void> {
    this.#running = true;
    try {
      while (this.#woken && !this.#stopped) {
        this.#woken = false;
        const next = () => this.#parts.activity.during(() => this.#next());
        for (let records = await next(); records.length > 0; records = await next()) {
          if (this.#stopped) return;
          const wanted = records.filter(this.#matches);
          if (wanted.length > 0) await this.#process(wanted, 1);
          if (this.#stopped) return;
          this.#parts.state.write(this.#checkpoint, records.at(-1)?.dynamodb.SequenceNumber ?? '');
        }
      }
    } catch (error) {
      if (!this.#stopped) throw error;
    } finally {
      this.#running = false;
    }
  }

  get #checkpoint(): string {
    return `checkpoint/${this.#parts.id}`;
  }

  async #next(): Promise<StreamRecord[]> {
    const { engine, state, streamArn, properties } = this.#parts;
    this.#shard ??= await findShard(engine, this.table);
    const after = state.read(this.#checkpoint);
    const position = after
      ? { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: after }
      : { ShardIteratorType: 'TRIM_HORIZON' };
    const { ShardIterator } = await engine.call<{ ShardIterator: string }>(
      'DynamoDBStreams_20120810.GetShardIterator',
      { ...this.#shard, ...position },
    );
    const { Records } = await engine.call<{ Records: StreamRecord[] }>('DynamoDBStreams_20120810.GetRecords', {
      ShardIterator,
      Limit: properties.BatchSize ?? 100,
    });
    const awsRegion = streamArn.split(':')[3];
    return Records.map((record) => ({ ...record, awsRegion, eventSourceARN: streamArn }));
  }

  /** Ends when every record has succeeded or was handed on. */
  async #process(records: readonly StreamRecord[], attempt: number): Promise<void> {
    const { pool, properties, clock } = this.#parts;
    const outcome = await pool.invoke(JSON.stringify({ Records: records }));
    const from = firstFailed(outcome, records, properties.FunctionResponseTypes ?? []);
    if (from === undefined || this.#stopped) return;
    const left = records.slice(from);
    if (properties.BisectBatchOnFunctionError && records.length > 1) {
      const middle = from > 0 ? left.length : Math.ceil(left.length / 2);
      await this.#process(left.slice(0, middle), attempt);
      if (middle < left.length) await this.#process(left.slice(middle), attempt);
      return;
    }
    const condition = this.#exhausted(left, attempt);
    if (condition) {
      this.#parts.onFailure?.({ records: left, condition, attempts: attempt, requestId: outcome.requestId });
      return;
    }
    const seconds = Math.min(2 ** (attempt - 1), LONGEST_WAIT_SECONDS);
    await clock.wait(seconds);
    if (!this.#stopped) await this.#process(left, attempt + 1);
  }

  #exhausted(records: readonly StreamRecord[], attempt: number): FailedBatch['condition'] | undefined {
    const { MaximumRetryAttempts = -1, MaximumRecordAgeInSeconds = -1 } = this.#parts.properties;
    if (MaximumRetryAttempts >= 0 && attempt > MaximumRetryAttempts) return 'RetryAttemptsExhausted';
    const age = this.#parts.clock.now() / 1000 - (records[0]?.dynamodb.ApproximateCreationDateTime ?? 0);
    return MaximumRecordAgeInSeconds >= 0 && age > MaximumRecordAgeInSeconds ? 'RecordAgeExceeded' : undefined;
  }
}

/** @returns the index from which records must be tried again, or undefined if all succeeded */
function firstFailed(
  outcome: Outcome,
  records: readonly StreamRecord[],
  responseTypes: readonly string[],
): number | undefined {
  if (!outcome.ok) return 0;
  if (!responseTypes.includes('ReportBatchItemFailures')) return undefined;
  const answer = JSON.parse(outcome.payload ?? 'null') as { batchItemFailures?: { itemIdentifier?: string }[] } | null;
  const failed = (answer?.batchItemFailures ?? []).map(({ itemIdentifier }) =>
    records.findIndex(({ dynamodb }) => dynamodb.SequenceNumber === itemIdentifier),
  );
  return failed.length === 0 ? undefined : Math.max(0, Math.min(...failed));
}

async function findShard(engine: Engine, table: string): Promise<{ StreamArn: string; ShardId: string }> {
  const { Table } = await engine.call<{ Table: { LatestStreamArn: string } }>('DynamoDB_20120810.DescribeTable', {
    TableName: table,
  });
  const StreamArn = Table.LatestStreamArn;
  const { StreamDescription } = await engine.call<{ StreamDescription: { Shards: { ShardId: string }[] } }>(
    'DynamoDBStreams_20120810.DescribeStream',
    { StreamArn },
  );
  const ShardId = StreamDescription.Shards[0]?.ShardId;
  if (!ShardId) throw new Error(`The stream of ${table} has no shard.`);
  return { StreamArn, ShardId };
}
