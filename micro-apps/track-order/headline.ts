// One answer for the whole order. An order never has one status, so the answer speaks of the parcel that matters most now.
import type { Order } from '../../shared/profile/order.ts';
import type { TrackedOrder, TrackedParcel } from './output.ts';

type Headline = TrackedOrder['headline'];

/** What a customer wants to hear first: what they can act on, then what comes soonest. */
const URGENCY: readonly { readonly kind: Headline['kind']; readonly when: (parcel: TrackedParcel) => boolean }[] = [
  { kind: 'ready_to_fetch', when: ({ status }) => status === 'available_for_pickup' },
  { kind: 'out_for_delivery', when: ({ status, trouble }) => status === 'out_for_delivery' && !trouble },
  { kind: 'late', when: ({ trouble }) => trouble?.kind === 'late' },
  { kind: 'trouble', when: ({ trouble }) => trouble !== undefined },
  { kind: 'on_its_way', when: ({ status }) => status === 'in_transit' },
  { kind: 'label_created', when: ({ status }) => status === 'label_created' || status === 'pending' },
];

export const chooseHeadline = (given: {
  order: Order;
  parcels: readonly TrackedParcel[];
  notYetShipped: number;
}): Headline => {
  const { order, parcels, notYetShipped } = given;
  // Its parcels, if any were already out, stand on their own cards.
  if (order.canceledAt) return { kind: 'canceled' };
  const coming = byPromise(parcels.filter(({ status }) => status !== 'delivered'));
  for (const { kind, when } of URGENCY) {
    const parcel = coming.find(when);
    if (parcel) return { kind, parcelId: parcel.parcelId };
  }
  const [newest] = parcels.toSorted((a, b) => ((a.deliveredAt ?? '') < (b.deliveredAt ?? '') ? 1 : -1));
  if (newest) return { kind: notYetShipped > 0 ? 'partly_delivered' : 'delivered', parcelId: newest.parcelId };
  return { kind: notYetShipped > 0 ? 'not_yet_shipped' : 'nothing_to_ship' };
};

const byPromise = (parcels: readonly TrackedParcel[]): readonly TrackedParcel[] =>
  parcels.toSorted((a, b) => ((a.promise?.by ?? '9999') < (b.promise?.by ?? '9999') ? -1 : 1));
