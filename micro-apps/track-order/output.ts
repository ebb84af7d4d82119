// What a customer gets: where each parcel is (fact), when it should come (promise), and what to do if it is in trouble.
import * as z from 'zod';
import { lineId, orderId, parcelId } from '../../shared/profile/ids.ts';
import { money } from '../../shared/profile/money.ts';
import { parcelStatus, pickupPoint, proofOfDelivery, scan } from '../../shared/profile/parcel.ts';
import { day, instant } from '../../shared/profile/time.ts';

const lineShown = z.object({ lineId, title: z.string(), quantity: z.int().positive() });

/** What is wrong with a parcel and what helps. Days are days in the shop's time zone. */
const trouble = z.object({
  kind: z.enum(['late', 'delayed', 'stale', 'failed_attempt', 'exception', 'undeliverable', 'returned_to_sender']),
  nextStep: z.enum(['wait', 'fetch_it', 'be_at_home', 'report_lost', 'ask_a_person']),
  /** `wait` and `be_at_home`: report it lost from this day on. `fetch_it`: fetch it until this day. */
  day: day.optional(),
});

const parcelShown = z.object({
  parcelId,
  carrier: z.string(),
  trackingNumber: z.string().optional(),
  trackingUrl: z.httpUrl().optional(),
  status: parcelStatus,
  statusAt: instant,
  lines: z.array(lineShown),
  /** What was promised; `movedFrom` and `movedAt` where it is not what was promised before. */
  promise: z
    .object({ from: day.optional(), by: day, movedFrom: day.optional(), movedAt: instant.optional() })
    .optional(),
  deliveredAt: instant.optional(),
  /** Newest first. */
  scans: z.array(scan),
  hasOlderScans: z.boolean(),
  pickupPoint: pickupPoint.optional(),
  proofOfDelivery: proofOfDelivery.optional(),
  trouble: trouble.optional(),
});

export const output = z.object({
  /** The answer to "where is it, and when does it come?". `parcelId`: the parcel that the answer speaks of. */
  headline: z.object({
    kind: z.enum([
      'canceled',
      'not_yet_shipped',
      'label_created',
      'on_its_way',
      'out_for_delivery',
      'ready_to_fetch',
      'late',
      'trouble',
      'partly_delivered',
      'delivered',
      'nothing_to_ship',
    ]),
    parcelId: parcelId.optional(),
  }),
  order: z.object({
    orderId,
    orderNumber: z.string(),
    placedAt: instant,
    canceledAt: instant.optional(),
    /** Only for a pass that was confirmed by code: a link may have been forwarded. */
    total: money.optional(),
  }),
  parcels: z.array(parcelShown),
  notYetShipped: z.array(lineShown),
  withoutShipping: z.array(lineShown),
  /** Money that the shop sent back. `money` only for a pass that was confirmed by code. */
  refunds: z.array(z.object({ refundedAt: instant, money: money.optional() })),
  /** The page of scans that was asked for, newest first; `next` where there are more. */
  olderScans: z.object({ parcelId, scans: z.array(scan), next: z.string().optional() }).optional(),
  /** IANA name: every point in time is shown in it. */
  timeZone: z.string(),
});
export type TrackedOrder = z.output<typeof output>;
export type TrackedParcel = TrackedOrder['parcels'][number];
