// The profile's in-memory twin: what the DynamoDB adapter promises, in milliseconds. One contract suite holds both (test/contracts/profile.ts).
import type { JourneyEvent } from '../../shared/journey/journey-event.ts';
import type { CustomerProfile } from '../../shared/profile/customer-profile.ts';
import * as keys from '../../shared/profile/keys.ts';
import { SCANS_PAGE, SWEEP_PAGE, TIMELINE_PAGE } from '../../shared/profile/limits.ts';
import type { Order } from '../../shared/profile/order.ts';
import type { Scan } from '../../shared/profile/parcel.ts';
import type { Person, PersonalDataPort } from '../../shared/profile/personal-data-port.ts';
import type {
  AnsweredCommand,
  CustomerKey,
  OutboxPort,
  Page,
  ProfilePort,
  Snapshot,
  Target,
  WaitingFact,
} from '../../shared/profile/profile-port.ts';
import type { Instant } from '../../shared/profile/time.ts';
import { commitIn, letGoIn } from './in-memory-commit.ts';
import { type InMemoryTable, inMemoryTable } from './in-memory-table.ts';

type Ports = ProfilePort & OutboxPort & PersonalDataPort;

interface Twin {
  /** Now; answers to commands end by it. */
  readonly clock?: () => Date;
  /** Called with the port's name and argument before a call does anything: what it throws, the call throws. */
  readonly before?: (call: keyof Ports, argument: unknown) => void | Promise<void>;
  /** Called when a call has done its work: what it throws, the call throws (the answer was lost on its way). */
  readonly after?: (call: keyof Ports, argument: unknown) => void | Promise<void>;
}

export type InMemoryProfile = Ports & {
  /** What is known of a person: no port reads it. */
  person(of: CustomerKey): Person | undefined;
};

/**
 * @example const profile = inMemoryProfile();
 * @example inMemoryProfile({ before: (call) => { if (call === 'commit') throw new Error('throttled'); } })
 */
export const inMemoryProfile = ({ clock = () => new Date(), before, after }: Twin = {}): InMemoryProfile => {
  const table = inMemoryTable();
  const answering =
    <Argument, Answer>(call: keyof Ports, work: (argument: Argument) => Answer) =>
    async (argument: Argument): Promise<Answer> => {
      await before?.(call, argument);
      const answer = work(argument);
      await after?.(call, argument);
      return answer;
    };
  return {
    read: answering('read', readIn(table, clock)),
    commit: answering('commit', commitIn(table, clock)),
    find: answering('find', (reference: Parameters<ProfilePort['find']>[0]) => targetsOf(table, reference)),
    olderScans: answering('olderScans', olderScansIn(table)),
    timeline: answering('timeline', timelineIn(table)),
    wait: answering('wait', waitIn(table)),
    letGo: answering('letGo', (waiting: WaitingFact) => letGoIn(table, waiting)),
    waitingFor: answering('waitingFor', (reference: Parameters<ProfilePort['find']>[0]) =>
      table.query<WaitingFact>(keys.waitingPartition(reference)).map(({ item }) => item),
    ),
    waitingSince: answering('waitingSince', (at: { before: Instant }) =>
      inShards<WaitingFact>(table, keys.waitingMarkPartition, at.before),
    ),
    published: answering('published', (events: readonly JourneyEvent[]) => {
      for (const event of events) table.delete(keys.outboxKey(event));
    }),
    unpublished: answering('unpublished', (at: { before: Instant }) =>
      inShards<JourneyEvent>(table, keys.outboxPartition, keys.firstUlidAt(at.before)),
    ),
    put: answering('put', putIn(table)),
    person: (of) => table.get<{ person: Person }>(keys.personKey(of))?.person,
  };
};

const readIn =
  (table: InMemoryTable, clock: () => Date) =>
  (key: Parameters<ProfilePort['read']>[0]): Snapshot => {
    const { orderId, answerKey } = key;
    const answered = answerKey === undefined ? undefined : table.get<AnsweredCommand>(keys.answerKey(key, answerKey));
    return {
      profile: table.get<CustomerProfile>(keys.profileKey(key)),
      order: orderId && table.get<Order>(keys.orderKey({ ...key, orderId })),
      ...(answered && answered.expiresAt > clock().getTime() / 1000 && { answered }),
    };
  };

const targetsOf = (table: InMemoryTable, reference: Parameters<ProfilePort['find']>[0]): readonly Target[] =>
  table.get<{ targets: readonly Target[] }>(keys.lookupKey(reference))?.targets ?? [];

const waitIn =
  (table: InMemoryTable) =>
  (waiting: WaitingFact): 'waiting' | 'known' => {
    if (targetsOf(table, waiting.awaits).length > 0) return 'known';
    table.put(keys.waitingKey(waiting), waiting);
    table.put(keys.waitingMarkKey(waiting), waiting);
    return 'waiting';
  };

const putIn =
  (table: InMemoryTable) =>
  (kept: Parameters<PersonalDataPort['put']>[0]): void => {
    const known = table.get<{ revision: Instant }>(keys.personKey(kept));
    if (!known || known.revision <= kept.revision) table.put(keys.personKey(kept), kept);
  };

const olderScansIn =
  (table: InMemoryTable) =>
  (at: Parameters<ProfilePort['olderScans']>[0]): Page<Scan> =>
    pageOf<Scan>(table, {
      pk: keys.customerPartition(at),
      beginning: keys.scanPrefix(at),
      after: at.after,
      limit: SCANS_PAGE,
    });

const timelineIn =
  (table: InMemoryTable) =>
  (of: Parameters<ProfilePort['timeline']>[0]): Page<JourneyEvent> => {
    const { after, limit = TIMELINE_PAGE } = of;
    return pageOf(table, { pk: keys.customerPartition(of), beginning: keys.EVENT_PREFIX, after, limit });
  };

const pageOf = <Item>(
  table: InMemoryTable,
  { pk, beginning, after, limit }: { pk: string; beginning: string; after?: string; limit: number },
): Page<Item> => {
  const all = table.query<Item>(pk, beginning).reverse();
  const rest = after === undefined ? all : all.filter(({ sk }) => sk < beginning + after);
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  const items = page.map(({ item }) => item);
  return rest.length > limit && last ? { items, next: last.sk.slice(beginning.length) } : { items };
};

const inShards = <Item>(table: InMemoryTable, partition: (shard: number) => string, before: string): readonly Item[] =>
  Array.from({ length: keys.SHARDS }, (_, shard) => table.query<Item>(partition(shard)))
    .flat()
    .filter(({ sk }) => sk < before)
    .sort((a, b) => (a.sk < b.sk ? -1 : 1))
    .slice(0, SWEEP_PAGE)
    .map(({ item }) => item);
