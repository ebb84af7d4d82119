// What the customer was told: the promise told last is in force, the ones before show how it moved.
import { type DeliveryPromise, type KeptPromise, NEWEST_PROMISES, type Parcel } from '../parcel.ts';
import { isSame, newestFirst } from './newer.ts';

/**
 * Of the same days told again only the first and the last time are kept. The last one has to be: only by it can other days that
 * come late, but were told in between, be known to hold no more.
 */
export const withPromise = (parcel: Parcel, told: DeliveryPromise): Parcel => {
  const same = parcel.promises.find((known) => isSame(daysOf(known), daysOf(told)));
  const others = parcel.promises.filter((known) => known !== same);
  const promises = [same ? toldAgain(same, told) : told, ...others].sort((a, b) =>
    newestFirst({ at: a.at, content: daysOf(a) }, { at: b.at, content: daysOf(b) }),
  );
  return { ...parcel, promises: promises.slice(0, NEWEST_PROMISES) };
};

const toldAgain = (known: KeptPromise, { at, ...days }: DeliveryPromise): KeptPromise => {
  const first = known.since ?? known.at;
  const [since, last] = [at < first ? at : first, at > known.at ? at : known.at];
  return { ...days, at: last, ...(since < last && { since }) };
};

const daysOf = ({ from, by }: DeliveryPromise) => ({ from, by });
