// The twin's transaction: every condition is looked at first, and only then is anything written.
import * as keys from '../../shared/profile/keys.ts';
import { ITEM_BYTES, TooLargeForProfile, TRANSACTION_ITEMS } from '../../shared/profile/limits.ts';
import type {
  AnsweredCommand,
  CommitOutcome,
  Target,
  Transaction,
  WaitingFact,
} from '../../shared/profile/profile-port.ts';
import type { InMemoryTable } from './in-memory-table.ts';

interface Write {
  readonly key: keys.ItemKey;
  readonly item: object;
}

export const commitIn =
  (table: InMemoryTable, clock: () => Date) =>
  (transaction: Transaction): CommitOutcome => {
    const writes = writesOf(table, transaction);
    refuseTooLarge(writes, transaction);
    const { customer, answered, folds } = transaction;
    const before = answered && table.get<AnsweredCommand>(keys.answerKey(customer, answered.key));
    if (before && before.expiresAt > clock().getTime() / 1000) return { outcome: 'answered', before };
    if (!isCurrent(table, transaction)) return { outcome: 'conflict' };
    for (const { key, item } of writes) table.put(key, item);
    if (folds) letGoIn(table, folds);
    return { outcome: 'committed' };
  };

export const letGoIn = (table: InMemoryTable, waiting: WaitingFact): void => {
  table.delete(keys.waitingKey(waiting));
  table.delete(keys.waitingMarkKey(waiting));
};

const isCurrent = (table: InMemoryTable, transaction: Transaction): boolean => {
  const { customer, profile, order, passEpoch } = transaction;
  const versionAt = (key: keys.ItemKey) => table.get<{ version: number }>(key)?.version ?? 0;
  const stored = table.get<{ passEpoch: number }>(keys.profileKey(customer));
  return (
    (profile === undefined || versionAt(keys.profileKey(customer)) === profile.version - 1) &&
    (order === undefined || versionAt(keys.orderKey({ ...customer, orderId: order.orderId })) === order.version - 1) &&
    (passEpoch === undefined || (stored?.passEpoch ?? 0) === passEpoch) &&
    !isOwnedByAnother(table, transaction)
  );
};

/** An order is one customer's: whoever comes second must read again. */
const isOwnedByAnother = (table: InMemoryTable, { customer, makesKnown = [] }: Transaction): boolean =>
  makesKnown
    .filter(({ reference }) => reference.kind === 'order')
    .flatMap(({ reference }) => [...targetsIn(table, keys.lookupKey(reference)).values()])
    .some(({ customerId }) => customerId !== customer.customerId);

const writesOf = (table: InMemoryTable, transaction: Transaction): readonly Write[] => {
  const { customer, profile, order, answered } = transaction;
  return [
    ...(profile ? [{ key: keys.profileKey(customer), item: profile }] : []),
    ...(order ? [{ key: keys.orderKey({ ...customer, orderId: order.orderId }), item: order }] : []),
    ...(answered ? [{ key: keys.answerKey(customer, answered.key), item: answered }] : []),
    ...transaction.events.flatMap((event) => [
      { key: keys.eventKey(event), item: event },
      { key: keys.outboxKey(event), item: event },
    ]),
    ...scanWrites(transaction),
    ...lookupWrites(table, transaction),
  ];
};

const scanWrites = ({ customer, olderScans = [] }: Transaction): readonly Write[] =>
  olderScans.map(({ scan, ...of }) => ({
    key: { pk: keys.customerPartition(customer), sk: keys.scanPrefix(of) + keys.scanPlace(scan) },
    item: scan,
  }));

const lookupWrites = (table: InMemoryTable, { customer, order, makesKnown = [] }: Transaction): readonly Write[] => {
  if (!order && makesKnown.length > 0) throw new TypeError('A reference is made known together with its order.');
  const known = new Map<string, { readonly key: keys.ItemKey; readonly targets: Map<string, Target> }>();
  for (const { reference, parcelId } of makesKnown) {
    const key = keys.lookupKey(reference);
    const { targets } = known.get(key.pk) ?? { targets: targetsIn(table, key) };
    const target = {
      shop: customer.shop,
      customerId: customer.customerId,
      orderId: order?.orderId,
      parcelId,
    } as Target;
    known.set(key.pk, { key, targets: targets.set(JSON.stringify(target), target) });
  }
  return [...known.values()].map(({ key, targets }) => ({ key, item: { targets: [...targets.values()] } }));
};

const targetsIn = (table: InMemoryTable, key: keys.ItemKey): Map<string, Target> => {
  const targets = table.get<{ targets: readonly Target[] }>(key)?.targets ?? [];
  return new Map(targets.map((target) => [JSON.stringify(target), target]));
};

const refuseTooLarge = (writes: readonly Write[], { folds }: Transaction): void => {
  const items = writes.length + (folds ? 2 : 0);
  if (items > TRANSACTION_ITEMS)
    throw new TooLargeForProfile(`A transaction of ${items} items; at most ${TRANSACTION_ITEMS} fit.`);
  const large = writes.find(({ item }) => JSON.stringify(item).length > ITEM_BYTES);
  if (large) throw new TooLargeForProfile(`The item ${large.key.sk} is larger than ${ITEM_BYTES} bytes.`);
};
