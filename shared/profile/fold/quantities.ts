// What follows from the parts of an order is recomputed with every fact: it cannot depend on the order of arrival.
import type { LineId, PaymentId } from '../ids.ts';
import type { MinorUnits } from '../money.ts';
import type { Line, Order, Payment } from '../order.ts';

interface LineCount {
  readonly lineId: LineId;
  readonly quantity: number;
}

/**
 * The order with its lines' shipped, delivered, refunded and open units, and its payments' refunded and refundable amounts.
 * A count never exceeds what is there: shipped, delivered and refunded units stop at what was ordered, `refundable` at zero.
 * `refunded` of a payment is the plain sum, even above `captured`, so that too much money sent back can be seen.
 */
export const withQuantities = (order: Order): Order => {
  // The shop says that a parcel will not go, or its carrier says so.
  const moving = order.parcels.filter(({ canceled, status }) => !canceled && status !== 'canceled');
  const shipped = countByLine(moving.flatMap((parcel) => parcel.lines));
  const delivered = countByLine(
    moving.filter(({ status }) => status === 'delivered').flatMap((parcel) => parcel.lines),
  );
  const refunded = countByLine(order.recordedRefunds.flatMap((refund) => refund.lines));
  const sentBack = new Map<PaymentId, number>();
  for (const { paymentId, amount } of order.recordedRefunds) {
    sentBack.set(paymentId, (sentBack.get(paymentId) ?? 0) + amount);
  }
  return {
    ...order,
    lines: order.lines.map((line) =>
      recount(line, {
        shipped: shipped.get(line.lineId) ?? 0,
        delivered: delivered.get(line.lineId) ?? 0,
        refunded: refunded.get(line.lineId) ?? 0,
      }),
    ),
    payments: order.payments.map((payment) => recountPayment(payment, sentBack.get(payment.paymentId) ?? 0)),
  };
};

const countByLine = (counts: readonly LineCount[]): ReadonlyMap<LineId, number> => {
  const sums = new Map<LineId, number>();
  for (const { lineId, quantity } of counts) sums.set(lineId, (sums.get(lineId) ?? 0) + quantity);
  return sums;
};

const recount = (line: Line, told: { shipped: number; delivered: number; refunded: number }): Line => {
  const { ordered } = line.quantity;
  const { claimed, returning, replaced } = line.units;
  const free = Math.max(0, ordered - claimed - returning - replaced);
  const refunded = Math.min(free, told.refunded);
  return {
    ...line,
    quantity: { ordered, shipped: Math.min(ordered, told.shipped), delivered: Math.min(ordered, told.delivered) },
    units: { open: free - refunded, claimed, returning, refunded, replaced },
  };
};

const recountPayment = (payment: Payment, refunded: number): Payment => ({
  ...payment,
  refunded: refunded as MinorUnits,
  refundable: Math.max(0, payment.captured - refunded - payment.reserved) as MinorUnits,
});
