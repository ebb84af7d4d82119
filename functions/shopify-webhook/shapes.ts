// What we read of Shopify's bodies (REST Admin API resources as webhooks carry them). Old versions leave much out or null.
import * as z from 'zod';
import { instant } from '../../shared/profile/time.ts';

/** Every number has become its digits, see `parseKeepingDigits`. */
const id = z.string().min(1).max(100);
const text = z
  .string()
  .nullish()
  .transform((given) => given?.trim() || undefined);
const decimal = z.string().regex(/^\s*-?\d{1,15}(\.\d{1,20})?\s*$/, 'must be a decimal number');
const count = z
  .string()
  .regex(/^\d{1,9}$/, 'must be a whole number')
  .transform(Number);
const moment = instant.nullish().transform((given) => given ?? undefined);
const list = <Item extends z.ZodType>(item: Item) =>
  z
    .array(item)
    .nullish()
    .transform((given) => given ?? []);

/** An amount in the currency that the customer saw, where Shopify tells it. */
const moneySet = z.object({ presentment_money: z.object({ amount: decimal, currency_code: z.string() }) }).nullish();

const taxLine = z.object({ price: decimal, price_set: moneySet });

const lineItem = z.object({
  id,
  variant_id: id.nullish(),
  product_id: id.nullish(),
  sku: text,
  name: text,
  title: text,
  quantity: count,
  /** What is left of `quantity` after edits and refunds. */
  current_quantity: count.nullish(),
  price: decimal,
  price_set: moneySet,
  total_discount: decimal.nullish(),
  discount_allocations: z.array(z.object({ amount: decimal, amount_set: moneySet })).nullish(),
  tax_lines: list(taxLine),
  requires_shipping: z.boolean().nullish(),
});

const address = z.object({
  address1: text,
  address2: text,
  company: text,
  city: text,
  province: text,
  zip: text,
  country_code: text,
  first_name: text,
  last_name: text,
  name: text,
  phone: text,
});

export const customer = z.object({
  id: id.nullish(),
  email: text,
  phone: text,
  first_name: text,
  last_name: text,
  default_address: address.nullish(),
  addresses: list(address),
  created_at: moment,
  updated_at: moment,
});

export const fulfillment = z.object({
  id,
  order_id: id,
  status: text,
  created_at: instant,
  updated_at: moment,
  tracking_company: text,
  tracking_number: text,
  tracking_numbers: list(z.string()),
  tracking_url: text,
  tracking_urls: list(z.string()),
  shipment_status: text,
  line_items: list(z.object({ id, quantity: count, requires_shipping: z.boolean().nullish() })),
});

export const fulfillmentEvent = z.object({
  id,
  fulfillment_id: id,
  order_id: id,
  status: z.string().min(1).max(100),
  message: text,
  happened_at: moment,
  created_at: instant,
  estimated_delivery_at: moment,
  city: text,
  province: text,
  country: text,
});

export const transaction = z.object({
  id,
  order_id: id,
  parent_id: id.nullish(),
  kind: z.string(),
  status: z.string(),
  amount: decimal,
  currency: text,
  created_at: instant,
  processed_at: moment,
});

export const refund = z.object({
  id,
  order_id: id,
  created_at: instant,
  processed_at: moment,
  /** `restock_type: cancel`: the units had not been shipped, and will not be. */
  refund_line_items: list(
    z.object({ line_item_id: id, quantity: count, restock_type: text, subtotal_set: moneySet.catch(undefined) }),
  ),
  transactions: list(transaction),
});

export const order = z.object({
  id,
  name: text,
  order_number: text,
  email: text,
  contact_email: text,
  phone: text,
  created_at: instant,
  processed_at: moment,
  updated_at: moment,
  cancelled_at: moment,
  currency: z.string(),
  presentment_currency: text,
  total_price: decimal,
  total_price_set: moneySet,
  taxes_included: z.boolean().nullish(),
  customer_locale: text,
  customer: customer.nullish(),
  shipping_address: address.nullish(),
  billing_address: address.nullish(),
  line_items: list(lineItem),
  fulfillments: list(fulfillment),
  refunds: list(refund),
  transactions: list(transaction),
});

export type ShopifyAddress = z.infer<typeof address>;
export type ShopifyCustomer = z.infer<typeof customer>;
export type ShopifyFulfillment = z.infer<typeof fulfillment>;
export type ShopifyFulfillmentEvent = z.infer<typeof fulfillmentEvent>;
export type ShopifyLineItem = z.infer<typeof lineItem>;
export type ShopifyOrder = z.infer<typeof order>;
export type ShopifyRefund = z.infer<typeof refund>;
export type ShopifyTransaction = z.infer<typeof transaction>;
