// Whether a tracked order says what tau-bench's file says of it.
import type { TrackedOrder } from '../../../micro-apps/track-order/output.ts';
import { differs } from './tally.ts';
import { linesOf, parcelsOf, type TauOrder } from './tau-bench-data.ts';

const EXPECTED = {
  pending: { headline: 'not_yet_shipped', parcel: 'pending' },
  processed: { headline: 'on_its_way', parcel: 'in_transit' },
  delivered: { headline: 'delivered', parcel: 'delivered' },
  cancelled: { headline: 'canceled', parcel: 'pending' },
} as const;

/** Everything that is not as in the file. */
export const differencesOf = (order: TauOrder, tracked: TrackedOrder): readonly string[] => {
  const expected = EXPECTED[order.status];
  const isCanceled = order.status === 'cancelled';
  const parcels = parcelsOf(order);
  return [
    ...differs('order', tracked.order.orderId, order.order_id),
    ...differs('order number', tracked.order.orderNumber, order.order_id),
    ...differs('headline', tracked.headline.kind, expected.headline),
    ...differs('canceled', tracked.order.canceledAt !== undefined, isCanceled),
    ...differs('tracking numbers', sorted(tracked.parcels.map(numberOf)), sorted(parcels.map(numberOf))),
    ...differs('parcels', sorted(tracked.parcels.map(shown)), sorted(parcels.map((one) => told(one, expected.parcel)))),
    ...differs('not yet shipped', unitsOf(tracked.notYetShipped), isCanceled ? [] : unitsOf(openLines(order))),
    ...differs('without shipping', unitsOf(tracked.withoutShipping), []),
    ...differs('refunds', tracked.refunds.length, refundsOf(order).length),
  ];
};

const refundsOf = ({ payment_history }: TauOrder) =>
  payment_history.filter(({ transaction_type }) => transaction_type === 'refund');

const numberOf = ({ trackingNumber = '' }: { trackingNumber?: string | undefined }): string => trackingNumber;

type Told = ReturnType<typeof parcelsOf>[number];

const shown = ({ trackingNumber, status, lines, deliveredAt }: TrackedOrder['parcels'][number]): string =>
  JSON.stringify([trackingNumber, status, unitsOf(lines), deliveredAt !== undefined]);

const told = ({ trackingNumber, lines }: Told, status: string): string =>
  JSON.stringify([trackingNumber, status, unitsOf(lines), status === 'delivered']);

interface Units {
  readonly lineId: string;
  readonly quantity: number;
}

const openLines = (order: TauOrder): readonly Units[] => {
  const shipped = parcelsOf(order).flatMap(({ lines }) => lines);
  return linesOf(order)
    .map(({ lineId, quantity }) => {
      const inParcels = shipped.filter((line) => line.lineId === lineId);
      return { lineId, quantity: quantity - inParcels.reduce((total, line) => total + line.quantity, 0) };
    })
    .filter(({ quantity }) => quantity > 0);
};

const unitsOf = (lines: readonly Units[]): readonly string[] =>
  sorted(lines.map(({ lineId, quantity }) => `${quantity} x ${lineId}`));

const sorted = (texts: readonly string[]): readonly string[] => texts.toSorted();
