// Shopify's orders. Every webhook about an order carries all of it, so a shop that connects late is complete with the next change.
import { contactsOf } from '../../shared/journey/facts-in.ts';
import { cut, type RoughFact, type Understood } from '../../shared/lambda/connector.ts';
import type { CustomerId, OrderId } from '../../shared/profile/ids.ts';
import type { Currency } from '../../shared/profile/money.ts';
import type { Person } from '../../shared/profile/personal-data-port.ts';
import { atLeastNothing, toMinor, toMinorUnits } from './amounts.ts';
import { aboutPerson, personOf } from './customer.ts';
import { mapFulfillment } from './fulfillment.ts';
import { envelope, type MappingContext } from './mapping.ts';
import { inCurrencyOf, mapRefund, mapTransaction } from './payment.ts';
import type { ShopifyLineItem, ShopifyOrder } from './shapes.ts';

/** Topics orders/create, orders/updated, orders/paid, orders/cancelled, orders/edited and orders/fulfilled. */
export const mapOrder = (order: ShopifyOrder, context: MappingContext): Understood => {
  const time = order.updated_at ?? order.created_at;
  const who = whoOrdered(order, context);
  const about = aboutPerson({ ...who, time, source: ['order', order.id, time, 'customer'] }, context);
  return {
    facts: [
      placed(order, who.customerId, context),
      // Without any contact there is nothing to be known by, and what was told before stays.
      ...(who.contacts.length > 0 ? about.facts : []),
      ...(order.cancelled_at ? [canceled(order.id, order.cancelled_at, context)] : []),
      ...order.fulfillments.flatMap((fulfillment) => mapFulfillment(fulfillment, context)),
      ...order.transactions.flatMap((one) => mapTransaction(inCurrencyOf(order, one), context)),
      ...order.refunds.flatMap((refund) => {
        const transactions = refund.transactions.map((one) => inCurrencyOf(order, one));
        return mapRefund({ ...refund, transactions, currency: currencyOf(order) }, context);
      }),
    ],
    persons: who.person.name || who.contacts.length > 0 ? about.persons : [],
  };
};

const whoOrdered = (order: ShopifyOrder, { hasher }: MappingContext) => {
  const { customer, shipping_address, billing_address } = order;
  const email = order.email ?? order.contact_email ?? customer?.email;
  const phone = order.phone ?? customer?.phone ?? shipping_address?.phone ?? billing_address?.phone;
  const person = personOf({
    customer: { ...customer, email, phone },
    addresses: [shipping_address, billing_address, customer?.default_address],
  });
  const alsoKnownBy: Pick<Person, 'email' | 'phone'>[] = [{ ...customer }];
  const contacts = contactsOf({ email, phone });
  const orderId = order.id as OrderId;
  const customerId = (customer?.id as CustomerId | null | undefined) ?? hasher.guestId({ contacts, orderId });
  return { customerId, person, alsoKnownBy, locale: order.customer_locale, contacts };
};

/** What the customer saw, else the shop's own. */
const currencyOf = ({ total_price_set, currency }: ShopifyOrder): Currency =>
  (total_price_set?.presentment_money.currency_code ?? currency) as Currency;

const placed = (order: ShopifyOrder, customerId: string, context: MappingContext): RoughFact => {
  const currency = currencyOf(order);
  const time = order.updated_at ?? order.created_at;
  return {
    ...envelope(context, ['order', order.id, time], time),
    type: 'OrderPlaced',
    data: {
      customerId,
      orderId: order.id,
      orderNumber: cut(order.name ?? order.order_number ?? order.id, 64),
      placedAt: order.processed_at ?? order.created_at,
      currency,
      total: toMinorUnits(order.total_price_set?.presentment_money.amount ?? order.total_price, currency),
      lines: order.line_items.map((item) => line(item, order)),
    },
  };
};

const line = (item: ShopifyLineItem, order: ShopifyOrder) => {
  const currency = currencyOf(order);
  const price = seenBy(item.price, item.price_set, currency);
  const discounts = item.discount_allocations
    ? sum(item.discount_allocations.map(({ amount, amount_set }) => seenBy(amount, amount_set, currency)))
    : toMinor(item.total_discount ?? '0', currency);
  const taxes = order.taxes_included
    ? 0n
    : sum(item.tax_lines.map(({ price: tax, price_set }) => seenBy(tax, price_set, currency)));
  const whole = price * BigInt(item.quantity) - discounts + taxes;
  const quantity = item.quantity - neverToShip(item, order);
  return {
    lineId: item.id,
    articleId: item.variant_id ?? item.product_id ?? cut(item.sku ?? item.id, 128),
    title: cut(item.name ?? item.title ?? item.sku ?? item.id, 300),
    quantity,
    unitPrice: atLeastNothing(price),
    // Of the whole line, the share of the units that are left of it.
    paid: atLeastNothing(item.quantity === 0 ? whole : (whole * BigInt(quantity)) / BigInt(item.quantity)),
    needsShipping: item.requires_shipping ?? true,
  };
};

/**
 * Units that were taken out of the order before they shipped: canceled by a refund, or edited out of it, which only what is left
 * tells. Units that were refunded otherwise stay: they are on their way, or came back.
 */
const neverToShip = ({ id, quantity, current_quantity }: ShopifyLineItem, { refunds }: ShopifyOrder): number => {
  const refunded = refunds.flatMap((refund) => refund.refund_line_items).filter((one) => one.line_item_id === id);
  const units = (of: typeof refunded) => of.reduce((total, one) => total + one.quantity, 0);
  const canceled = units(refunded.filter(({ restock_type }) => restock_type === 'cancel'));
  const edited = quantity - (current_quantity ?? quantity) - units(refunded);
  return Math.min(quantity, canceled + Math.max(0, edited));
};

type MoneySet = ShopifyLineItem['price_set'];

/** In the currency that the customer saw, else in the shop's own. */
const seenBy = (plain: string, set: MoneySet, currency: Currency): bigint =>
  toMinor(set?.presentment_money.currency_code === currency ? set.presentment_money.amount : plain, currency);

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n);

const canceled = (orderId: string, canceledAt: string, context: MappingContext): RoughFact => ({
  ...envelope(context, ['order', orderId, 'canceled', canceledAt], canceledAt),
  type: 'OrderCanceled',
  data: { orderId, canceledAt },
});
