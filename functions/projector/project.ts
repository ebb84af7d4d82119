// The projector: inbound fact -> find whose -> read -> fold -> commit. It may crash anywhere and be fed anything twice.
import type { InboundFact, InboundFactOf } from '../../shared/journey/inbound-fact.ts';
import { keepAsLetter } from '../../shared/journey/waiting-letter.ts';
import { NotUnderstood } from '../../shared/lambda/queue.ts';
import { referenceOf } from '../../shared/profile/fold/fold.ts';
import { sharedBy, whyAmbiguous } from '../../shared/profile/fold/tracking.ts';
import type { CustomerId } from '../../shared/profile/ids.ts';
import type { Order } from '../../shared/profile/order.ts';
import type { ProfilePort, Reference, Target, WaitingFact } from '../../shared/profile/profile-port.ts';
import { instantOf } from '../../shared/profile/time.ts';
import { foldInto, MOST_TRIES, type Place, type ProjectorDependencies } from './fold-into.ts';
import { shareScans, withNumberNow } from './shared-tracking.ts';

/**
 * Brings one fact into the profile, and with it every fact that waited for what it makes known.
 * @throws NotUnderstood where it contradicts what is known: no retry helps.
 */
export const project = async (fact: InboundFact, with_: ProjectorDependencies): Promise<void> => {
  if (fact.type === 'ParcelScanned' && fact.data.scan.status === undefined) {
    with_.log.warn('unknown raw code', { shop: fact.shop, factId: fact.id, rawCode: fact.data.scan.rawCode });
  }
  await bringIn({ fact }, with_);
};

/** Shop and profile say differently whose the order is: for a person to look at. */
const logOther = (
  { shop, id, data }: InboundFactOf<'OrderPlaced'>,
  known: CustomerId,
  { log }: ProjectorDependencies,
) => log.warn('order of another customer', { shop, factId: id, orderId: data.orderId, told: data.customerId, known });

interface Arrival {
  readonly fact: InboundFact;
  /** Set where the fact waited until now. */
  readonly folds?: WaitingFact;
}

const bringIn = async (arrival: Arrival, with_: ProjectorDependencies): Promise<void> => {
  const { fact } = arrival;
  for (let attempt = 1; attempt <= MOST_TRIES; attempt += 1) {
    if (attempt > 1) await with_.pause(attempt);
    const outcome = await tryOnce({ ...arrival, consistent: attempt > 1 }, with_);
    if (outcome === 'waiting') return;
    if (outcome === 'again') continue;
    for (const reference of madeKnownBy(fact)) await foldWhatWaited(reference, with_);
    if (fact.type === 'ParcelShipped') await shareScans(fact, with_);
    return;
  }
  throw new Error(`The fact lost ${MOST_TRIES} races in a row.`);
};

type Try = Arrival & { readonly consistent: boolean };

const tryOnce = async (one: Try, with_: ProjectorDependencies): Promise<'folded' | 'waiting' | 'again'> => {
  const { fact, folds } = one;
  const reference = referenceOf(fact);
  const places = await placesOf(fact, with_.profile);
  if (places.length === 0 && reference) return keepWaiting(one, reference, with_);
  // What several parcels share leaves its waiting place only after the last of them has it.
  const [shared] = places.length > 1 ? places : [];
  const done = new Set<string>();
  for (let place = places.shift(); place; place = places.shift()) {
    const result = await foldInto({ ...one, place, ...(shared && { folds: undefined }) }, with_);
    if (result.outcome === 'again') return 'again';
    done.add(nameOf(place));
    if (fact.type === 'OrderPlaced' && fact.data.customerId !== place.customerId)
      logOther(fact, place.customerId, with_);
    // Asked after the commit: a parcel that came to share the tracking number meanwhile is either seen here, or sees this.
    const sharing = await sharingWith({ place, order: result.order }, with_.profile);
    places.push(...sharing.filter((other) => !done.has(nameOf(other))));
  }
  if (folds && shared) await with_.profile.letGo(folds);
  return 'folded';
};

const keepWaiting = async (
  { fact, folds }: Try,
  awaits: Reference,
  { profile, now }: ProjectorDependencies,
): Promise<'waiting' | 'again'> => {
  if (folds) return 'waiting';
  const kept = await profile.wait({ awaits, fact, since: instantOf(now()) });
  return kept === 'waiting' ? 'waiting' : 'again';
};

const placesOf = async (fact: InboundFact, profile: ProfilePort): Promise<Place[]> => {
  if (fact.type === 'CustomerUpdated') return [{ shop: fact.shop, customerId: fact.data.customerId }];
  const reference = referenceOf(fact);
  const found = reference ? await named(reference, profile) : [];
  if (found.length > 0 || fact.type !== 'OrderPlaced') return [...found];
  return [{ shop: fact.shop, customerId: fact.data.customerId, orderId: fact.data.orderId }];
};

/** @throws NotUnderstood where a tracking number does not tell whose parcel it is */
const named = async (reference: Reference, profile: ProfilePort): Promise<readonly Target[]> => {
  const found = await profile.find(reference);
  if (!whyAmbiguous(reference, found)) return found;
  // A number that the shop has meanwhile taken back from one customer's parcel is the other's.
  const left = await withNumberNow(reference, found, profile);
  const reason = whyAmbiguous(reference, left.length > 0 ? left : found);
  if (reason) throw new NotUnderstood(reason);
  return left;
};

/** Where else a fact of this parcel belongs: what one tracking number names moves together, for one customer. */
const sharingWith = async (
  { place, order }: { place: Place; order: Order | undefined },
  profile: ProfilePort,
): Promise<readonly Place[]> => {
  const parcel = order?.parcels.find(({ parcelId }) => parcelId === place.parcelId);
  if (!parcel?.trackingNumber) return [];
  const { carrier, trackingNumber } = parcel;
  const found = await profile.find({ shop: place.shop, kind: 'tracking', carrier, trackingNumber });
  return sharedBy(place.customerId, found);
};

const nameOf = ({ customerId, orderId, parcelId }: Place): string => JSON.stringify([customerId, orderId, parcelId]);

/** What other facts may have waited for. */
const madeKnownBy = ({ shop, type, data }: InboundFact): readonly Reference[] => {
  if (type === 'OrderPlaced') return [{ shop, kind: 'order', orderId: data.orderId }];
  if (type !== 'ParcelShipped') return [];
  const { orderId, parcelId, carrier, trackingNumber } = data;
  return [
    { shop, kind: 'parcel', orderId, parcelId },
    ...(trackingNumber === undefined ? [] : [{ shop, kind: 'tracking', carrier, trackingNumber } as const]),
  ];
};

const foldWhatWaited = async (reference: Reference, with_: ProjectorDependencies): Promise<void> => {
  for (const folds of await with_.profile.waitingFor(reference)) {
    try {
      await bringIn({ fact: folds.fact, folds }, with_);
    } catch (error) {
      if (!(error instanceof NotUnderstood)) throw error;
      await keepAsLetter(folds, error.message, with_);
    }
  }
};
