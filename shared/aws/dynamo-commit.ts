// One transaction a command: the aggregates on condition of their version, the answer, the events with their outbox marks. All or nothing.
import type { CancellationReason, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import * as keys from '../profile/keys.ts';
import type { AnsweredCommand, CommitOutcome, Transaction } from '../profile/profile-port.ts';
import { type Attributes, fromAttributes, toAttributes, toKey } from './dynamo-attributes.ts';
import { type DynamoTable, transact } from './dynamo-table.ts';

interface CommitTable extends DynamoTable {
  /** Days that journey events are kept. */
  readonly eventDays: number;
  readonly clock: () => Date;
}

export const commitIn = async (table: CommitTable, transaction: Transaction): Promise<CommitOutcome> => {
  const items = itemsOf(table, transaction);
  const reasons = items.length === 0 ? undefined : await transact(table, items);
  if (!reasons) return { outcome: 'committed' };
  const before = transaction.answered && answeredBefore(reasons[0]);
  return before ? { outcome: 'answered', before } : { outcome: 'conflict' };
};

// The answer stands first, so that the first reason speaks of it.
const itemsOf = (table: CommitTable, transaction: Transaction): readonly TransactWriteItem[] => [
  ...answerItems(table, transaction),
  ...aggregateItems(table, transaction),
  ...eventItems(table, transaction),
  ...olderScanItems(table, transaction),
  ...lookupItems(table, transaction),
  ...foldItems(table, transaction),
];

const put = (TableName: string, key: keys.ItemKey, item: object): { TableName: string; Item: Attributes } => ({
  TableName,
  Item: { ...toKey(key), ...toAttributes(item) },
});

const nowIn = ({ clock }: CommitTable): number => Math.floor(clock().getTime() / 1000);

// An ended answer counts as absent at once: the table's own TTL deletes days late.
const answerItems = (table: CommitTable, { customer, answered }: Transaction): readonly TransactWriteItem[] => {
  if (!answered) return [];
  const { key, expiresAt, ...record } = answered;
  const condition = {
    ConditionExpression: 'attribute_not_exists(pk) OR #ttl <= :now',
    ExpressionAttributeNames: { '#ttl': 'ttl' },
    ExpressionAttributeValues: { ':now': { N: String(nowIn(table)) } },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
  };
  const item = { command: key, ...record, ttl: expiresAt };
  return [{ Put: { ...put(table.tableName, keys.answerKey(customer, key), item), ...condition } }];
};

const answeredBefore = (reason: CancellationReason | undefined): AnsweredCommand | undefined => {
  if (reason?.Code !== 'ConditionalCheckFailed' || !reason.Item) return undefined;
  return answerIn(reason.Item);
};

/** A stored answer as it was given. */
export const answerIn = (item: Attributes): AnsweredCommand => {
  const { command, requestHash, answer, ttl } = fromAttributes(item);
  return { key: command, requestHash, answer, expiresAt: ttl } as AnsweredCommand;
};

const aggregateItems = ({ tableName }: CommitTable, transaction: Transaction): readonly TransactWriteItem[] => {
  const { customer, profile, order, passEpoch } = transaction;
  const items: TransactWriteItem[] = [];
  if (profile) {
    const condition = conditionOf(isVersionBefore(profile.version), isPassEpoch(passEpoch));
    items.push({ Put: { ...put(tableName, keys.profileKey(customer), profile), ...condition } });
  } else if (passEpoch !== undefined) {
    const Key = toKey(keys.profileKey(customer));
    items.push({ ConditionCheck: { TableName: tableName, Key, ...conditionOf(isPassEpoch(passEpoch)) } });
  }
  if (order) {
    const key = keys.orderKey({ ...customer, orderId: order.orderId });
    items.push({ Put: { ...put(tableName, key, order), ...conditionOf(isVersionBefore(order.version)) } });
  }
  return items;
};

interface Condition {
  readonly text: string;
  readonly values: Attributes;
}

const isVersionBefore = (version: number): Condition =>
  version === 1
    ? { text: 'attribute_not_exists(pk)', values: {} }
    : { text: 'version = :before', values: { ':before': { N: String(version - 1) } } };

// A customer without a profile has the epoch that every profile starts with.
const isPassEpoch = (passEpoch: number | undefined): Condition | undefined => {
  if (passEpoch === undefined) return undefined;
  const text = passEpoch === 0 ? '(attribute_not_exists(pk) OR passEpoch = :epoch)' : 'passEpoch = :epoch';
  return { text, values: { ':epoch': { N: String(passEpoch) } } };
};

const conditionOf = (...all: readonly (Condition | undefined)[]) => {
  const conditions = all.filter((condition) => condition !== undefined);
  const values = Object.assign({}, ...conditions.map((condition) => condition.values)) as Attributes;
  return {
    ConditionExpression: conditions.map(({ text }) => text).join(' AND '),
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
  };
};

const eventItems = (table: CommitTable, { events }: Transaction): readonly TransactWriteItem[] => {
  const ttl = nowIn(table) + table.eventDays * 86_400;
  return events.flatMap((event) => {
    const key = keys.eventKey(event);
    const mark = { eventPk: key.pk, eventSk: key.sk, ttl };
    return [
      { Put: put(table.tableName, key, { ...event, ttl }) },
      { Put: put(table.tableName, keys.outboxKey(event), mark) },
    ];
  });
};

const olderScanItems = ({ tableName }: CommitTable, transaction: Transaction): readonly TransactWriteItem[] => {
  const pk = keys.customerPartition(transaction.customer);
  const scans = new Map(
    transaction.olderScans?.map(({ scan, ...of }) => [keys.scanPrefix(of) + keys.scanPlace(scan), scan]),
  );
  return [...scans].map(([sk, scan]) => ({ Put: put(tableName, { pk, sk }, scan) }));
};

// Adding to a set needs no read: two orders that become known by one tracking number at once are both in it.
const lookupItems = ({ tableName }: CommitTable, transaction: Transaction): readonly TransactWriteItem[] => {
  const { customer, order, makesKnown = [] } = transaction;
  if (!order && makesKnown.length > 0) throw new TypeError('A reference is made known together with its order.');
  const lookups = new Map<
    string,
    { readonly key: keys.ItemKey; readonly targets: Set<string>; readonly isOwned: boolean }
  >();
  for (const { reference, parcelId } of makesKnown) {
    const key = keys.lookupKey(reference);
    const { targets } = lookups.get(key.pk) ?? { targets: new Set<string>() };
    targets.add(JSON.stringify({ customerId: customer.customerId, orderId: order?.orderId, parcelId }));
    lookups.set(key.pk, { key, targets, isOwned: reference.kind === 'order' });
  }
  return [...lookups.values()].map(({ key, targets, isOwned }) => ({
    Update: {
      TableName: tableName,
      Key: toKey(key),
      UpdateExpression: 'ADD targets :targets',
      // An order is one customer's: whoever comes second must read again.
      ...(isOwned && { ConditionExpression: 'attribute_not_exists(pk) OR targets = :targets' }),
      ExpressionAttributeValues: toAttributes({ ':targets': targets }),
    },
  }));
};

/** A waiting fact, and the mark of it, go. */
export const foldItems = (
  { tableName }: DynamoTable,
  { folds }: Pick<Transaction, 'folds'>,
): readonly TransactWriteItem[] =>
  folds
    ? [keys.waitingKey(folds), keys.waitingMarkKey(folds)].map((key) => ({
        Delete: { TableName: tableName, Key: toKey(key) },
      }))
    : [];
