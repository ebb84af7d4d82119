// What was committed reaches the bus, whatever else is in the batch.
import { describe, expect, test } from '@jest/globals';
import { relayBatch } from '../../functions/relay/relay-batch.ts';
import { at } from '../../test/builders/instants.ts';
import { aJourneyEvent, aTransaction } from '../../test/builders/journey-event.ts';
import { aStreamBatch } from '../../test/builders/queue-records.ts';
import { inMemoryBus } from '../../test/fakes/in-memory-bus.ts';
import { inMemoryProfile } from '../../test/fakes/in-memory-profile.ts';
import { ENTRY_BYTES } from './bus-entry.ts';
import type { BusEntry } from './bus-port.ts';
import { type JourneyEvent, journeyEnvelope } from './journey-event.ts';

const [first, second, third] = [1, 2, 3].map((seq) => aJourneyEvent({ seq })) as [
  JourneyEvent,
  JourneyEvent,
  JourneyEvent,
];

const committed = async (refuses?: (entry: BusEntry) => boolean) => {
  const profile = inMemoryProfile();
  await profile.commit(aTransaction({ events: [first, second, third] }));
  const bus = inMemoryBus({ refuses });
  const marks = async () => (await profile.unpublished({ before: at('2030-01-01') })).map(({ id }) => id);
  return { bus, marks, relay: relayBatch({ bus, outbox: profile }) };
};

describe('relaying what was committed', () => {
  test('every event is published under its type and time, and its mark goes', async () => {
    const { bus, marks, relay } = await committed();
    expect(await relay(aStreamBatch(first, second, third))).toEqual({ batchItemFailures: [] });
    expect(bus.published.map(({ detail }) => detail)).toEqual([first, second, third]);
    expect(bus.published[0]).toMatchObject({ source: 'touchpoint.journey', type: first.type, time: first.time });
    expect(await marks()).toEqual([]);
  });

  test('what the bus refuses is reported and keeps its mark; the others are published', async () => {
    const { bus, marks, relay } = await committed((entry) => (entry.detail as JourneyEvent).id === second.id);
    expect(await relay(aStreamBatch(first, second, third))).toEqual({ batchItemFailures: [{ itemIdentifier: '101' }] });
    expect(bus.published).toHaveLength(2);
    expect(await marks()).toEqual([second.id]);
  });

  test('a record that cannot be understood is reported, and holds up none behind it', async () => {
    const { bus, marks, relay } = await committed();
    const { batchItemFailures } = await relay(aStreamBatch(first, { strange: 'record' }, second, third));
    expect(batchItemFailures).toEqual([{ itemIdentifier: '101' }]);
    expect(bus.published).toHaveLength(3);
    expect(await marks()).toEqual([]);
  });

  test('a record that is relayed again is published again, under the same id', async () => {
    const { bus, relay } = await committed();
    await relay(aStreamBatch(first));
    expect(await relay(aStreamBatch(first))).toEqual({ batchItemFailures: [] });
    expect(bus.published.map(({ detail }) => (detail as JourneyEvent).id)).toEqual([first.id, first.id]);
  });

  test('an event too large for the bus goes without its data, and says so', async () => {
    const { bus, relay } = await committed();
    const large = aJourneyEvent({ data: { sentence: 'ü'.repeat(ENTRY_BYTES / 2) } });
    await relay(aStreamBatch(large));
    expect(journeyEnvelope.parse(bus.published[0]?.detail)).toEqual({ ...large, data: {}, dataLeftOut: true });
  });
});
