// Shopify's transactions and refunds: money that moved.
import type { RoughFact } from '../../shared/lambda/connector.ts';
import { NotUnderstood } from '../../shared/lambda/queue.ts';
import type { Currency } from '../../shared/profile/money.ts';
import { toMinorUnits } from './amounts.ts';
import { envelope, type MappingContext } from './mapping.ts';
import type { ShopifyRefund, ShopifyTransaction } from './shapes.ts';

/**
 * Topic order_transactions/create. Only what took money is a payment: an authorization did not, and a refund has its own topic.
 * An order's `financial_status` makes none: the transaction that follows would count the same money again.
 */
export const mapTransaction = (transaction: ShopifyTransaction, context: MappingContext): readonly RoughFact[] => {
  const { id, kind, status } = transaction;
  if (!['sale', 'capture'].includes(kind) || status !== 'success') return [];
  const currency = currencyOf(transaction);
  const capturedAt = transaction.processed_at ?? transaction.created_at;
  return [
    {
      ...envelope(context, ['transaction', id], capturedAt),
      type: 'PaymentCaptured',
      data: {
        orderId: transaction.order_id,
        paymentId: id,
        amount: toMinorUnits(transaction.amount, currency),
        currency,
        capturedAt,
      },
    },
  ];
};

/**
 * Topic refunds/create. One fact for each transaction that sent money; the first that did not fail tells the units. Units that were
 * canceled before they shipped are none of them: the order holds fewer, see `mapOrder`.
 */
export const mapRefund = (refund: Refund, context: MappingContext): readonly RoughFact[] => {
  const lines = refund.refund_line_items
    .filter(({ quantity, restock_type }) => quantity > 0 && restock_type !== 'cancel')
    .map(({ line_item_id, quantity }) => ({ lineId: line_item_id, quantity }));
  const refundedAt = refund.processed_at ?? refund.created_at;
  const sent = refund.transactions.filter(({ kind }) => kind === 'refund');
  if (sent.length === 0) return withoutMoney({ refund, lines, refundedAt }, context);
  return sent
    .filter(({ status }) => !['failure', 'error'].includes(status))
    .flatMap((transaction, index) => {
      if (transaction.status !== 'success') return [];
      const currency = currencyOf(transaction);
      return [
        {
          ...envelope(context, ['refund', refund.id, transaction.id], refundedAt),
          type: 'PaymentRefunded' as const,
          data: {
            orderId: refund.order_id,
            // Old transactions do not say which payment they give back.
            paymentId: transaction.parent_id ?? 'unknown',
            refundId: `${refund.id}-${transaction.id}`,
            amount: toMinorUnits(transaction.amount, currency),
            currency,
            refundedAt,
            lines: index === 0 ? lines : [],
          },
        },
      ];
    });
};

/** Inside an order a refund is in its currency. */
type Refund = ShopifyRefund & { readonly currency?: string };

/** Goods that came back for nothing, or for other goods: the units moved all the same. */
const withoutMoney = (
  told: { refund: Refund; lines: { lineId: string; quantity: number }[]; refundedAt: string },
  context: MappingContext,
): readonly RoughFact[] => {
  const { refund, lines, refundedAt } = told;
  const seen = refund.refund_line_items.map(({ subtotal_set }) => subtotal_set?.presentment_money.currency_code);
  const currency = refund.currency ?? seen.find(Boolean);
  // Without a currency the order's own webhook tells it: Shopify sends one with every refund.
  if (lines.length === 0 || !currency) return [];
  return [
    {
      ...envelope(context, ['refund', refund.id], refundedAt),
      type: 'PaymentRefunded',
      data: {
        orderId: refund.order_id,
        paymentId: 'none',
        refundId: refund.id,
        amount: 0,
        currency,
        refundedAt,
        lines,
      },
    },
  ];
};

const currencyOf = ({ currency }: Pick<ShopifyTransaction, 'currency'>): Currency => {
  if (currency === undefined) throw new NotUnderstood('The transaction does not say its currency.');
  return currency as Currency;
};

/** Old transactions leave their currency out; inside an order it is the order's. */
export const inCurrencyOf = <Transaction extends Pick<ShopifyTransaction, 'currency'>>(
  order: { readonly currency: string },
  transaction: Transaction,
): Transaction => ({ ...transaction, currency: transaction.currency ?? order.currency });
