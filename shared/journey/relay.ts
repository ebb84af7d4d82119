// What was committed is published: table stream -> here -> bus. Published events lose their outbox mark; the sweeper looks for marks that stay.
import type { OutboxPort } from '../profile/profile-port.ts';
import { busEntryOf } from './bus-entry.ts';
import type { BusPort } from './bus-port.ts';
import type { JourneyEvent } from './journey-event.ts';

interface Relay {
  readonly bus: BusPort;
  readonly outbox: OutboxPort;
}

/** Publishes events and clears their marks. Answers those that the bus did not take: their marks stay. */
export const publishEvents = async (
  events: readonly JourneyEvent[],
  { bus, outbox }: Relay,
): Promise<readonly JourneyEvent[]> => {
  const entries = events.map((event) => ({ event, entry: busEntryOf(event) }));
  const failed = new Set(await bus.publish(entries.map(({ entry }) => entry)));
  const published = entries.filter(({ entry }) => !failed.has(entry)).map(({ event }) => event);
  if (published.length > 0) await outbox.published(published);
  return entries.filter(({ entry }) => failed.has(entry)).map(({ event }) => event);
};

/** One record of the stream: where it stands there, and what it holds. */
export interface StreamRecord {
  readonly sequenceNumber: string;
  /** Nothing where the record could not be understood. */
  readonly event?: JourneyEvent;
}

/**
 * Relays the records of one batch. All that is understood is published, whatever else fails.
 * Answers the sequence numbers of the others: Lambda tries again from the first, and keeps them whole when it gives up.
 */
export const relay = async (records: readonly StreamRecord[], to: Relay): Promise<readonly string[]> => {
  const events = records.map(({ event }) => event).filter((event) => event !== undefined);
  const unpublished = new Set(await publishEvents(events, to));
  return records
    .filter(({ event }) => event === undefined || unpublished.has(event))
    .map(({ sequenceNumber }) => sequenceNumber);
};
