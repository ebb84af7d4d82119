// Shopify's transactions and refunds: money that moved.
import type { RoughFact } from '../../shared/lambda/connector.ts';
import type { Currency } from '../../shared/profile/money.ts';
import { toMinorUnits } from './amounts.ts';
import { envelope, type MappingContext } from './mapping.ts';
import type { ShopifyRefund, ShopifyTransaction } from './shapes.ts';

/**
 * Topic order_transactions/create. Only what took money is a payment: an authorization did not, and a refund has its own topic.
 * An order's `financial_status` makes none: the transaction that follows would count the same money again.
 */
export const mapTransaction = (transaction: ShopifyTransaction, context: MappingContext): readonly RoughFact[] => {
  const { id, kind, status, currency } = transaction;
  if (!['sale', 'capture'].includes(kind) || status !== 'success' || !currency) return [];
  const capturedAt = transaction.processed_at ?? transaction.created_at;
  return [
    {
      ...envelope(context, ['transaction', id], capturedAt),
      type: 'PaymentCaptured',
      data: {
        orderId: transaction.order_id,
        paymentId: id,
        amount: toMinorUnits(transaction.amount, currency as Currency),
        currency,
        capturedAt,
      },
    },
  ];
};

/** Topic refunds/create. One fact for each transaction that sent money; the first of them tells the units. */
export const mapRefund = (refund: ShopifyRefund, context: MappingContext): readonly RoughFact[] => {
  const lines = refund.refund_line_items
    .filter(({ quantity }) => quantity > 0)
    .map(({ line_item_id, quantity }) => ({ lineId: line_item_id, quantity }));
  const refundedAt = refund.processed_at ?? refund.created_at;
  return refund.transactions
    .filter(({ kind }) => kind === 'refund')
    .flatMap(({ id, parent_id, status, amount, currency }, index) =>
      status === 'success' && currency
        ? [
            {
              ...envelope(context, ['refund', refund.id, id], refundedAt),
              type: 'PaymentRefunded' as const,
              data: {
                orderId: refund.order_id,
                // Old transactions do not say which payment they give back.
                paymentId: parent_id ?? 'unknown',
                refundId: `${refund.id}-${id}`,
                amount: toMinorUnits(amount, currency as Currency),
                currency,
                refundedAt,
                lines: index === 0 ? lines : [],
              },
            },
          ]
        : [],
    );
};
