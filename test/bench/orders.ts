// Orders of a given size: what a read costs follows from the bytes of the items.
import type { Order } from '../../shared/profile/order.ts';
import { NEWEST_SCANS } from '../../shared/profile/parcel.ts';
import type { CustomerKey } from '../../shared/profile/profile-port.ts';
import { after, at } from '../builders/instants.ts';
import { anOrder } from '../builders/order.ts';
import { aParcel, aPromise, aScan } from '../builders/parcel.ts';

const LINES = ['Stoneware mug, blue', 'Teapot with bamboo handle', 'Linen napkins, set of four'];
const PLACES = ['London Heathrow', 'Birmingham Hub', 'Manchester Delivery Office'];
const HANDED_OVER = at('2026-07-31T18:00');

/** Scans of a parcel, newest first, as a carrier tells them. */
const scansOf = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    aScan({
      time: after(HANDED_OVER, { hours: count - index }),
      rawCode: `IT-${index}`,
      rawText: 'Your parcel was sorted and is on its way',
      place: PLACES[index % PLACES.length] ?? '',
    }),
  );

const orderWith = (scans: number, of: CustomerKey & { readonly orderId: string }): Order => {
  const parcels = Math.max(1, Math.ceil(scans / NEWEST_SCANS));
  return anOrder({
    ...of,
    orderNumber: `#${of.orderId}`,
    lines: LINES.map((title, index) => ({
      lineId: `l-${index}`,
      articleId: `article-${index}`,
      title,
      quantity: { ordered: 2, shipped: 2, delivered: 0 },
    })),
    parcels: Array.from({ length: parcels }, (_, index) =>
      aParcel({
        parcelId: `p-${index}`,
        trackingNumber: `RM48291337${index}GB`,
        lines: LINES.map((_title, line) => ({ lineId: `l-${line}`, quantity: 2 })),
        scans: scansOf(Math.min(NEWEST_SCANS, scans - index * NEWEST_SCANS)),
        promises: [aPromise({ by: '2026-08-05' }), aPromise({ by: '2026-08-04', at: at('2026-07-31') })],
      }),
    ),
  });
};

/** The largest order that fits. `bytes`: of the item in the table. */
export const orderOf = ({
  bytes,
  ...of
}: CustomerKey & { readonly orderId: string; readonly bytes: number }): Order => {
  let scans = 1;
  while (itemBytes(orderWith(scans + 1, of)) <= bytes) scans += 1;
  return orderWith(scans, of);
};

const KEY_BYTES = 100;

/** About what the table counts: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html */
export const itemBytes = (order: Order): number => KEY_BYTES + valueBytes(order);

const valueBytes = (value: unknown): number => {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number') return Math.ceil(String(value).length / 2) + 1;
  if (value === null || typeof value !== 'object') return 1;
  const parts = Object.entries(value).filter(([, part]) => part !== undefined);
  const names = Array.isArray(value) ? 0 : parts.reduce((sum, [name]) => sum + Buffer.byteLength(name), 0);
  return parts.reduce((sum, [, part]) => sum + valueBytes(part) + 1, 3 + names);
};
