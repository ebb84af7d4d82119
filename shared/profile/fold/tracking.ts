// Which tracking numbers name a parcel, and whose parcels one number may name.
import type { CustomerId } from '../ids.ts';
import type { Reference, Target } from '../profile-port.ts';

/** A shop puts some orders of one customer into one box, never so many. */
export const MOST_SHARING = 10;

/** Shops fill the field with words and zeros ("N/A", "pick-up", "0000") where there is no number. */
export const namesParcel = (trackingNumber: string): boolean => /[1-9]/.test(trackingNumber);

type Owned = Pick<Target, 'customerId'>;

/**
 * Why what a carrier says of this number cannot be folded, as one sentence; nothing where it can. A number on the orders of two
 * customers is refused, since one of them would see the other's parcel.
 */
export const whyAmbiguous = (reference: Reference, targets: readonly Owned[]): string | undefined => {
  if (reference.kind !== 'tracking') return undefined;
  if (!namesParcel(reference.trackingNumber)) return 'The tracking number stands for none: it names no parcel.';
  if (targets.length > MOST_SHARING) return `More than ${MOST_SHARING} parcels have the tracking number.`;
  if (targets.some(({ customerId }) => customerId !== targets[0]?.customerId))
    return 'Parcels of more than one customer have the tracking number.';
  return undefined;
};

/** Those among the parcels of one number that move together: what is known of a customer's parcel never goes to another customer. */
export const sharedBy = <One extends Owned>(customerId: CustomerId, targets: readonly One[]): readonly One[] =>
  targets.length > MOST_SHARING ? [] : targets.filter((target) => target.customerId === customerId);
