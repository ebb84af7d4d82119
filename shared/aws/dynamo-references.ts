// What references mean, and facts that wait until theirs means something.
import { GetItemCommand, QueryCommand, type QueryCommandOutput } from '@aws-sdk/client-dynamodb';
import type { CustomerId, OrderId, ParcelId } from '../profile/ids.ts';
import * as keys from '../profile/keys.ts';
import type { Reference, Target, WaitingFact } from '../profile/profile-port.ts';
import { type Attributes, fromAttributes, fromItem, toAttributes, toKey } from './dynamo-attributes.ts';
import { foldItems } from './dynamo-commit.ts';
import { type DynamoTable, TableBusy, transact } from './dynamo-table.ts';

export const findIn = async ({ client, tableName }: DynamoTable, reference: Reference): Promise<readonly Target[]> => {
  const Key = toKey(keys.lookupKey(reference));
  const { Item } = await client.send(new GetItemCommand({ TableName: tableName, Key, ConsistentRead: true }));
  if (!Item) return [];
  const { targets } = fromAttributes(Item) as { targets: Set<string> };
  return [...targets].sort().map((text) => ({ shop: reference.shop, ...targetOf(text) }));
};

const targetOf = (text: string) =>
  JSON.parse(text) as { readonly customerId: CustomerId; readonly orderId: OrderId; readonly parcelId?: ParcelId };

// The look-up is written by the transaction that makes the reference known: the table puts that and this in one order, so that
// either it sees the waiting fact, or this sees the look-up.
export const waitIn = async (table: DynamoTable, waiting: WaitingFact): Promise<'waiting' | 'known'> => {
  const TableName = table.tableName;
  const key = keys.waitingKey(waiting);
  const mark = { waitingPk: key.pk, waitingSk: key.sk };
  const reasons = await transact(table, [
    {
      ConditionCheck: {
        TableName,
        Key: toKey(keys.lookupKey(waiting.awaits)),
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    },
    { Put: { TableName, Item: { ...toKey(key), ...toAttributes(waiting) } } },
    { Put: { TableName, Item: { ...toKey(keys.waitingMarkKey(waiting)), ...toAttributes(mark) } } },
  ]);
  if (!reasons) return 'waiting';
  if (reasons[0]?.Code === 'ConditionalCheckFailed') return 'known';
  throw new TableBusy('Others kept changing what a fact waits for.');
};

export const letGoIn = async (table: DynamoTable, folds: WaitingFact): Promise<void> => {
  if (await transact(table, foldItems(table, { folds }))) throw new TableBusy('Others kept changing what waits.');
};

export const waitingForIn = async (table: DynamoTable, reference: Reference): Promise<readonly WaitingFact[]> => {
  const waiting: WaitingFact[] = [];
  let ExclusiveStartKey: Attributes | undefined;
  do {
    const page: QueryCommandOutput = await table.client.send(
      new QueryCommand({
        TableName: table.tableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: keys.waitingPartition(reference) } },
        ConsistentRead: true,
        ExclusiveStartKey,
      }),
    );
    waiting.push(...(page.Items ?? []).map((item) => fromItem<WaitingFact>(item)));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return waiting;
};
