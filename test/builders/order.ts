// An order: by default one that was placed on 31 July, paid in full, and not yet shipped.
import type { Line, Order, Payment } from '../../shared/profile/order.ts';
import { CUSTOMER, SHOP } from './customer.ts';
import { at } from './instants.ts';
import { aParcel } from './parcel.ts';
import { as, type Plain, type Some } from './plain.ts';

/** A line as a story tells it: `quantity` is what was ordered, or all three quantities. */
type LineOf = Omit<Some<Line>, 'quantity'> & { readonly quantity?: number | Plain<Line['quantity']> };

/** @example aLine({ lineId: 'l-1', quantity: 2, unitPrice: 1299 }) */
const aLine = ({ quantity = 1, ...of }: LineOf = {}): Line => {
  const quantities = typeof quantity === 'number' ? { ordered: quantity, shipped: 0, delivered: 0 } : quantity;
  const unitPrice = of.unitPrice ?? 1299;
  return as<Line>({
    lineId: 'l-1',
    articleId: 'a-1',
    title: 'Blue mug',
    quantity: quantities,
    units: { open: quantities.ordered, claimed: 0, returning: 0, refunded: 0, replaced: 0 },
    unitPrice,
    paid: unitPrice * quantities.ordered,
    needsShipping: true,
    ...of,
  });
};

/** Money that was captured and is still whole, unless told otherwise. */
const aPayment = (of: Some<Payment> = {}): Payment => {
  const { captured = 1299, refunded = 0, reserved = 0 } = of;
  return as<Payment>({
    paymentId: 'pay-1',
    revision: at('2026-07-31T10:01'),
    capturedAt: at('2026-07-31T10:01'),
    captured,
    refunded,
    reserved,
    refundable: captured - refunded - reserved,
    ...of,
  });
};

type OrderOf = Omit<Some<Order>, 'lines'> & {
  readonly lines?: readonly LineOf[];
  /** Puts everything into one parcel that was delivered then. */
  readonly deliveredAt?: string;
};

/**
 * @example anOrder({ lines: [{ lineId: 'l-1', quantity: 2, unitPrice: 1299 }], deliveredAt: '2026-08-01' })
 * @example anOrder({ parcels: [aParcel({ status: 'failed_attempt' })] })
 */
export const anOrder = ({ lines = [{}], deliveredAt, ...of }: OrderOf = {}): Order => {
  const ordered = lines.map(aLine);
  const delivered = deliveredAt === undefined ? undefined : everythingDelivered(ordered, deliveredAt);
  const total = ordered.reduce((sum, line) => sum + line.paid, 0);
  return as<Order>({
    shop: SHOP,
    customerId: CUSTOMER,
    orderId: '1001',
    version: 1,
    orderNumber: '#1001',
    revision: at('2026-07-31T10:00'),
    placedAt: at('2026-07-31T10:00'),
    currency: 'GBP',
    total,
    payments: [aPayment({ captured: total })],
    recordedRefunds: [],
    lines: ordered,
    parcels: [],
    ...delivered,
    ...of,
  });
};

const everythingDelivered = (lines: readonly Line[], on: string): Pick<Order, 'lines' | 'parcels'> => ({
  lines: lines.map((line) => {
    const { ordered } = line.quantity;
    return { ...line, quantity: { ordered, shipped: ordered, delivered: ordered } };
  }),
  parcels: [
    aParcel({
      deliveredAt: at(on),
      lines: lines.map(({ lineId, quantity }) => ({ lineId, quantity: quantity.ordered })),
    }),
  ],
});
