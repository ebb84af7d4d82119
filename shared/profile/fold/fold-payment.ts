// Money that moved outside of Touchpoint: captures and refunds, each by its id, in any order.
import { paymentCaptured, paymentRefunded } from '../../journey/events.ts';
import type { InboundFactOf } from '../../journey/inbound-fact.ts';
import { happened } from '../../journey/journey-event.ts';
import type { MinorUnits } from '../money.ts';
import type { Order, Payment, RecordedRefund } from '../order.ts';
import type { Contradiction, Draft } from './folded.ts';
import { compareText, isNewer, isSame } from './newer.ts';

const otherCurrency: Contradiction = { reason: 'The money is in another currency than the order.' };

const nothing = 0 as MinorUnits;

export const foldPaymentCaptured = (
  { data, time }: InboundFactOf<'PaymentCaptured'>,
  { order }: { order: Order },
): Draft | Contradiction => {
  if (data.currency !== order.currency) return otherCurrency;
  const known = order.payments.find(({ paymentId }) => paymentId === data.paymentId);
  const told = { amount: data.amount, capturedAt: data.capturedAt };
  const before = known && { amount: known.captured, capturedAt: known.capturedAt };
  if (known && !isNewer({ at: time, content: told }, { at: known.revision, content: before })) return {};
  const payment: Payment = {
    paymentId: data.paymentId,
    revision: time,
    capturedAt: data.capturedAt,
    captured: data.amount,
    refunded: nothing,
    reserved: known?.reserved ?? nothing,
    refundable: nothing,
  };
  return {
    order: {
      ...order,
      payments: [...order.payments.filter((other) => other !== known), payment].sort(
        (a, b) => compareText(a.capturedAt, b.capturedAt) || compareText(a.paymentId, b.paymentId),
      ),
    },
    events: isSame(told, before) ? [] : [happened(paymentCaptured, data)],
  };
};

/** A refund may come before its payment: it is kept at once and counted when the payment is known. */
export const foldPaymentRefunded = (
  { data, time }: InboundFactOf<'PaymentRefunded'>,
  { order }: { order: Order },
): Draft | Contradiction => {
  if (data.currency !== order.currency) return otherCurrency;
  const known = order.recordedRefunds.find(({ refundId }) => refundId === data.refundId);
  const { orderId: _, currency: __, ...told } = data;
  const before = known && toldOf(known);
  if (known && !isNewer({ at: time, content: told }, { at: known.revision, content: before })) return {};
  return {
    order: {
      ...order,
      recordedRefunds: [...order.recordedRefunds.filter((other) => other !== known), { ...told, revision: time }].sort(
        (a, b) => compareText(a.refundedAt, b.refundedAt) || compareText(a.refundId, b.refundId),
      ),
    },
    events: isSame(told, before) ? [] : [happened(paymentRefunded, data)],
  };
};

const toldOf = ({ revision: _, ...told }: RecordedRefund): Omit<RecordedRefund, 'revision'> => told;
