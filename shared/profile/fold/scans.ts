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
  const { scan, statusOnly } = scanned;
  if (statusOnly) return { parcel: withToldStatus(parcel, scan), overflow: [] };
  const isKnown = parcel.scans.some((other) => isSame(other, scan));
  const scans = isKnown ? parcel.scans : [...parcel.scans, scan].sort(newestScanFirst);
  const overflow = scans.slice(NEWEST_SCANS);
  return {
    parcel: {
      ...byScans(withProof(withPickupPoint(parcel, scanned), scanned), (before) =>
        withDelivery(withStatus(before, scan), scan),
      ),
      scans: scans.slice(0, NEWEST_SCANS),
      hasOlderScans: parcel.hasOlderScans || overflow.length > 0,
    },
    overflow,
  };
};

/**
 * Changes what the scans say of a parcel. What was told without a scan counts beside it: for the status as a scan at that time
 * would; for the delivery only until its scan is known.
 */
export const byScans = (parcel: Parcel, change: (before: Parcel) => Parcel): Parcel => {
  const { byScans: known, deliveredAt, ...rest } = parcel;
  const after = change(known ? { ...rest, ...known } : parcel);
  const { toldStatuses: told = [] } = after;
  if (told.length === 0) return after;
  const said = {
    status: after.status,
    statusAt: after.statusAt,
    ...(after.deliveredAt && { deliveredAt: after.deliveredAt }),
  };
  const toldDelivery = told.find(({ status }) => status === 'delivered')?.time;
  const delivery = after.deliveredAt ?? toldDelivery;
  return { ...told.reduce(withStatus, after), ...(delivery && { deliveredAt: delivery }), byScans: said };
};

/** It is no scan: told with every later change of the order, it must neither move the delivery nor count as a sign of life. */
const withToldStatus = (parcel: Parcel, told: Scan): Parcel => {
  if (told.status === undefined) return parcel;
  const all = [...(parcel.toldStatuses ?? []), told].sort((a, b) => newestScanFirst(b, a));
  const first = all.filter((one, index) => all.findIndex(({ status }) => status === one.status) === index);
  return byScans(parcel, (before) => ({ ...before, toldStatuses: first }));
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
