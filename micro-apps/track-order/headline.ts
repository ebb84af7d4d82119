// One answer for the whole order. An order never has one status, so the answer speaks of the parcel that matters most now.
import type { Order } from '../../shared/profile/order.ts';
import type { TrackedOrder, TrackedParcel } from './output.ts';

type Headline = TrackedOrder['headline'];

/** What a customer wants to hear first: what they can act on, then what comes soonest. */
const URGENCY = ['ready_to_fetch', 'out_for_delivery', 'late', 'trouble', 'on_its_way', 'label_created'] as const;

export const chooseHeadline = (given: {
  order: Order;
  /** Those that go, or went. */
  parcels: readonly TrackedParcel[];
  notYetShipped: number;
}): Headline => {
  const { order, parcels, notYetShipped } = given;
  // Its parcels, if any were already out, stand on their own cards.
  if (order.canceledAt) return { kind: 'canceled' };
  const byPromise = sorted(parcels, ({ promise }) => promise?.by ?? '9999');
  for (const kind of URGENCY) {
    const parcel = byPromise.find((one) => kindOf(one) === kind);
    if (parcel) return { kind, parcelId: parcel.parcelId };
  }
  const newest = sorted(parcels, ({ deliveredAt, statusAt }) => deliveredAt ?? statusAt).at(-1);
  if (newest) return { kind: notYetShipped > 0 ? 'partly_delivered' : 'delivered', parcelId: newest.parcelId };
  return { kind: notYetShipped > 0 ? 'not_yet_shipped' : 'nothing_to_ship' };
};

/** What the answer is where it speaks of this parcel; nothing of one that was delivered: that depends on the others. */
const kindOf = ({ status, trouble }: TrackedParcel): (typeof URGENCY)[number] | undefined => {
  if (trouble) return trouble.kind === 'late' ? 'late' : 'trouble';
  switch (status) {
    case 'delivered':
      return undefined;
    case 'available_for_pickup':
      return 'ready_to_fetch';
    case 'out_for_delivery':
      return 'out_for_delivery';
    case 'in_transit':
      return 'on_its_way';
    case 'pending':
    case 'label_created':
      return 'label_created';
    // Each of these is a trouble, or no parcel that is shown: said here so that no status can become "delivered" by silence.
    case 'delayed':
    case 'exception':
    case 'failed_attempt':
    case 'stale':
    case 'returned_to_sender':
    case 'undeliverable':
    case 'canceled':
      return 'trouble';
  }
};

const sorted = (parcels: readonly TrackedParcel[], by: (parcel: TrackedParcel) => string): readonly TrackedParcel[] =>
  parcels.toSorted((a, b) => (by(a) < by(b) ? -1 : by(a) > by(b) ? 1 : 0));
