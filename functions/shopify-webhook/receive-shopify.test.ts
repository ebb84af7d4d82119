// Shopify's webhooks, as Shopify sends them.
import { createHmac } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { InboundFact, InboundFactOf, InboundFactType } from '../../shared/journey/inbound-fact.ts';
import { aDoor, aRequest, aShop, WEBHOOK_SECRET } from '../../test/fakes/door.ts';
import { receiveShopify } from './receive-shopify.ts';

const signed = (topic: string, body: unknown, secret = WEBHOOK_SECRET) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return aRequest(text, {
    'x-shopify-topic': topic,
    'x-shopify-hmac-sha256': createHmac('sha256', secret).update(text).digest('base64'),
  });
};

/** What a webhook comes to. */
const told = async (topic: string, body: unknown) => {
  const door = aDoor();
  const reply = await receiveShopify({ ...door.dependencies, shop: aShop })(signed(topic, body));
  return { ...door, reply };
};
const one = <Type extends InboundFactType>(
  facts: readonly InboundFact[],
  type: Type,
): InboundFactOf<Type>['data'] | undefined => facts.find((fact) => fact.type === type)?.data as never;

const item = { id: 11, variant_id: 21, name: 'Mug - blue', quantity: 2, price: '10.00', requires_shipping: true };
const order = {
  id: 1001,
  name: '#1001',
  email: 'ada@example.com',
  created_at: '2026-08-01T10:00:00+02:00',
  updated_at: '2026-08-01T11:00:00+02:00',
  currency: 'EUR',
  total_price: '23.00',
  taxes_included: false,
  line_items: [
    { ...item, discount_allocations: [{ amount: '1.00' }], tax_lines: [{ price: '3.61' }] },
    { id: 12, title: 'Gift card', quantity: 1, price: '5', requires_shipping: false },
  ],
};
const fulfillment = {
  id: 31,
  order_id: 1001,
  status: 'success',
  created_at: '2026-08-02T10:00:00Z',
  updated_at: '2026-08-02T10:05:00Z',
  tracking_company: 'DHL',
  tracking_numbers: ['A1'],
  tracking_urls: ['https://track.example.com/A1'],
  line_items: [{ id: 11, quantity: 2 }],
};
const payment = {
  id: 41,
  order_id: 1001,
  kind: 'sale',
  status: 'success',
  amount: '23.00',
  currency: 'EUR',
  created_at: '2026-08-01T08:00:00Z',
};

describe('an order', () => {
  test('is placed, with what was paid for each line after discounts and with tax', async () => {
    const { facts, reply } = await told('orders/create', order);
    expect(reply).toEqual({ status: 202, body: { accepted: 2 } });
    expect(one(facts, 'OrderPlaced')).toMatchObject({
      orderId: '1001',
      orderNumber: '#1001',
      placedAt: '2026-08-01T08:00:00.000Z',
      total: 2300,
      lines: [
        {
          lineId: '11',
          articleId: '21',
          title: 'Mug - blue',
          quantity: 2,
          unitPrice: 1000,
          paid: 2261,
          needsShipping: true,
        },
        { lineId: '12', articleId: '12', title: 'Gift card', unitPrice: 500, paid: 500, needsShipping: false },
      ],
    });
  });

  test('keeps the digits of ids above 2^53', async () => {
    const text = JSON.stringify(order)
      .replace('"id":1001', '"id":9007199254740993')
      .replace('"id":11', '"id":9007199254740995');
    expect(one((await told('orders/create', text)).facts, 'OrderPlaced')).toMatchObject({
      orderId: '9007199254740993',
      lines: [{ lineId: '9007199254740995' }, {}],
    });
  });

  test('is in the currency that the customer saw', async () => {
    const seen = (amount: string) => ({ presentment_money: { amount, currency_code: 'JPY' } });
    const { facts } = await told('orders/create', {
      ...order,
      total_price_set: seen('3500'),
      line_items: [{ ...item, price_set: seen('1750'), discount_allocations: [] }],
    });
    expect(one(facts, 'OrderPlaced')).toMatchObject({
      currency: 'JPY',
      total: 3500,
      lines: [{ unitPrice: 1750, paid: 3500 }],
    });
  });

  test('of a shop that connects late brings its parcels, payments, refunds and cancellation along', async () => {
    const refund = {
      id: 51,
      order_id: 1001,
      created_at: '2026-08-05T10:00:00Z',
      refund_line_items: [{ line_item_id: 11, quantity: 1 }],
      transactions: [{ ...payment, id: 42, kind: 'refund', parent_id: 41, amount: '10.00', currency: null }],
    };
    const { facts } = await told('orders/updated', {
      ...order,
      cancelled_at: '2026-08-06T10:00:00Z',
      fulfillments: [{ ...fulfillment, shipment_status: 'delivered' }],
      transactions: [payment],
      refunds: [refund],
    });
    expect(facts.map(({ type }) => type)).toEqual([
      'OrderPlaced',
      'CustomerUpdated',
      'OrderCanceled',
      'ParcelShipped',
      'ParcelScanned',
      'PaymentCaptured',
      'PaymentRefunded',
    ]);
    expect(one(facts, 'ParcelScanned')?.scan).toMatchObject({ status: 'delivered', time: '2026-08-02T10:05:00.000Z' });
    expect(one(facts, 'PaymentRefunded')).toMatchObject({
      paymentId: '41',
      amount: 1000,
      lines: [{ lineId: '11', quantity: 1 }],
    });
  });

  test('delivered twice is the same facts', async () => {
    expect((await told('orders/create', order)).facts).toEqual((await told('orders/updated', order)).facts);
  });

  test('of a guest puts the person apart; the facts hold neither name nor address', async () => {
    const { facts, persons } = await told('orders/create', {
      ...order,
      customer: { id: null, first_name: 'Ada', last_name: 'Byron' },
      shipping_address: { address1: '12 Dorset St', city: 'London', country_code: 'GB', phone: '020 7946 0000' },
    });
    expect(persons).toMatchObject([
      { person: { name: 'Ada Byron', email: 'ada@example.com', addresses: [{ lines: ['12 Dorset St'] }] } },
    ]);
    expect(JSON.stringify(facts)).not.toMatch(/ada|byron|dorset|7946/i);
    expect(one(facts, 'OrderPlaced')?.customerId).toBe(persons[0]?.customerId);
  });
});

describe('money', () => {
  test.each([['authorization'], ['void'], ['refund']])('a transaction of kind %s takes nothing', async (kind) => {
    expect((await told('order_transactions/create', { ...payment, kind })).facts).toEqual([]);
  });
});

describe('what is not as it should be', () => {
  test.each([['another secret'], ['']])('a signature by "%s" is refused', async (secret) => {
    const { dependencies } = aDoor();
    const request = signed('orders/create', order, secret || 'x');
    const headers = secret ? request.headers : {};
    await expect(receiveShopify({ ...dependencies, shop: aShop })({ ...request, headers })).rejects.toMatchObject({
      problem: { status: 401 },
    });
  });

  test('a signed body that cannot be understood is kept whole with the reason, and Shopify goes on', async () => {
    const { reply, letters, facts } = await told('orders/create', '{"id":9007199254740993}');
    expect(reply).toEqual({ status: 202, body: { accepted: 0 } });
    expect(facts).toEqual([]);
    expect(letters).toEqual([{ whole: expect.any(String), reason: expect.stringContaining('created_at') }]);
    expect(JSON.parse(letters[0]?.whole ?? '')).toMatchObject({
      headers: { 'x-shopify-topic': 'orders/create', 'x-shopify-hmac-sha256': expect.any(String) },
      body: '{"id":9007199254740993}',
    });
  });

  test.each([
    ['not JSON', '{'],
    ['no object', '5'],
    ['null', 'null'],
    ['a fact beyond our bounds', { ...order, id: 'x'.repeat(101) }],
  ])('%s lies in the dead-letter queue', async (_, body) => {
    expect((await told('orders/create', body)).letters).toHaveLength(1);
  });

  test('a topic that nobody needs is accepted, and logged', async () => {
    const { reply, logged, letters } = await told('products/update', {});
    expect(reply.status).toBe(202);
    expect(logged).toEqual([{ kind: 'shopify products/update' }]);
    expect(letters).toEqual([]);
  });
});
