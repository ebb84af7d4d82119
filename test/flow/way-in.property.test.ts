// The promise of the way in: any order, any duplicates, two racing, crashes and stale reads anywhere: the same end state.

import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ProjectorDependencies } from '../../functions/projector/fold-into.ts';
import { project } from '../../functions/projector/project.ts';
import { newEventId } from '../../shared/journey/event-ids.ts';
import type { InboundFact } from '../../shared/journey/inbound-fact.ts';
import type { JourneyEvent } from '../../shared/journey/journey-event.ts';
import type { OrderId, ParcelId } from '../../shared/profile/ids.ts';
import type { ProfilePort, Snapshot } from '../../shared/profile/profile-port.ts';
import { aCustomer } from '../builders/customer.ts';
import { at } from '../builders/instants.ts';
import { type InMemoryProfile, inMemoryProfile } from '../fakes/in-memory-profile.ts';
import { lifeOfOrders } from './way-in-facts.ts';

const dependencies = (profile: ProfilePort, letters: string[] = []): ProjectorDependencies => ({
  profile,
  deadLetters: { keep: async ({ reason }) => void letters.push(reason) },
  log: { warn: () => undefined },
  now: () => new Date('2026-09-01T00:00:00.000Z'),
  newId: newEventId,
  pause: async () => undefined,
});

test('facts in any order, repeated, by two racing projectors that crash and read behind, give the same end state', async () => {
  await fc.assert(
    fc.asyncProperty(
      lifeOfOrders.chain(deliveries),
      fc.scheduler(),
      async ({ facts, delivered, faults }, scheduler) => {
        const calm = inMemoryProfile();
        for (const fact of facts) await project(fact, dependencies(calm));

        const fault = takeFrom(faults);
        const crash = (name: string) => {
          if (fault() === name) throw new Error(name);
        };
        const stormy = inMemoryProfile({
          before: async (call) => {
            await scheduler.schedule(Promise.resolve(), call);
            crash('before');
          },
          after: () => crash('after'),
        });
        const letters: string[] = [];
        const queue = [...delivered];
        const with_ = dependencies(
          readingBehind(stormy, () => fault() === 'behind'),
          letters,
        );
        await scheduler.waitFor(Promise.all([work(queue, with_), work(queue, with_)]));
        scheduler.schedule = (async (task: Promise<unknown>) => task) as typeof scheduler.schedule;
        faults.length = 0;

        expect(letters).toEqual([]);
        expect(await stateOf(stormy)).toEqual(await stateOf(calm));
        expectEachChangeOnce(await eventsOf(stormy));
      },
    ),
    // A counterexample comes with its seed; to shrink a life of orders takes minutes.
    { numRuns: 30, endOnFailure: true },
  );
}, 60_000);

type Fault = 'none' | 'before' | 'after' | 'behind';

/** Every fact at least once, some twice, in any order; and what goes wrong on the way. */
const deliveries = (facts: InboundFact[]) =>
  fc.record({
    facts: fc.constant(facts),
    delivered: fc
      .subarray(facts)
      .chain((again) => fc.shuffledSubarray([...facts, ...again], { minLength: facts.length + again.length })),
    faults: fc.array(fc.constantFrom<Fault>('none', 'none', 'none', 'none', 'before', 'after', 'behind'), {
      maxLength: 120,
    }),
  });

const takeFrom = (faults: Fault[]) => (): Fault => faults.shift() ?? 'none';

/** A queue-fed function: what throws comes back later. */
const work = async (queue: InboundFact[], with_: ProjectorDependencies): Promise<void> => {
  for (let fact = queue.shift(); fact; fact = queue.shift()) {
    try {
      await project(fact, with_);
    } catch (error) {
      if (!['before', 'after'].includes((error as Error).message)) throw error;
      queue.push(fact);
    }
  }
};

/** An eventually consistent read may answer what was there before. */
const readingBehind = (profile: ProfilePort, isBehind: () => boolean): ProfilePort => {
  const before = new Map<string, Snapshot>();
  return {
    ...profile,
    read: async (key) => {
      const name = JSON.stringify([key.customerId, key.orderId]);
      const now = await profile.read(key);
      const answer = !key.consistent && isBehind() ? (before.get(name) ?? {}) : now;
      before.set(name, now);
      return answer;
    },
  };
};

const eventsOf = async (profile: InMemoryProfile): Promise<readonly JourneyEvent[]> =>
  (await profile.timeline({ ...aCustomer(), limit: 10_000 })).items;

const stateOf = async (profile: InMemoryProfile) => {
  const orders = await Promise.all(
    ['1001', '1002'].map(async (orderId) => {
      const { order } = await profile.read({ ...aCustomer(), orderId: orderId as OrderId });
      const older = await Promise.all(
        ['p-1', 'p-2'].map((parcelId) =>
          profile.olderScans({ ...aCustomer(), orderId: orderId as OrderId, parcelId: parcelId as ParcelId }),
        ),
      );
      return { order: { ...order, version: undefined }, older };
    }),
  );
  const { profile: customer } = await profile.read(aCustomer());
  const waiting = await profile.waitingSince({ before: at('2030-01-01') });
  return { orders, customer: { ...customer, version: undefined }, waiting };
};

const expectEachChangeOnce = (events: readonly JourneyEvent[]): void => {
  const names = events.map(({ type, causationId, orderId, data }) =>
    JSON.stringify([type, causationId, orderId, data.parcelId, type === 'ParcelScanned' && data]),
  );
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
  for (const orderId of ['1001', '1002']) {
    const placed = events.filter((event) => event.type === 'OrderPlaced' && event.orderId === orderId);
    expect(placed).toHaveLength(1);
  }
};
