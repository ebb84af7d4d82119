// Where a parcel is now: what its scans say, and what their silence says. Pure; `now` comes in.
import type { Parcel, ParcelStatus } from './parcel.ts';
import type { ShopRules } from './shop.ts';
import { addDays, type Day, dayIn, type Instant } from './time.ts';

export interface Today {
  readonly now: Instant;
  readonly shop: ShopRules;
}

/** A parcel in one of these is not under way any more. */
const ARRIVED: readonly ParcelStatus[] = [
  'available_for_pickup',
  'delivered',
  'returned_to_sender',
  'undeliverable',
  'canceled',
];
/** Silence means something in these only. */
const MOVING: readonly ParcelStatus[] = [
  'label_created',
  'in_transit',
  'out_for_delivery',
  'delayed',
  'failed_attempt',
  'available_for_pickup',
];

/**
 * The status today: a moving parcel without any scan for `staleAfterDays` days is `stale`, unless it waits to be fetched. A parcel
 * that will not go after all is `canceled`, whether its shop or its carrier said so.
 */
export const statusToday = (parcel: Parcel, today: Today): ParcelStatus => {
  if (parcel.canceled) return 'canceled';
  const { now, shop } = today;
  const isSilent = addDays(silentSince(parcel, today), shop.tracking.staleAfterDays) <= dayIn(shop.timeZone, now);
  return isSilent && MOVING.includes(parcel.status) && !canBeFetched(parcel, today) ? 'stale' : parcel.status;
};

/** Whether it lies where the customer can fetch it, until its last day there: nobody scans it meanwhile. */
export const canBeFetched = ({ status, pickupPoint }: Parcel, { now, shop }: Today): boolean => {
  const isThere = status === 'available_for_pickup' || (status === 'failed_attempt' && pickupPoint !== undefined);
  return isThere && (pickupPoint?.until === undefined || dayIn(shop.timeZone, now) <= pickupPoint.until);
};

/** Whether the promised day is over and the parcel is still under way. */
export const isLate = (parcel: Parcel, { now, shop }: Today): boolean => {
  const promise = parcel.promises[0];
  const isUnderWay = !parcel.canceled && !ARRIVED.includes(parcel.status);
  return promise !== undefined && isUnderWay && promise.by < dayIn(shop.timeZone, now);
};

/**
 * From this day on the parcel can be reported lost: `lostAfterDays` after the promise, or after the last sign of life without one.
 * A promise says nothing any more of a parcel that has already been at the door or at the pick-up point: then silence counts.
 */
export const reportLostFrom = (parcel: Parcel, today: Pick<Today, 'shop'>): Day => {
  const wasHere = parcel.status === 'failed_attempt' || parcel.status === 'available_for_pickup';
  const promised = wasHere ? undefined : parcel.promises[0]?.by;
  return addDays(promised ?? silentSince(parcel, today), today.shop.tracking.lostAfterDays);
};

/**
 * From which day the promise moved to the present one, and when: when the present days were told first. Where they had been told
 * once before the others, that is too early; then it is when the others were told last.
 */
export const promiseMove = ({ promises }: Parcel): Readonly<{ from: Day; at: Instant }> | undefined => {
  const [current, ...earlier] = promises;
  const before = earlier.find(({ from, by }) => by !== current?.by || from !== current?.from);
  if (!current || !before) return undefined;
  const first = current.since ?? current.at;
  const isBack = first <= before.at;
  return { from: before.by, at: isBack ? before.at : first };
};

const silentSince = (parcel: Parcel, { shop }: Pick<Today, 'shop'>): Day => {
  const newest = parcel.scans[0]?.time;
  const lastSignOfLife = newest && newest > parcel.shippedAt ? newest : parcel.shippedAt;
  return dayIn(shop.timeZone, lastSignOfLife);
};
