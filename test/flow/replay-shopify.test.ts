// From a folder of Shopify's bodies to webhooks, digits kept, and to what each order must look like afterwards.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { parseCsv } from '../../infra/commands/replay/csv.ts';
import { parseAsText, parseForWriting, withRaisedIds } from '../../infra/commands/replay/exact-json.ts';
import { readShopifyFolder } from '../../infra/commands/replay/shopify-files.ts';
import { toldOrders } from '../../infra/commands/replay/shopify-orders.ts';

const BIG = '900719925474099312345';

describe('digits', () => {
  test('of an id above 2^53 are kept', () => {
    expect(parseAsText(`{"id":${BIG}}`)).toEqual({ id: BIG });
    expect(JSON.stringify(parseForWriting(`{"id":${BIG},"price":10.50}`))).toBe(`{"id":${BIG},"price":10.50}`);
  });

  test('of ids are raised above 2^53, those of amounts are not', () => {
    const raised = withRaisedIds('{"id":7,"order_id":8,"quantity":2,"valid":1}', '90071992547');
    expect(raised).toBe('{"id":9007199254700000000000007,"order_id":9007199254700000000000008,"quantity":2,"valid":1}');
  });
});

test('a table has quoted fields with commas, quotes and line breaks', () => {
  expect(parseCsv('a,b,c\n1,"x, ""y""\nz",\n2,{ "d": 1 },3')).toEqual([
    { a: '1', b: 'x, "y"\nz', c: '' },
    { a: '2', b: '{ "d": 1 }', c: '3' },
  ]);
});

describe('a folder', () => {
  let folder = '';
  const put = (name: string, text: string) => writeFileSync(join(folder, name), text);
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'replay-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('of resources becomes webhooks, as they are and with ids above 2^53', () => {
    put('orders.json', '{"orders":[{"id":1},{"id":2}]}');
    const { webhooks } = readShopifyFolder(folder);
    expect(webhooks.map(({ topic, body }) => [topic, body])).toEqual([
      ['orders/updated', '{"id":1}'],
      ['orders/updated', '{"id":2}'],
      ['orders/updated', '{"id":9007199254700000000000001}'],
      ['orders/updated', '{"id":9007199254700000000000002}'],
    ]);
  });

  test('that holds no JSON in a file sends it all the same', () => {
    put('broken.json', '{"order": ');
    expect(readShopifyFolder(folder).webhooks).toEqual([
      { name: 'broken.json', topic: 'orders/updated', body: '{"order": ' },
    ]);
  });

  test('says why a file is out of scope', () => {
    put('draft_order.json', '{"draft_order":{}}');
    expect(readShopifyFolder(folder)).toMatchObject({
      webhooks: [],
      outOfScope: [{ name: 'draft_order.json', reason: 'a draft is no order yet' }],
    });
  });

  test('with a partner envelope has each order carried by it, too', () => {
    put('order.json', '{"order":{"id":1}}');
    put('x.envelope.json', '{"detail":{"metadata":{"X-Shopify-Topic":"products/update"},"payload":{"id":5}}}');
    const [alone, around] = readShopifyFolder(folder).envelopes;
    expect(alone?.detail).toContain('products/update');
    expect(JSON.parse(around?.detail ?? '')).toMatchObject({ metadata: { 'X-Shopify-Topic': 'orders/updated' } });
    expect(around?.detail).toContain('"payload":{"id":9007199254800000000000001}');
  });

  test('of tables becomes orders with their lines', () => {
    mkdirSync(join(folder, 'seeds'));
    const tables = {
      order: 'id,updated_at,customer_id\n1,2026-08-01 10:00:00.000,7\n',
      order_line: 'order_id,id,quantity\n1,2,3\n',
    };
    for (const name of [
      'order',
      'order_line',
      'fulfillment',
      'fulfillment_event',
      'refund',
      'order_line_refund',
      'transaction',
    ]) {
      put(join('seeds', `shopify_${name}_data.csv`), (tables as Record<string, string>)[name] ?? 'id,order_id\n');
    }
    expect(readShopifyFolder(folder).webhooks.map(({ body }) => body)).toEqual([
      '{"id":1,"updated_at":"2026-08-01T10:00:00.000Z","line_items":[{"order_id":1,"id":2,"quantity":3}],"customer":{"id":7}}',
    ]);
  });
});

describe('what is told of an order', () => {
  const webhook = (topic: string, body: object) => ({ name: '', topic, body: JSON.stringify(body) });

  test('is what was said last, with parcels that were told apart', () => {
    const orders = [
      { id: 1, updated_at: '2026-08-01T10:00:00Z', line_items: [{ id: 2, quantity: 1 }] },
      { id: 1, updated_at: '2026-08-02T10:00:00Z', line_items: [{ id: 3, quantity: 1 }] },
    ];
    const [told] = toldOrders([
      ...orders.map((order) => webhook('orders/updated', order)),
      webhook('fulfillments/update', { id: 9, order_id: 1, tracking_number: 'T1' }),
      webhook('fulfillments/update', { id: 9, order_id: 4, tracking_number: 'T2' }),
    ]);
    expect(told).toMatchObject({
      orderId: '1',
      newest: [{ line_items: [{ id: '3' }] }],
      fulfillments: [{ tracking_number: 'T1' }],
    });
    expect(told?.fulfillments).toHaveLength(1);
  });
});
