// Where a parcel is now: what its scans say, and what their silence says. Pure; `now` comes in.
import type { DeliveryPromise, Parcel, ParcelStatus } from './parcel.ts';
import type { ShopRules } from './shop.ts';
import { addDays, type Day, dayIn, type Instant } from './time.ts';

export interface Today {
  readonly now: Instant;
  readonly shop: ShopRules;
}

/** A parcel in one of these is not moving any more. */
const ENDED: readonly ParcelStatus[] = ['delivered', 'returned_to_sender', 'undeliverable', 'canceled'];
/** Silence means something in these only: a parcel that waits to be fetched is scanned by nobody. */
const MOVING: readonly ParcelStatus[] = ['label_created', 'in_transit', 'out_for_delivery', 'delayed'];

export const hasEnded = (status: ParcelStatus): boolean => ENDED.includes(status);

/** The status today: a moving parcel without any scan for `staleAfterDays` days is `stale`. */
export const statusToday = (parcel: Parcel, { now, shop }: Today): ParcelStatus => {
  if (parcel.canceled) return 'canceled';
  const silentSince = dayIn(shop.timeZone, lastSignOfLife(parcel));
  const isSilent = addDays(silentSince, shop.tracking.staleAfterDays) <= dayIn(shop.timeZone, now);
  return isSilent && MOVING.includes(parcel.status) ? 'stale' : parcel.status;
};

/** Whether the promised day is over and the parcel is still under way. */
export const isLate = (parcel: Parcel, { now, shop }: Today): boolean => {
  const promise = parcel.promises[0];
  return (
    promise !== undefined && !hasEnded(parcel.status) && !parcel.canceled && promise.by < dayIn(shop.timeZone, now)
  );
};

/** From this day on the parcel can be reported lost: `lostAfterDays` after the promise, or after the last sign of life without one. */
export const reportLostFrom = (parcel: Parcel, { shop }: Pick<Today, 'shop'>): Day =>
  addDays(parcel.promises[0]?.by ?? dayIn(shop.timeZone, lastSignOfLife(parcel)), shop.tracking.lostAfterDays);

/** What was promised before, where the promise moved to another day. */
export const promiseBefore = (parcel: Parcel): DeliveryPromise | undefined => {
  const [current, ...earlier] = parcel.promises;
  return earlier.find(({ from, by }) => by !== current?.by || from !== current?.from);
};

const lastSignOfLife = (parcel: Parcel): Instant => {
  const newest = parcel.scans[0]?.time;
  return newest && newest > parcel.shippedAt ? newest : parcel.shippedAt;
};
