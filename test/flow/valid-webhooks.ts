// What shops and carriers send by webhook, each telling at least one fact.
import fc from 'fast-check';
import { decimal, distinct, having, instant, numberId, quantity, text } from './valid-parts.ts';

const currency = fc.constantFrom('USD', 'EUR');
const seen = fc.record({ presentment_money: fc.record({ amount: decimal, currency_code: currency }) });
const maybe = <One>(one: fc.Arbitrary<One>) => fc.option(one);

const address = having({}, { address1: maybe(text), city: text, zip: text, country_code: text, first_name: text });
const shopper = having(
  { id: numberId, updated_at: instant },
  { email: maybe(fc.emailAddress()), phone: maybe(text), first_name: text, default_address: maybe(address) },
);

const ofFulfillment = fc.array(having({ id: numberId, quantity }, { requires_shipping: fc.constant(true) }), {
  maxLength: 3,
});
const fulfillment = having(
  { id: numberId, order_id: numberId, created_at: instant, line_items: ofFulfillment },
  {
    status: fc.constantFrom('success', 'cancelled', 'pending'),
    updated_at: maybe(instant),
    tracking_company: maybe(text),
    tracking_numbers: fc.array(text, { maxLength: 3 }),
    tracking_urls: fc.array(fc.oneof(text, fc.webUrl()), { maxLength: 3 }),
    shipment_status: maybe(fc.constantFrom('in_transit', 'delivered', 'who_knows')),
  },
);
const fulfillmentEvent = having(
  {
    id: numberId,
    fulfillment_id: numberId,
    order_id: numberId,
    status: fc.constantFrom('in_transit', 'delivered', 'attempted_delivery', 'who_knows'),
    created_at: instant,
  },
  { message: maybe(text), happened_at: maybe(instant), estimated_delivery_at: maybe(instant), city: maybe(text) },
);

const moved = { id: numberId, order_id: numberId, amount: decimal, currency, created_at: instant };
const capture = having(
  { ...moved, kind: fc.constantFrom('sale', 'capture'), status: fc.constant('success') },
  { processed_at: maybe(instant) },
);
const back = having({ ...moved, kind: fc.constant('refund'), status: fc.constant('success') }, { parent_id: numberId });
const refundLine = having(
  { line_item_id: numberId, quantity },
  { restock_type: fc.constantFrom('cancel', 'return', 'no_restock'), subtotal_set: maybe(seen) },
);
const refund = fc.record({
  id: numberId,
  order_id: numberId,
  created_at: instant,
  refund_line_items: fc.array(refundLine, { maxLength: 3 }),
  transactions: fc.array(back, { minLength: 1, maxLength: 2 }),
});

const lineItem = having(
  { id: numberId, title: text, quantity: fc.nat(99), price: decimal },
  {
    variant_id: maybe(numberId),
    current_quantity: fc.nat(99),
    price_set: maybe(seen),
    discount_allocations: fc.array(fc.record({ amount: decimal }), { maxLength: 2 }),
    tax_lines: fc.array(fc.record({ price: decimal }), { maxLength: 2 }),
    requires_shipping: fc.boolean(),
  },
);
const order = having(
  {
    id: numberId,
    created_at: instant,
    updated_at: instant,
    currency,
    total_price: decimal,
    line_items: distinct(lineItem, 'id'),
  },
  {
    name: text,
    email: maybe(fc.emailAddress()),
    total_price_set: maybe(seen),
    taxes_included: fc.boolean(),
    cancelled_at: maybe(instant),
    customer_locale: maybe(text),
    customer: maybe(shopper),
    shipping_address: maybe(address),
    fulfillments: fc.array(fulfillment, { maxLength: 2 }),
    refunds: fc.array(refund, { maxLength: 2 }),
    transactions: fc.array(capture, { maxLength: 2 }),
  },
);

/** By Shopify's topic. */
export const shopifyBodies: Readonly<Record<string, fc.Arbitrary<object>>> = {
  'orders/create': order,
  'orders/updated': order,
  'orders/paid': order,
  'orders/fulfilled': order,
  'orders/cancelled': order,
  'fulfillments/create': fulfillment,
  'fulfillments/update': fulfillment,
  'fulfillment_events/create': fulfillmentEvent,
  'refunds/create': refund,
  'order_transactions/create': capture,
  'customers/create': shopper,
  'customers/update': shopper,
};

const detail = having(
  { datetime: instant, status: fc.constantFrom('in_transit', 'delivered', 'failure', 'who_knows') },
  {
    status_detail: maybe(text),
    message: maybe(text),
    carrier_code: maybe(text),
    tracking_location: maybe(having({}, { city: maybe(text), country: maybe(text) })),
  },
);
const tracker = having(
  {
    object: fc.constant('Tracker'),
    id: fc.string({ minLength: 1, maxLength: 60 }),
    tracking_code: fc.string({ minLength: 1, maxLength: 40 }),
    carrier: fc.string({ minLength: 1, maxLength: 40 }),
    updated_at: instant,
    tracking_details: fc.array(detail, { minLength: 1, maxLength: 5 }),
  },
  { signed_by: maybe(text), est_delivery_date: maybe(instant), is_return: fc.constant(false) },
);
export const easyPostBody = fc.record({
  description: fc.constantFrom('tracker.created', 'tracker.updated'),
  result: tracker,
});
