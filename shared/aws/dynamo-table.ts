// The one table, and how its requests are tried again: what the SDK does not retry by itself (keys and writes left unprocessed,
// transactions canceled by a conflict or a throttle) is tried here, with full jitter and a bound.
import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  type CancellationReason,
  type DynamoDBClient,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import type { ItemKey } from '../profile/keys.ts';
import { TooLargeForProfile, TRANSACTION_ITEMS } from '../profile/limits.ts';
import { type Attributes, toKey } from './dynamo-attributes.ts';
import { MOST_TRIES, type Pause, tries } from './tries.ts';

export interface DynamoTable {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  readonly pause?: Pause;
}

/** The table was asked as often as the bound allows and still had no room. Trying later helps. */
export class TableBusy extends Error {
  override readonly name = 'TableBusy';
}

/** The items at these keys (at most 100), in no order; missing ones are left out. */
export const getItems = async (
  table: DynamoTable,
  keys: readonly ItemKey[],
  { consistent = false } = {},
): Promise<readonly Attributes[]> => {
  const { client, tableName } = table;
  const found: Attributes[] = [];
  let asked: Attributes[] = keys.map(toKey);
  for await (const _ of tries(table.pause)) {
    const request = { [tableName]: { Keys: asked, ConsistentRead: consistent } };
    const answer = await client.send(new BatchGetItemCommand({ RequestItems: request }));
    found.push(...(answer.Responses?.[tableName] ?? []));
    asked = answer.UnprocessedKeys?.[tableName]?.Keys ?? [];
    if (asked.length === 0) return found;
  }
  throw new TableBusy(`The table left ${asked.length} keys unread after ${MOST_TRIES} tries.`);
};

/** Deletes the items at these keys, at most 25 and each once. */
export const deleteItems = async (table: DynamoTable, keys: readonly ItemKey[]): Promise<void> => {
  const { client, tableName } = table;
  let asked = keys.map((key) => ({ DeleteRequest: { Key: toKey(key) } }));
  for await (const _ of tries(table.pause)) {
    const answer = await client.send(new BatchWriteItemCommand({ RequestItems: { [tableName]: asked } }));
    asked = (answer.UnprocessedItems?.[tableName] ?? []) as typeof asked;
    if (asked.length === 0) return;
  }
  throw new TableBusy(`The table left ${asked.length} deletes undone after ${MOST_TRIES} tries.`);
};

/**
 * All or nothing. Answers why it was canceled, one reason for each item; nothing if it was not.
 * @throws TooLargeForProfile where no retry helps; TableBusy where throttles outlast the bound.
 */
export const transact = async (
  table: DynamoTable,
  items: readonly TransactWriteItem[],
): Promise<readonly CancellationReason[] | undefined> => {
  if (items.length > TRANSACTION_ITEMS) {
    throw new TooLargeForProfile(`A transaction of ${items.length} items; at most ${TRANSACTION_ITEMS} fit.`);
  }
  // The same token on every try: a try whose answer was lost on its way is not carried out twice.
  const request = { TransactItems: [...items], ClientRequestToken: crypto.randomUUID() };
  let reasons: readonly CancellationReason[] = [];
  for await (const _ of tries(table.pause)) {
    try {
      await table.client.send(new TransactWriteItemsCommand(request));
      return undefined;
    } catch (error) {
      reasons = reasonsOf(error);
    }
    if (reasons.some(({ Code }) => Code === 'ConditionalCheckFailed')) return reasons;
  }
  if (reasons.some(({ Code }) => Code === 'TransactionConflict')) return reasons;
  throw new TableBusy(`The table throttled a transaction ${MOST_TRIES} times.`);
};

const reasonsOf = (error: unknown): readonly CancellationReason[] => {
  if (isTooLarge(error)) throw new TooLargeForProfile('An item of the transaction is larger than the table can hold.');
  if (!(error instanceof TransactionCanceledException)) throw error;
  const reasons = error.CancellationReasons ?? [];
  if (reasons.some(isTooLarge))
    throw new TooLargeForProfile('An item of the transaction is larger than the table can hold.');
  if (reasons.some(({ Code }) => PASSING.has(Code ?? '') || Code === 'ConditionalCheckFailed')) return reasons;
  throw error;
};

const PASSING = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);

// An item over 400 kB, or a transaction over 4 MB: DynamoDB says so only in words.
const isTooLarge = (fault: unknown): boolean => {
  const { name, Code, message, Message } = fault as Partial<Record<'name' | 'Code' | 'message' | 'Message', string>>;
  return (name === 'ValidationException' || Code === 'ValidationError') && /size/i.test(message ?? Message ?? '');
};
