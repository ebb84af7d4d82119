// Units and money that Shopify takes back: before they shipped, after, and without one another.
import { describe, expect, test } from '@jest/globals';
import { contactHasher } from '../../shared/journey/contact-hash.ts';
import { type InboundFactOf, type InboundFactType, inboundFact } from '../../shared/journey/inbound-fact.ts';
import { aShop } from '../../test/fakes/door.ts';
import { parseKeepingDigits } from './digits.ts';
import { understandShopify } from './understand.ts';

const context = { shop: aShop, hasher: contactHasher({ key: 'a-key', shop: aShop.shop }) };

const factsOf = (topic: string, body: object) => {
  const understood = understandShopify({ topic, body: parseKeepingDigits(JSON.stringify(body)) }, context);
  return 'facts' in understood ? understood.facts.map((fact) => inboundFact.parse(fact)) : [];
};
const told = <Type extends InboundFactType>(facts: ReturnType<typeof factsOf>, type: Type) =>
  facts.find((fact): fact is InboundFactOf<Type> => fact.type === type)?.data as
    | InboundFactOf<Type>['data']
    | undefined;

const order = {
  id: 1001,
  created_at: '2026-08-01T10:00:00Z',
  currency: 'EUR',
  total_price: '20.00',
  line_items: [{ id: 11, quantity: 2, price: '10.00' }],
};
const back = {
  id: 42,
  order_id: 1001,
  parent_id: 41,
  kind: 'refund',
  status: 'success',
  amount: '10.00',
  currency: 'EUR',
  created_at: '2026-08-05T10:00:00Z',
};
const refunded = { line_item_id: 11, quantity: 1 };
const refund = { id: 51, order_id: 1001, created_at: '2026-08-05T10:00:00Z', refund_line_items: [refunded] };
const units = [{ lineId: '11', quantity: 1 }];

describe('units that will never ship', () => {
  const lineOf = (line: object, restock_type?: string) => {
    const one = { ...refund, refund_line_items: [{ ...refunded, restock_type }], transactions: [back] };
    const line_items = [{ ...order.line_items[0], ...line }];
    const facts = factsOf('orders/updated', { ...order, line_items, refunds: restock_type ? [one] : [] });
    return { line: told(facts, 'OrderPlaced')?.lines[0], units: told(facts, 'PaymentRefunded')?.lines };
  };

  test.each([
    ['canceled before they shipped', { current_quantity: 1 }, 'cancel', { quantity: 1, paid: 1000 }],
    ['canceled, as an old version tells it', {}, 'cancel', { quantity: 1, paid: 1000 }],
    ['edited out of the order', { current_quantity: 1 }, undefined, { quantity: 1, paid: 1000 }],
    ['edited out altogether', { current_quantity: 0 }, undefined, { quantity: 0, paid: 0 }],
  ])('%s are ordered no more, nor refunded', (_, line, restockType, expected) => {
    const { line: left, units: gone = [] } = lineOf(line, restockType);
    expect(left).toMatchObject(expected);
    expect(gone).toEqual([]);
  });

  test('are not those that came back', () => {
    expect(lineOf({ current_quantity: 1 }, 'return')).toMatchObject({ line: { quantity: 2, paid: 2000 }, units });
  });
});

describe('a refund', () => {
  test.each([['failure'], ['error']])('that went out after a first try with %s tells its units once', (status) => {
    const transactions = [
      { ...back, status },
      { ...back, id: 43 },
      { ...back, id: 44 },
    ];
    expect(factsOf('refunds/create', { ...refund, transactions })).toMatchObject([
      { data: { refundId: '51-43', lines: units } },
      { data: { refundId: '51-44', lines: [] } },
    ]);
  });

  test('without money tells its units, inside an order or with a currency of its own', () => {
    const expected = { amount: 0, currency: 'EUR', lines: units };
    const inside = factsOf('orders/updated', { ...order, refunds: [refund] });
    expect(told(inside, 'PaymentRefunded')).toMatchObject(expected);
    const subtotal_set = { presentment_money: { amount: '10.00', currency_code: 'EUR' } };
    const alone = factsOf('refunds/create', { ...refund, refund_line_items: [{ ...refunded, subtotal_set }] });
    expect(told(alone, 'PaymentRefunded')).toMatchObject(expected);
    expect(factsOf('refunds/create', refund)).toEqual([]);
  });
});
