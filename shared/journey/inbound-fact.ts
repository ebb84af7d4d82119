// The way in: what shops, carriers and payment systems tell us, as facts on the bus for the projector.
import * as z from 'zod';
import { customerId, lineId, orderId, parcelId, paymentId, refundId, shopId } from '../profile/ids.ts';
import { currency, minorUnits } from '../profile/money.ts';
import { deliveryPromise, parcelLine, pickupPoint, proofOfDelivery, scan } from '../profile/parcel.ts';
import { instant } from '../profile/time.ts';

export const INBOUND_SOURCE = 'touchpoint.inbound';

/** Keyed hash of a contact (e-mail or phone), base64url: the contact itself never travels over the bus. */
const contactHash = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

const orderLine = z.object({
  lineId,
  articleId: z.string().max(128),
  title: z.string().max(300),
  quantity: z.int().nonnegative().max(100_000),
  /** For one unit, before discounts. */
  unitPrice: minorUnits,
  /** For the whole line, after discounts, with tax. */
  paid: minorUnits,
  needsShipping: z.boolean().default(true),
});

const orderState = z.object({
  orderId,
  orderNumber: z.string().min(1).max(64),
  placedAt: instant,
  currency,
  total: minorUnits,
  lines: z
    .array(orderLine)
    .max(500)
    .refine((lines) => new Set(lines.map(({ lineId }) => lineId)).size === lines.length, 'must not hold a line twice'),
});

/** A tracking number is unique for a carrier only; a carrier's name is compared without case, spaces and punctuation. */
const carrier = z.string().min(1).max(100);
const trackingNumber = z.string().min(1).max(100);

export const trackingUrl = z.httpUrl().max(2000);

/** Which parcel a carrier speaks of: by our ids, or by what the carrier knows. */
const parcelReference = z.union([z.object({ orderId, parcelId }), z.object({ carrier, trackingNumber })]);

const dataOf = {
  OrderPlaced: orderState.extend({ customerId }),
  OrderAmended: orderState,
  OrderCanceled: z.object({ orderId, canceledAt: instant }),
  ParcelShipped: z.object({
    orderId,
    parcelId,
    shippedAt: instant,
    carrier,
    trackingNumber: trackingNumber.optional(),
    trackingUrl: trackingUrl.optional(),
    lines: z.array(parcelLine).max(500),
    canceled: z.boolean().default(false),
    promise: deliveryPromise.optional(),
  }),
  ParcelScanned: z
    .object({
      parcel: parcelReference,
      scan,
      /** The source tells a status without a scan: `scan.time` is when it told. The same status told again is no news. */
      statusOnly: z.literal(true).optional(),
      pickupPoint: pickupPoint.optional(),
      proofOfDelivery: proofOfDelivery.optional(),
    })
    .refine(({ statusOnly, pickupPoint, proofOfDelivery }) => !statusOnly || !(pickupPoint || proofOfDelivery), {
      message: 'must not stand beside a pick-up point or proof of delivery: those come with a scan',
      path: ['statusOnly'],
    }),
  ParcelPromiseChanged: z.object({ parcel: parcelReference, promise: deliveryPromise }),
  PaymentCaptured: z.object({ orderId, paymentId, amount: minorUnits, currency, capturedAt: instant }),
  /** The shop refunded on its own, outside of Touchpoint. */
  PaymentRefunded: z.object({
    orderId,
    paymentId,
    refundId,
    amount: minorUnits,
    currency,
    refundedAt: instant,
    lines: z.array(z.object({ lineId, quantity: z.int().positive() })).max(500),
  }),
  CustomerUpdated: z.object({
    customerId,
    locale: z.string().max(35).optional(),
    contacts: z.array(contactHash).max(20),
  }),
} as const;

export type InboundFactType = keyof typeof dataOf;

const factOf = <Type extends InboundFactType>(type: Type) =>
  z.object({
    /** The source's own id of this fact: a repeated id is a repeated fact. */
    id: z.string().min(1).max(200),
    type: z.literal(type),
    schemaVersion: z.literal(1),
    /** The source's own time of the state it tells: it decides between two states, whatever arrives first. */
    time: instant,
    shop: shopId,
    data: dataOf[type],
  });

/** Every inbound fact. Unknown fields are dropped; an unknown type or version is refused. */
export const inboundFact = z.discriminatedUnion('type', [
  factOf('OrderPlaced'),
  factOf('OrderAmended'),
  factOf('OrderCanceled'),
  factOf('ParcelShipped'),
  factOf('ParcelScanned'),
  factOf('ParcelPromiseChanged'),
  factOf('PaymentCaptured'),
  factOf('PaymentRefunded'),
  factOf('CustomerUpdated'),
]);
export type InboundFact = z.infer<typeof inboundFact>;
export type InboundFactOf<Type extends InboundFactType> = Extract<InboundFact, { type: Type }>;
