// The journey events of the way in: what the timeline and the bus hear once an inbound fact has changed the profile.
import * as z from 'zod';
import { lineId, parcelId, paymentId, refundId } from '../profile/ids.ts';
import { currency, minorUnits } from '../profile/money.ts';
import { parcelLine, parcelStatus } from '../profile/parcel.ts';
import { day, instant } from '../profile/time.ts';
import { defineJourneyEvent } from './journey-event.ts';

const orderedLines = z.array(z.object({ lineId, quantity: z.int().nonnegative() }));

const promisedDays = z.object({ from: day.optional(), by: day });

export const orderPlaced = defineJourneyEvent({
  type: 'OrderPlaced',
  schemaVersion: 1,
  data: z.object({ placedAt: instant, total: minorUnits, currency, lines: orderedLines }),
});

/** Header or lines are no longer what they were. */
export const orderAmended = defineJourneyEvent({
  type: 'OrderAmended',
  schemaVersion: 1,
  data: z.object({ total: minorUnits, currency, lines: orderedLines }),
});

export const orderCanceled = defineJourneyEvent({
  type: 'OrderCanceled',
  schemaVersion: 1,
  data: z.object({ canceledAt: instant }),
});

/** A parcel is known now, or the shop says something else of it (`amended`): other lines, carrier or tracking number, or that it will not go. */
export const parcelShipped = defineJourneyEvent({
  type: 'ParcelShipped',
  schemaVersion: 1,
  data: z.object({
    parcelId,
    shippedAt: instant,
    carrier: z.string(),
    lines: z.array(parcelLine),
    canceled: z.boolean(),
    amended: z.boolean(),
  }),
});

/** `status` is the parcel's after this scan; a late or unknown scan leaves it at `statusBefore`. */
export const parcelScanned = defineJourneyEvent({
  type: 'ParcelScanned',
  schemaVersion: 1,
  data: z.object({
    parcelId,
    scannedAt: instant,
    rawCode: z.string(),
    statusBefore: parcelStatus,
    status: parcelStatus,
  }),
});

/** Other days are promised than before; no `before` on the first promise. */
export const parcelPromiseChanged = defineJourneyEvent({
  type: 'ParcelPromiseChanged',
  schemaVersion: 1,
  data: z.object({ parcelId, before: promisedDays.optional(), now: promisedDays }),
});

export const paymentCaptured = defineJourneyEvent({
  type: 'PaymentCaptured',
  schemaVersion: 1,
  data: z.object({ paymentId, amount: minorUnits, currency, capturedAt: instant }),
});

/** The shop refunded on its own. */
export const paymentRefunded = defineJourneyEvent({
  type: 'PaymentRefunded',
  schemaVersion: 1,
  data: z.object({
    refundId,
    paymentId,
    amount: minorUnits,
    currency,
    refundedAt: instant,
    lines: z.array(z.object({ lineId, quantity: z.int().positive() })),
  }),
});

/** Which of the customer's particulars changed, never to what. */
export const customerUpdated = defineJourneyEvent({
  type: 'CustomerUpdated',
  schemaVersion: 1,
  data: z.object({ changed: z.array(z.enum(['locale', 'contacts'])) }),
});
