// A journey event as an entry for the bus.
import type { BusEntry } from './bus-port.ts';
import { JOURNEY_SOURCE, type JourneyEvent } from './journey-event.ts';

/**
 * Bytes of an entry that every bus takes. AWS raised the limit to 1 MB in January 2026, but the documentation that we hold
 * (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevent-size.html) still says 256 KB for the entries of one request.
 */
export const ENTRY_BYTES = 256 * 1024;

/** As that page counts: 14 bytes for the time, and the texts in UTF-8. */
export const bytesOf = ({ source, type, detail }: BusEntry): number =>
  14 + Buffer.byteLength(source) + Buffer.byteLength(type) + Buffer.byteLength(JSON.stringify(detail));

/** An event too large for the bus goes without its data: `dataLeftOut` says so, and its `id` finds it on the customer's timeline. */
export const busEntryOf = (event: JourneyEvent): BusEntry => {
  const entry: BusEntry = { source: JOURNEY_SOURCE, type: event.type, time: event.time, detail: event };
  return bytesOf(entry) <= ENTRY_BYTES ? entry : { ...entry, detail: { ...event, data: {}, dataLeftOut: true } };
};
