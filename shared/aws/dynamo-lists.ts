// Lists are pages: the timeline, older scans, and what the sweeper looks for. Each reads a bounded slice of one partition.
import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { type ItemKey, SHARDS } from '../profile/keys.ts';
import { SWEEP_PAGE } from '../profile/limits.ts';
import type { Page } from '../profile/profile-port.ts';
import { type Attributes, fromAttributes, fromItem } from './dynamo-attributes.ts';
import { type DynamoTable, getItems } from './dynamo-table.ts';

interface List {
  readonly pk: string;
  /** What the sort keys of its items begin with. */
  readonly beginning: string;
  /** Where the page before ended. */
  readonly after?: string;
  readonly limit: number;
}

/** A page of a list, greatest sort key first. */
export const pageIn = async <Item>(table: DynamoTable, { pk, beginning, after, limit }: List): Promise<Page<Item>> => {
  const { Items = [], LastEvaluatedKey } = await table.client.send(
    new QueryCommand({
      TableName: table.tableName,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :beginning)',
      ExpressionAttributeValues: { ':pk': { S: pk }, ':beginning': { S: beginning } },
      ScanIndexForward: false,
      // One more than asked for tells whether there is a next page.
      Limit: limit + 1,
      ...(after !== undefined && { ExclusiveStartKey: { pk: { S: pk }, sk: { S: beginning + after } } }),
    }),
  );
  const page = Items.slice(0, limit);
  const last = page.at(-1)?.sk?.S;
  const items = page.map((item) => fromItem<Item>(item));
  const isMore = Items.length > limit || LastEvaluatedKey !== undefined;
  return isMore && last !== undefined ? { items, next: last.slice(beginning.length) } : { items };
};

interface Marks {
  readonly partition: (shard: number) => string;
  /** Marks whose sort key is less. */
  readonly before: string;
  /** Which item a mark speaks of. */
  readonly itemOf: (mark: Record<string, unknown>) => ItemKey;
}

/** What the smallest marks of all shards speak of, smallest first; what is gone meanwhile is left out. */
export const markedIn = async <Item>(
  table: DynamoTable,
  { partition, before, itemOf }: Marks,
): Promise<readonly Item[]> => {
  const shards = await Promise.all(
    Array.from({ length: SHARDS }, (_, shard) => marksIn(table, { pk: partition(shard), before })),
  );
  const marks = shards
    .flat()
    .sort((a, b) => (skOf(a) < skOf(b) ? -1 : 1))
    .slice(0, SWEEP_PAGE);
  const keys = marks.map((mark) => itemOf(fromAttributes(mark)));
  const found = new Map<string, Attributes>();
  for (let from = 0; from < keys.length; from += 100) {
    for (const item of await getItems(table, keys.slice(from, from + 100))) found.set(placeOf(item), item);
  }
  return keys
    .map(({ pk, sk }) => found.get(`${pk} ${sk}`))
    .filter((item) => item !== undefined)
    .map((item) => fromItem<Item>(item));
};

const skOf = (item: Attributes): string => item.sk?.S ?? '';
const placeOf = (item: Attributes): string => `${item.pk?.S} ${skOf(item)}`;

const marksIn = async (
  { client, tableName }: DynamoTable,
  { pk, before }: { readonly pk: string; readonly before: string },
): Promise<readonly Attributes[]> => {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tableName,
      KeyConditionExpression: 'pk = :pk AND sk < :before',
      ExpressionAttributeValues: { ':pk': { S: pk }, ':before': { S: before } },
      Limit: SWEEP_PAGE,
    }),
  );
  return Items;
};
