// The heart of the way in: one inbound fact and what is known give what is known next. Pure; the projector reads and writes.
import type { InboundFact } from '../../journey/inbound-fact.ts';
import type { CustomerProfile } from '../customer-profile.ts';
import type { ParcelId } from '../ids.ts';
import type { Order } from '../order.ts';
import type { Reference } from '../profile-port.ts';
import { foldCustomerUpdated } from './fold-customer.ts';
import { foldOrderAmended, foldOrderCanceled, foldOrderPlaced } from './fold-order.ts';
import { foldParcelPromiseChanged, foldParcelScanned, foldParcelShipped } from './fold-parcel.ts';
import { foldPaymentCaptured, foldPaymentRefunded } from './fold-payment.ts';
import type { Contradiction, Draft, Folded } from './folded.ts';
import { isSame } from './newer.ts';
import { withQuantities } from './quantities.ts';

interface Known {
  readonly fact: InboundFact;
  readonly order?: Order | undefined;
  readonly profile?: CustomerProfile | undefined;
  /** Which parcel of the order a carrier's fact speaks of. */
  readonly parcelId?: ParcelId | undefined;
}

/**
 * Folds one fact in. The end state, versions apart, is the same for any order of arrival and any repetition.
 * @example fold({ fact: orderPlaced }) is `{ outcome: 'changed', order: { version: 1, ... }, ... }`, and again with that order `unchanged`
 */
export const fold = (known: Known): Folded => {
  const draft = draftOf(known);
  if ('outcome' in draft) return draft;
  if ('reason' in draft) return { outcome: 'cannot', reason: draft.reason };
  return settle(draft, known);
};

/** What a fact speaks of; a customer's own particulars speak of no order. */
export const referenceOf = ({ shop, type, data }: InboundFact): Reference | undefined => {
  if (type === 'CustomerUpdated') return undefined;
  if (type !== 'ParcelScanned' && type !== 'ParcelPromiseChanged')
    return { shop, kind: 'order', orderId: data.orderId };
  const { parcel } = data;
  return 'parcelId' in parcel ? { shop, kind: 'parcel', ...parcel } : { shop, kind: 'tracking', ...parcel };
};

type Awaits = Extract<Folded, { outcome: 'awaits' }>;

const draftOf = (known: Known): Draft | Contradiction | Awaits => {
  const { fact, order, profile } = known;
  if (fact.type === 'CustomerUpdated') return foldCustomerUpdated(fact, { profile });
  if (fact.type === 'OrderPlaced') return foldOrderPlaced(fact, { order, profile });
  if (!order) return awaits(fact);
  switch (fact.type) {
    case 'OrderAmended':
      return foldOrderAmended(fact, { order, profile });
    case 'OrderCanceled':
      return foldOrderCanceled(fact, { order });
    case 'ParcelShipped':
      return foldParcelShipped(fact, { order });
    case 'PaymentCaptured':
      return foldPaymentCaptured(fact, { order });
    case 'PaymentRefunded':
      return foldPaymentRefunded(fact, { order });
    case 'ParcelScanned':
    case 'ParcelPromiseChanged': {
      const parcel = order.parcels.find(({ parcelId }) => parcelId === known.parcelId);
      if (!parcel) return awaits(fact);
      return fact.type === 'ParcelScanned'
        ? foldParcelScanned(fact, { order, parcel })
        : foldParcelPromiseChanged(fact, { order, parcel });
    }
  }
};

const awaits = (fact: InboundFact): Awaits => {
  const reference = referenceOf(fact);
  if (!reference) throw new Error(`${fact.type} awaits nothing`);
  return { outcome: 'awaits', reference };
};

const settle = (draft: Draft, before: Known): Folded => {
  const order = draft.order && withQuantities(draft.order);
  const isOrderChanged = order !== undefined && !isSame(order, before.order);
  const isProfileChanged = draft.profile !== undefined && !isSame(draft.profile, before.profile);
  const makesKnown = draft.makesKnown ?? [];
  const olderScans = draft.olderScans ?? [];
  if (!isOrderChanged && !isProfileChanged && makesKnown.length === 0 && olderScans.length === 0) {
    return { outcome: 'unchanged' };
  }
  return {
    outcome: 'changed',
    ...(isOrderChanged && { order: { ...order, version: order.version + 1 } }),
    ...(isProfileChanged && draft.profile && { profile: { ...draft.profile, version: draft.profile.version + 1 } }),
    events: draft.events ?? [],
    makesKnown,
    olderScans,
  };
};
