// The one way a queue feeds a function: bus -> rule -> queue -> here. What fails is retried alone and ends whole in the queue's dead-letter queue.
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import type { DeadLetterPort } from '../journey/dead-letter-port.ts';
import { log } from '../log/log.ts';

interface Subscription<Detail> {
  /** What the bus event's `detail` must be. */
  readonly parse: z.ZodType<Detail>;
  /** What it throws is retried by the queue. */
  readonly handle: (detail: Detail, record: SQSRecord) => Promise<void>;
  /** Where a record goes that cannot be understood. Without it such a record fails like any other, and ends in the queue's dead-letter queue. */
  readonly deadLetters?: DeadLetterPort;
}

/** A record that no retry will make understood. Its message is the reason, without any value of the record. */
export class NotUnderstood extends Error {
  override readonly name = 'NotUnderstood';
}

/**
 * A queue-fed function's handler. Records are taken one after another, as they came; a failing one holds up no other.
 * @example export const handler = queueHandler({ parse: inboundFact, handle: (fact) => project(fact), deadLetters });
 */
export const queueHandler =
  <Detail>(subscription: Subscription<Detail>) =>
  async (event: SQSEvent): Promise<SQSBatchResponse> => {
    const batchItemFailures: SQSBatchResponse['batchItemFailures'] = [];
    for (const record of recordsOf(event)) {
      try {
        await take(record, subscription);
      } catch (error) {
        log.warn('record failed', { messageId: record.messageId, reason: reasonOf(error) });
        batchItemFailures.push({ itemIdentifier: record.messageId });
      }
    }
    return { batchItemFailures };
  };

/** @throws NotUnderstood where an event is no batch of records: it was meant for another function. */
export const recordsOf = <Item>({ Records }: { readonly Records: readonly Item[] }): readonly Item[] => {
  if (!Array.isArray(Records)) throw new NotUnderstood('The event is no batch of records.');
  return Records;
};

const take = async <Detail>(record: SQSRecord, { parse, handle, deadLetters }: Subscription<Detail>): Promise<void> => {
  try {
    await handle(understand(record.body, parse), record);
  } catch (error) {
    if (!deadLetters || !(error instanceof NotUnderstood)) throw error;
    await deadLetters.keep({ whole: record.body, reason: error.message });
    log.warn('record kept as a dead letter', { messageId: record.messageId, reason: error.message });
  }
};

const understand = <Detail>(body: string, parse: z.ZodType<Detail>): Detail => {
  const result = z.object({ detail: parse }).safeParse(readJson(body));
  if (result.success) return result.data.detail;
  throw new NotUnderstood(faultsOf(result.error));
};

const readJson = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    // The parser's own message quotes the text, which may be somebody's personal data.
    throw new NotUnderstood('The record is not valid JSON.');
  }
};

/** Where and why a record is not as it must be, without any value of it. */
export const faultsOf = (error: z.ZodError): string =>
  error.issues
    .slice(0, 10)
    .map(({ path, message }) => `${path.join('/') || 'the record'}: ${message}`)
    .join('; ');

const reasonOf = (error: unknown): string => (error instanceof Error ? `${error.name}: ${error.message}` : 'unknown');
