// The projector: inbound fact -> find whose -> read -> fold -> commit. It may crash anywhere and be fed anything twice.
import { INBOUND_SOURCE, type InboundFact } from '../../shared/journey/inbound-fact.ts';
import { NotUnderstood } from '../../shared/lambda/queue.ts';
import { referenceOf } from '../../shared/profile/fold/fold.ts';
import type { Order } from '../../shared/profile/order.ts';
import type { ProfilePort, Reference, WaitingFact } from '../../shared/profile/profile-port.ts';
import { instantOf } from '../../shared/profile/time.ts';
import { foldInto, MOST_TRIES, type Place, type ProjectorDependencies } from './fold-into.ts';
import { shareScans } from './shared-tracking.ts';

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
    // Asked after the commit: a parcel that came to share the tracking number meanwhile is either seen here, or sees this.
    const sharing = await sharingWith({ place, order: result.order }, with_.profile);
    places.push(...sharing.filter((other) => !done.has(nameOf(other))));
  }
  if (folds && shared) await with_.profile.commit({ customer: shared, events: [], folds });
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
  const found = reference ? await profile.find(reference) : [];
  if (found.length > 0 || fact.type !== 'OrderPlaced') return [...found];
  return [{ shop: fact.shop, customerId: fact.data.customerId, orderId: fact.data.orderId }];
};

/** Where else a fact of this parcel belongs: what one tracking number names moves together. */
const sharingWith = async (
  { place, order }: { place: Place; order: Order | undefined },
  profile: ProfilePort,
): Promise<readonly Place[]> => {
  const parcel = order?.parcels.find(({ parcelId }) => parcelId === place.parcelId);
  if (!parcel?.trackingNumber) return [];
  const { carrier, trackingNumber } = parcel;
  return profile.find({ shop: place.shop, kind: 'tracking', carrier, trackingNumber });
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
      await keepAsDeadLetter(folds, error.message, with_);
    }
  }
};

/** In the form in which the queue would have brought it, so that it can be sent again. */
const keepAsDeadLetter = async (
  folds: WaitingFact,
  reason: string,
  { deadLetters, profile }: ProjectorDependencies,
): Promise<void> => {
  const { fact, awaits } = folds;
  const [customer] = await profile.find(awaits);
  const whole = JSON.stringify({ source: INBOUND_SOURCE, 'detail-type': fact.type, detail: fact });
  await deadLetters.keep({ whole, reason });
  if (customer) await profile.commit({ customer, events: [], folds });
};
