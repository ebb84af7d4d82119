// Orders for the examples: one small shop's, as the profile keeps them. All times stand around `NOW`.
import type { Order } from '../../shared/profile/order.ts';
import type { Parcel, ParcelStatus } from '../../shared/profile/parcel.ts';
import { type Day, dayIn, type Instant, instantOf } from '../../shared/profile/time.ts';

export const NOW = '2026-08-05T12:00:00.000Z' as Instant;
export const TIME_ZONE = 'Europe/London';

/** So many hours from now, to the minute; negative is the past. */
export const hoursFromNow = (hours: number): Instant => instantOf(new Date(Date.parse(NOW) + hours * 3_600_000));
export const daysFromNow = (days: number): Day => dayIn(TIME_ZONE, hoursFromNow(days * 24));

const ARTICLES = [
  { lineId: 'l-1', articleId: 'mug-blue', title: 'Stoneware mug, blue', ordered: 2, unitPrice: 1450 },
  { lineId: 'l-2', articleId: 'teapot', title: 'Teapot with bamboo handle', ordered: 1, unitPrice: 3900 },
] as const;

interface ParcelStory {
  readonly parcelId?: string;
  readonly carrier?: string;
  readonly trackingNumber?: string;
  readonly shippedHoursAgo?: number;
  readonly lines?: readonly { readonly lineId: string; readonly quantity: number }[];
  /** Hours ago, status, the carrier's words, place; newest first. */
  readonly scans: readonly (readonly [number, ParcelStatus, string, string?])[];
  readonly promises?: Parcel['promises'];
  readonly pickupPoint?: Parcel['pickupPoint'];
  readonly proofOfDelivery?: Parcel['proofOfDelivery'];
}

const ALL_LINES = ARTICLES.map(({ lineId, ordered }) => ({ lineId, quantity: ordered }));

export const aParcelThat = (story: ParcelStory): Parcel => {
  const { shippedHoursAgo = 48, lines = ALL_LINES, scans, promises = [], ...told } = story;
  const shippedAt = hoursFromNow(-shippedHoursAgo);
  const [newest] = scans;
  const delivered = scans.find(([, status]) => status === 'delivered');
  return {
    parcelId: 'p-1',
    revision: shippedAt,
    shippedAt,
    carrier: 'Royal Mail',
    trackingNumber: 'RM482913375GB',
    lines,
    canceled: false,
    status: newest?.[1] ?? 'pending',
    statusAt: newest ? hoursFromNow(-newest[0]) : shippedAt,
    scans: scans.map(([ago, status, rawText, place]) => ({
      time: hoursFromNow(-ago),
      status,
      rawCode: status.toUpperCase(),
      rawText,
      place,
    })),
    hasOlderScans: false,
    promises,
    ...(delivered && { deliveredAt: hoursFromNow(-delivered[0]) }),
    ...told,
  } as unknown as Parcel;
};

export const anOrderWith = (
  parcels: readonly Parcel[],
  more: { orderNumber?: string; canceledAt?: Instant } = {},
): Order => {
  const { orderNumber = '#1001' } = more;
  const quantityIn = (some: readonly Parcel[], lineId: string): number =>
    some.flatMap(({ lines }) => lines).reduce((sum, line) => (line.lineId === lineId ? sum + line.quantity : sum), 0);
  const delivered = parcels.filter(({ status }) => status === 'delivered');
  return {
    shop: 'demo',
    customerId: 'customer-1',
    orderId: orderNumber.replace('#', 'order-'),
    version: 1,
    orderNumber,
    revision: hoursFromNow(-72),
    placedAt: hoursFromNow(-72),
    currency: 'GBP',
    total: 6800,
    lines: ARTICLES.map(({ ordered, ...article }) => ({
      ...article,
      quantity: {
        ordered,
        shipped: quantityIn(parcels, article.lineId),
        delivered: quantityIn(delivered, article.lineId),
      },
      units: { open: ordered, claimed: 0, returning: 0, refunded: 0, replaced: 0 },
      paid: article.unitPrice * ordered,
      needsShipping: true,
    })),
    parcels,
    payments: [],
    recordedRefunds: [],
    ...(more.canceledAt && { canceledAt: more.canceledAt }),
  } as unknown as Order;
};
