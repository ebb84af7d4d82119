// From an order as the profile keeps it to the inbound facts that would have made it so.
import type { Order } from '../../shared/profile/order.ts';
import type { Parcel } from '../../shared/profile/parcel.ts';
import { addDays, type Day, type Instant, instantOf } from '../../shared/profile/time.ts';

/** A fact as a shop sends it to `POST /api/events`. */
export interface SentFact {
  readonly id: string;
  readonly type: string;
  readonly schemaVersion: 1;
  readonly time: Instant;
  readonly shop: string;
  readonly data: object;
}

/** Moves a story in time, so that it happens around now. */
export interface Shift {
  readonly milliseconds: number;
  readonly days: number;
}

/** @example factsOfOrder(order, { milliseconds: 0, days: 0 }) */
export const factsOfOrder = (order: Order, shift: Shift): readonly SentFact[] => {
  const story = shifted(order, shift);
  const fact = (type: string, name: string, time: Instant, data: object): SentFact => ({
    id: `demo/${story.orderId}/${name}`,
    type,
    schemaVersion: 1,
    time,
    shop: story.shop,
    data: { orderId: story.orderId, ...data },
  });
  const { orderNumber, placedAt, currency, total, customerId, revision } = story;
  const lines = story.lines.map(({ units: _, quantity, ...line }) => ({ ...line, quantity: quantity.ordered }));
  return [
    fact('OrderPlaced', 'placed', revision, { customerId, orderNumber, placedAt, currency, total, lines }),
    fact('PaymentCaptured', 'captured', placedAt, {
      paymentId: `${story.orderId}-payment`,
      amount: total,
      currency,
      capturedAt: placedAt,
    }),
    ...story.parcels.flatMap((parcel) => factsOfParcel(parcel, fact)),
    ...(story.canceledAt
      ? [fact('OrderCanceled', 'canceled', story.canceledAt, { canceledAt: story.canceledAt })]
      : []),
  ];
};

type MakeFact = (type: string, name: string, time: Instant, data: object) => SentFact;

const factsOfParcel = (parcel: Parcel, fact: MakeFact): readonly SentFact[] => {
  const {
    parcelId,
    shippedAt,
    carrier,
    trackingNumber,
    trackingUrl,
    lines,
    scans,
    promises,
    pickupPoint,
    proofOfDelivery,
  } = parcel;
  const shipped = { parcelId, shippedAt, carrier, trackingNumber, trackingUrl, lines };
  const told = (name: string, time: Instant, type: string, data: object): SentFact => {
    const made = fact(type, `${parcelId}/${name}`, time, {});
    const { orderId } = made.data as { orderId: string };
    return { ...made, data: { parcel: { orderId, parcelId }, ...data } };
  };
  return [
    fact('ParcelShipped', parcelId, shippedAt, shipped),
    ...promises.flatMap(({ since, ...promise }) =>
      [...(since ? [since] : []), promise.at].map((at) =>
        told(`promised/${at}`, at, 'ParcelPromiseChanged', { promise: { ...promise, at } }),
      ),
    ),
    ...scans.map((scan, index) =>
      told(`scanned/${scan.time}`, scan.time, 'ParcelScanned', {
        scan,
        ...(index === 0 && { pickupPoint, proofOfDelivery }),
      }),
    ),
  ];
};

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const DAY = /^\d{4}-\d\d-\d\d$/;

/** The same story at another time: every instant and every day in it moves. */
const shifted = (order: Order, { milliseconds, days }: Shift): Order =>
  JSON.parse(JSON.stringify(order), (_key, value) => {
    if (typeof value !== 'string') return value;
    if (INSTANT.test(value)) return instantOf(new Date(Date.parse(value) + milliseconds));
    return DAY.test(value) ? addDays(value as Day, days) : value;
  });
