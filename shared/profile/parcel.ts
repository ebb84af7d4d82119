// What a carrier moves: some lines of an order, where they are (facts) and when they should come (promises).
import * as z from 'zod';
import { lineId, type parcelId } from './ids.ts';
import { day, instant } from './time.ts';

export const parcelStatus = z.enum([
  'pending',
  'label_created',
  'in_transit',
  'out_for_delivery',
  'available_for_pickup',
  'failed_attempt',
  'delayed',
  'exception',
  'delivered',
  'returned_to_sender',
  'undeliverable',
  'canceled',
  'stale',
]);
export type ParcelStatus = z.infer<typeof parcelStatus>;

const shortText = z.string().max(500);

/** One scan by the carrier. `status` is missing where the carrier's raw code is not known to us: such a scan never changes a parcel's status. */
export const scan = z.object({
  time: instant,
  /** Never `stale`: that is what we conclude from silence, no carrier says it. */
  status: parcelStatus.exclude(['stale', 'pending']).optional(),
  rawCode: z.string().max(100),
  rawText: shortText.optional(),
  /** Town or facility, never a street: the last scan would be the customer's door. */
  place: z.string().max(200).optional(),
});
export type Scan = z.infer<typeof scan>;

/** What the customer was told: a day, or a span of days. `at` says when it was told; the newest `at` is in force. */
export const deliveryPromise = z
  .object({ from: day.optional(), by: day, at: instant })
  .refine(({ from, by }) => from === undefined || from <= by, { message: 'must not be after `by`', path: ['from'] });
export type DeliveryPromise = z.infer<typeof deliveryPromise>;

/** A promise as the profile keeps it: `at` says when it was told last, and `since`, where that was earlier, when first. */
export interface KeptPromise extends DeliveryPromise {
  readonly since?: z.infer<typeof instant>;
}

export const pickupPoint = z.object({
  name: z.string().max(200),
  address: shortText,
  hours: shortText.optional(),
  /** The last day on which it can be fetched. */
  until: day.optional(),
});
export type PickupPoint = z.infer<typeof pickupPoint>;

/** What the carrier holds as proof. Never who signed: that is personal data. */
export const proofOfDelivery = z.object({ kind: z.enum(['signature', 'photo', 'code', 'safe_place']), at: instant });
export type ProofOfDelivery = z.infer<typeof proofOfDelivery>;

export const parcelLine = z.object({ lineId, quantity: z.int().positive() });
export type ParcelLine = z.infer<typeof parcelLine>;

/** A parcel as the profile keeps it. */
export interface Parcel {
  readonly parcelId: z.infer<typeof parcelId>;
  /** The source's own time of the newest `ParcelShipped` folded in; decides between two states of the parcel. */
  readonly revision: z.infer<typeof instant>;
  readonly shippedAt: z.infer<typeof instant>;
  readonly carrier: string;
  readonly trackingNumber?: string;
  readonly trackingUrl?: string;
  readonly lines: readonly ParcelLine[];
  readonly canceled: boolean;
  readonly status: ParcelStatus;
  /** When the scan happened, or the telling, that gave the status. */
  readonly statusAt: z.infer<typeof instant>;
  /** The newest 20, newest first. Older ones are items of their own. */
  readonly scans: readonly Scan[];
  readonly hasOlderScans: boolean;
  /** The newest 20 of different days, the one told last first: it is in force, the next one is what was promised before. */
  readonly promises: readonly KeptPromise[];
  readonly deliveredAt?: z.infer<typeof instant>;
  /** Statuses that a source told without a scan of its own: of each the first telling. */
  readonly toldStatuses?: readonly Scan[];
  /** Where there are told statuses: what the scans alone say. */
  readonly byScans?: Pick<Parcel, 'status' | 'statusAt' | 'deliveredAt'>;
  readonly pickupPoint?: PickupPoint;
  /** Of the scan that told the pick-up point. */
  readonly pickupPointAt?: z.infer<typeof instant>;
  readonly proofOfDelivery?: ProofOfDelivery;
}

export const NEWEST_SCANS = 20;
/** Far more than any parcel has: what goes forgets when it was told first. */
export const NEWEST_PROMISES = 20;
