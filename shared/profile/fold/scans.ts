// The carrier's scans: a set in which the newest are kept on the order, with the status they give.
import type { InboundFactOf } from '../../journey/inbound-fact.ts';
import { NEWEST_SCANS, type Parcel, type Scan } from '../parcel.ts';
import { isNewer, isSame, newestFirst } from './newer.ts';

type Scanned = Omit<InboundFactOf<'ParcelScanned'>['data'], 'parcel'>;

/** How far a parcel is: where a carrier tells two states at one time, the further one counts. */
const PROGRESS = [
  'pending',
  'label_created',
  'in_transit',
  'delayed',
  'exception',
  'out_for_delivery',
  'failed_attempt',
  'available_for_pickup',
  'delivered',
  'returned_to_sender',
  'undeliverable',
  'canceled',
  'stale',
] as const satisfies readonly Parcel['status'][];

/**
 * A parcel after one more scan. Status, delivery, pick-up point and proof are kept apart from the scans they came with,
 * so that none is lost when the scan is no longer among the newest.
 */
export const withScan = (parcel: Parcel, scanned: Scanned): { parcel: Parcel; overflow: readonly Scan[] } => {
  const { scan } = scanned;
  const isKnown = parcel.scans.some((other) => isSame(other, scan));
  const scans = isKnown ? parcel.scans : [...parcel.scans, scan].sort(newestScanFirst);
  const overflow = scans.slice(NEWEST_SCANS);
  return {
    parcel: {
      ...withProof(withPickupPoint(withDelivery(withStatus(parcel, scan), scan), scanned), scanned),
      scans: scans.slice(0, NEWEST_SCANS),
      hasOlderScans: parcel.hasOlderScans || overflow.length > 0,
    },
    overflow,
  };
};

const newestScanFirst = (a: Scan, b: Scan): number =>
  newestFirst({ at: a.time, content: a }, { at: b.time, content: b });

const withStatus = (parcel: Parcel, { status, time }: Scan): Parcel => {
  if (status === undefined) return parcel;
  const isLater =
    time > parcel.statusAt || (time === parcel.statusAt && PROGRESS.indexOf(status) > PROGRESS.indexOf(parcel.status));
  return isLater || parcel.status === 'pending' ? { ...parcel, status, statusAt: time } : parcel;
};

const withDelivery = (parcel: Parcel, { status, time }: Scan): Parcel =>
  status === 'delivered' && (parcel.deliveredAt === undefined || time > parcel.deliveredAt)
    ? { ...parcel, deliveredAt: time }
    : parcel;

const withPickupPoint = (parcel: Parcel, { scan: { time }, pickupPoint }: Scanned): Parcel => {
  if (!pickupPoint) return parcel;
  const known = parcel.pickupPointAt && { at: parcel.pickupPointAt, content: parcel.pickupPoint };
  if (known && !isNewer({ at: time, content: pickupPoint }, known)) return parcel;
  return { ...parcel, pickupPoint, pickupPointAt: time };
};

const withProof = (parcel: Parcel, { proofOfDelivery }: Scanned): Parcel => {
  if (!proofOfDelivery) return parcel;
  const known = parcel.proofOfDelivery;
  const isLater =
    !known || isNewer({ at: proofOfDelivery.at, content: proofOfDelivery }, { at: known.at, content: known });
  return isLater ? { ...parcel, proofOfDelivery } : parcel;
};
