// What folding one inbound fact into the profile comes to: the answer of every rule in this folder.
import type { Happened } from '../../journey/journey-event.ts';
import type { CustomerProfile } from '../customer-profile.ts';
import type { OrderId, ParcelId } from '../ids.ts';
import type { Order } from '../order.ts';
import type { Scan } from '../parcel.ts';
import type { Reference } from '../profile-port.ts';

/** A reference that the fact tells of the order, or of one of its parcels. */
export interface KnownBy {
  readonly reference: Reference;
  readonly parcelId?: ParcelId;
}

interface OlderScan {
  readonly orderId: OrderId;
  readonly parcelId: ParcelId;
  readonly scan: Scan;
}

/**
 * - `changed`: what is to be written; only the aggregates that changed, each with its next version.
 * - `unchanged`: the profile holds it all already.
 * - `awaits`: the order or parcel that it speaks of is not known yet.
 * - `cannot`: it contradicts what is known; one sentence for the operator.
 */
export type Folded =
  | {
      readonly outcome: 'changed';
      readonly order?: Order;
      readonly profile?: CustomerProfile;
      readonly events: readonly Happened[];
      readonly makesKnown: readonly KnownBy[];
      readonly olderScans: readonly OlderScan[];
    }
  | { readonly outcome: 'unchanged' }
  | { readonly outcome: 'awaits'; readonly reference: Reference }
  | { readonly outcome: 'cannot'; readonly reason: string };

/** What a rule makes of the known state. Versions are not its business. */
export interface Draft {
  readonly order?: Order;
  readonly profile?: CustomerProfile;
  readonly events?: readonly Happened[];
  readonly makesKnown?: readonly KnownBy[];
  readonly olderScans?: readonly OlderScan[];
}

/** A contradiction that no retry resolves, as one sentence without any value of the fact. */
export interface Contradiction {
  readonly reason: string;
}
