// One fact on the timeline. The same record is the outbox entry and what the bus hears.
import * as z from 'zod';
import { caseId, customerId, orderId, shopId } from '../profile/ids.ts';
import { instant } from '../profile/time.ts';
import { actor } from './actor.ts';

export const JOURNEY_SOURCE = 'touchpoint.journey';

/** What every journey event carries. Ids, enums and amounts only: personal data never stands in an event. */
export const journeyEnvelope = z.object({
  /** ULID: consumers drop what they have seen by it. */
  id: z.ulid(),
  type: z.string().regex(/^[A-Z][A-Za-z]+$/),
  schemaVersion: z.int().positive(),
  time: instant,
  shop: shopId,
  customerId,
  actor,
  onBehalfOf: customerId.optional(),
  orderId: orderId.optional(),
  caseId: caseId.optional(),
  /** What the transaction changed, e.g. `order/1001`. Order is promised inside an aggregate only. */
  aggregate: z.string(),
  /** The aggregate's new version. */
  seq: z.int().nonnegative(),
  /** The index of the event inside its transaction. */
  part: z.int().nonnegative(),
  correlationId: z.string(),
  causationId: z.string(),
  data: z.record(z.string(), z.json()),
  /** The event was too large for the bus: `data` is empty here, and whole on the customer's timeline under this id. */
  dataLeftOut: z.literal(true).optional(),
});
export type JourneyEvent = z.infer<typeof journeyEnvelope>;

/** A type of journey event: its name, the version of its data and the schema of its data (additive changes only). */
export interface JourneyEventType<Name extends string = string, Data extends z.ZodObject = z.ZodObject> {
  readonly type: Name;
  readonly schemaVersion: number;
  readonly data: Data;
}

/**
 * Declares a type of journey event.
 * @example defineJourneyEvent({ type: 'OrderCanceled', schemaVersion: 1, data: z.object({ reason: z.string().optional() }) })
 */
export const defineJourneyEvent = <Name extends string, Data extends z.ZodObject>(
  definition: JourneyEventType<Name, Data>,
): JourneyEventType<Name, Data> => definition;

/** What a rule says happened: the type and its data. The pipeline adds the envelope. */
export type Happened<Type extends JourneyEventType = JourneyEventType> =
  Type extends JourneyEventType<infer Name, infer Data>
    ? { readonly type: Name; readonly schemaVersion: number; readonly data: z.infer<Data> }
    : never;

/** Says that an event of a declared type happened; parses its data, so that undeclared fields cannot leak. */
export const happened = <Name extends string, Data extends z.ZodObject>(
  eventType: JourneyEventType<Name, Data>,
  data: z.input<Data>,
): Happened<JourneyEventType<Name, Data>> =>
  ({ type: eventType.type, schemaVersion: eventType.schemaVersion, data: eventType.data.parse(data) }) as never;

type Envelope = Omit<JourneyEvent, 'id' | 'type' | 'schemaVersion' | 'data' | 'part'>;

/** Puts what happened in one transaction into envelopes. `newId` gives a ULID. */
export const inEnvelopes = (
  events: readonly Happened[],
  { newId, ...envelope }: Envelope & { newId: () => string },
): readonly JourneyEvent[] =>
  events.map((event, part) => ({ id: newId(), ...envelope, ...event, part }) as JourneyEvent);
