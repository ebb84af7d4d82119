// Tables that were once loaded from Shopify's REST API, put together again into the bodies that they came from.

import { parseCsv } from './csv.ts';
import { numberOf } from './exact-json.ts';
import type { Webhook } from './shopify-files.ts';

type Row = Readonly<Record<string, string>>;

export const SEED_TABLES = {
  orders: 'shopify_order_data.csv',
  lines: 'shopify_order_line_data.csv',
  fulfillments: 'shopify_fulfillment_data.csv',
  fulfillmentEvents: 'shopify_fulfillment_event_data.csv',
  refunds: 'shopify_refund_data.csv',
  refundLines: 'shopify_order_line_refund_data.csv',
  transactions: 'shopify_transaction_data.csv',
} as const;

/** `read`: a table's text by its file name. */
export const webhooksOfSeeds = (read: (table: string) => string): readonly Webhook[] => {
  const rows = (table: keyof typeof SEED_TABLES) => parseCsv(read(SEED_TABLES[table]));
  const [lines, refundLines, transactions] = [rows('lines'), rows('refundLines'), rows('transactions')];
  const webhook = (table: keyof typeof SEED_TABLES, topic: string, body: (row: Row) => object) =>
    rows(table).map((row) => ({
      name: `${SEED_TABLES[table]} ${row.id}`,
      topic,
      body: JSON.stringify(body(row)),
    }));
  return [
    ...webhook('orders', 'orders/updated', (row) =>
      order(
        row,
        lines.filter(({ order_id }) => order_id === row.id),
      ),
    ),
    ...webhook('fulfillments', 'fulfillments/update', fulfillment),
    ...webhook('fulfillmentEvents', 'fulfillment_events/create', resource),
    ...webhook('refunds', 'refunds/create', (row) => ({
      ...resource(row),
      refund_line_items: refundLines.filter(({ refund_id }) => refund_id === row.id).map(refundLine),
      transactions: transactions.filter(({ refund_id }) => refund_id === row.id).map(resource),
    })),
    ...webhook('transactions', 'order_transactions/create', resource),
  ];
};

const order = ({ customer_id = '', ...row }: Row, lines: readonly Row[]): object => ({
  ...resource(row),
  line_items: lines.map(resource),
  ...(customer_id && { customer: { id: numberOf(customer_id) } }),
});

/** Its lines are in no table. */
const fulfillment = ({ tracking_numbers, tracking_urls, ...row }: Row): object => ({
  ...resource(row),
  tracking_numbers: JSON.parse(tracking_numbers || '[]'),
  tracking_urls: JSON.parse(tracking_urls || '[]'),
});

const refundLine = ({ order_line_id = '', ...row }: Row): object => ({
  ...resource(row),
  line_item_id: numberOf(order_line_id),
});

/** A row as JSON: what is empty is null, ids and quantities are numbers, times are in UTC, and `taxes_included` is no text. */
const resource = (row: Row): object =>
  Object.fromEntries(Object.entries(row).map(([name, text]) => [name, fieldOf(name, text)]));

const fieldOf = (name: string, text: string): unknown => {
  if (text === '') return null;
  if (/^(true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  if (/(^|_)id$|^quantity$|number$/.test(name) && /^\d+$/.test(text)) return numberOf(text);
  return /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/.test(text) ? `${text.trim().replace(' ', 'T')}Z` : text;
};
