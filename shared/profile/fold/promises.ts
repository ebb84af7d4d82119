// What the customer was told: the newest promise is in force, the ones before show how it moved.
import { type DeliveryPromise, NEWEST_PROMISES, type Parcel } from '../parcel.ts';
import { isSame, newestFirst } from './newer.ts';

/** The same days told again only move the time at which they were told last; of different days the newest five are kept. */
export const withPromise = (parcel: Parcel, promise: DeliveryPromise): Parcel => {
  const newest = [promise, ...parcel.promises].sort((a, b) =>
    newestFirst({ at: a.at, content: a }, { at: b.at, content: b }),
  );
  const distinct = newest.filter(
    (one, index) => newest.findIndex((other) => isSame(daysOf(one), daysOf(other))) === index,
  );
  return { ...parcel, promises: distinct.slice(0, NEWEST_PROMISES) };
};

const daysOf = ({ from, by }: DeliveryPromise) => ({ from, by });
