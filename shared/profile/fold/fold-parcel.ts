// What a parcel is (its shop says), where it was seen (its carrier says) and when it should come (either says).
import { parcelPromiseChanged, parcelScanned, parcelShipped } from '../../journey/events.ts';
import type { InboundFactOf } from '../../journey/inbound-fact.ts';
import { type Happened, happened } from '../../journey/journey-event.ts';
import type { Order } from '../order.ts';
import type { DeliveryPromise, Parcel } from '../parcel.ts';
import type { Draft, KnownBy } from './folded.ts';
import { compareText, isNewer, isSame } from './newer.ts';
import { withPromise } from './promises.ts';
import { byScans, withScan } from './scans.ts';
import { namesParcel } from './tracking.ts';

interface At {
  readonly order: Order;
  readonly parcel: Parcel;
}

export const foldParcelShipped = (
  { data: { orderId: _, promise, ...data }, time, shop }: InboundFactOf<'ParcelShipped'>,
  { order }: { order: Order },
): Draft => {
  const known = order.parcels.find(({ parcelId }) => parcelId === data.parcelId);
  const before = known && stateOf(known);
  const wins = !known || isNewer({ at: time, content: data }, { at: known.revision, content: before });
  const told: Parcel = wins ? { ...seenOf(known ?? unseen(data)), ...data, revision: time } : known;
  // Without a scan the status stands at the time of shipping.
  const parcel = byScans(told, (seen) => (seen.status === 'pending' ? { ...seen, statusAt: seen.shippedAt } : seen));
  const promised = promise ? withPromise(parcel, promise) : parcel;
  const isSaidAnew = wins && !isSame(data, before);
  return {
    order: withParcel(order, promised),
    events: [
      ...(isSaidAnew ? [happened(parcelShipped, { ...data, amended: known !== undefined })] : []),
      ...promiseChange(parcel, promised),
    ],
    makesKnown: knownBy({ shop, orderId: order.orderId, known, data }),
  };
};

export const foldParcelScanned = ({ data }: InboundFactOf<'ParcelScanned'>, { order, parcel }: At): Draft => {
  const { parcel: scanned, overflow } = withScan(parcel, data);
  const { parcelId } = parcel;
  // A scan older than all that are kept only joins the older ones, and a status may be told beside a newer one: neither tells
  // the customer anything new.
  const isSeen = !isSame(shownOf(scanned), shownOf(parcel));
  return {
    order: withParcel(order, scanned),
    events: isSeen
      ? [
          happened(parcelScanned, {
            parcelId,
            scannedAt: data.scan.time,
            rawCode: data.scan.rawCode,
            statusBefore: parcel.status,
            status: scanned.status,
          }),
        ]
      : [],
    olderScans: overflow.map((scan) => ({ orderId: order.orderId, parcelId, scan })),
  };
};

const shownOf = ({ hasOlderScans: _, toldStatuses: __, byScans: ___, ...shown }: Parcel) => shown;

export const foldParcelPromiseChanged = (
  { data: { promise } }: InboundFactOf<'ParcelPromiseChanged'>,
  { order, parcel }: At,
): Draft => {
  const promised = withPromise(parcel, promise);
  return { order: withParcel(order, promised), events: promiseChange(parcel, promised) };
};

type State = Omit<InboundFactOf<'ParcelShipped'>['data'], 'orderId' | 'promise'>;

/** What the shop would have to say for the parcel to be as it is. */
const stateOf = ({ parcelId, shippedAt, carrier, trackingNumber, trackingUrl, lines, canceled }: Parcel): State => ({
  parcelId,
  shippedAt,
  carrier,
  ...(trackingNumber !== undefined && { trackingNumber }),
  ...(trackingUrl !== undefined && { trackingUrl }),
  lines: [...lines],
  canceled,
});

type Seen = Omit<Parcel, keyof State | 'revision'>;

/** What was seen of a parcel stays when the shop says something else of it; what the shop no longer says goes. */
const seenOf = <Known extends Seen>({
  trackingNumber: _,
  trackingUrl: __,
  ...seen
}: Known & Pick<Partial<Parcel>, 'trackingNumber' | 'trackingUrl'>) => seen;

const unseen = ({ shippedAt }: State): Seen => ({
  status: 'pending',
  statusAt: shippedAt,
  scans: [],
  hasOlderScans: false,
  promises: [],
});

const withParcel = (order: Order, parcel: Parcel): Order => ({
  ...order,
  parcels: [...order.parcels.filter(({ parcelId }) => parcelId !== parcel.parcelId), parcel].sort(
    (a, b) => compareText(a.shippedAt, b.shippedAt) || compareText(a.parcelId, b.parcelId),
  ),
});

const promiseChange = (before: Parcel, after: Parcel): readonly Happened[] => {
  const [was, now] = [daysOf(before.promises[0]), daysOf(after.promises[0])];
  if (!now || isSame(was, now)) return [];
  return [happened(parcelPromiseChanged, { parcelId: after.parcelId, ...(was && { before: was }), now })];
};

const daysOf = (promise: DeliveryPromise | undefined): Pick<DeliveryPromise, 'from' | 'by'> | undefined =>
  promise && { ...(promise.from !== undefined && { from: promise.from }), by: promise.by };

/** A tracking number that was once told stays valid, even if the shop has changed it since: its carrier may still speak of it. */
const knownBy = (told: {
  shop: Order['shop'];
  orderId: Order['orderId'];
  known: Parcel | undefined;
  data: State;
}): readonly KnownBy[] => {
  const { shop, orderId, known, data } = told;
  const { parcelId, carrier, trackingNumber } = data;
  const isTracked = known?.trackingNumber === trackingNumber && known?.carrier === carrier;
  return [
    ...(known ? [] : [{ reference: { shop, kind: 'parcel', orderId, parcelId } as const, parcelId }]),
    ...(trackingNumber === undefined || isTracked || !namesParcel(trackingNumber)
      ? []
      : [{ reference: { shop, kind: 'tracking', carrier, trackingNumber } as const, parcelId }]),
  ];
};
