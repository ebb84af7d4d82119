// From an order of the tau-bench data set to the facts that a shop would have told, and what the replay then finds.
import { describe, expect, test } from '@jest/globals';
import { differencesOf } from '../../infra/commands/replay/tau-bench-check.ts';
import { linesOf, type TauOrder } from '../../infra/commands/replay/tau-bench-data.ts';
import { factsOfTauBench, factsOfTauOrder } from '../../infra/commands/replay/tau-bench-facts.ts';
import type { TrackedOrder } from '../../micro-apps/track-order/output.ts';
import { inboundFact } from '../../shared/journey/inbound-fact.ts';
import type { Day } from '../../shared/profile/time.ts';

const told = { shop: 'northwind', today: '2026-08-01' as Day };

const anItem = (item_id: string, price: number) => ({ name: 'Mug', item_id, price, options: { colour: 'red' } });

const aTauOrder = (of: Partial<TauOrder> = {}): TauOrder => ({
  order_id: '#W1',
  user_id: 'ada_1',
  status: 'pending',
  items: [anItem('1', 19.99)],
  fulfillments: [],
  payment_history: [{ transaction_type: 'payment', amount: 19.99, payment_method_id: 'card_1' }],
  ...of,
});

const shipped = { fulfillments: [{ tracking_id: ['T1'], item_ids: ['1'] }] };
const typesOf = (order: TauOrder) => factsOfTauOrder(order, told).map(({ type }) => type);

describe('an order of the data set', () => {
  test('that holds an item twice has one line with two units', () => {
    const items = [anItem('1', 0.1), anItem('2', 1.15), anItem('1', 0.2)];
    expect(linesOf(aTauOrder({ items }))).toMatchObject([
      { lineId: '1', title: 'Mug (red)', quantity: 2, unitPrice: 10, paid: 30 },
      { lineId: '2', quantity: 1, unitPrice: 115, paid: 115 },
    ]);
  });

  test.each([
    [8.2, 820],
    [536.65, 53_665],
    [4.35, 435],
    [1_000_000.07, 100_000_007],
  ])('costs %d dollars, which are %d cents', (price, expected) => {
    const [line] = linesOf(aTauOrder({ items: [anItem('1', price)] }));
    expect(line?.paid).toBe(expected);
  });

  test.each<[TauOrder['status'], Partial<TauOrder>, string[]]>([
    ['pending', {}, ['OrderPlaced', 'PaymentCaptured']],
    ['processed', shipped, ['OrderPlaced', 'PaymentCaptured', 'ParcelShipped', 'ParcelScanned']],
    ['delivered', shipped, ['OrderPlaced', 'PaymentCaptured', 'ParcelShipped', 'ParcelScanned']],
    ['cancelled', shipped, ['OrderPlaced', 'PaymentCaptured', 'ParcelShipped', 'OrderCanceled']],
  ])('that is %s becomes these facts', (status, of, expected) => {
    expect(typesOf(aTauOrder({ status, ...of }))).toEqual(expected);
  });

  test('becomes facts that a door understands, all before today', () => {
    const order = aTauOrder({ status: 'cancelled', ...shipped });
    const refund = { transaction_type: 'refund', amount: 19.99, payment_method_id: 'card_1' } as const;
    const facts = factsOfTauOrder({ ...order, payment_history: [...order.payment_history, refund] }, told);
    for (const fact of facts) {
      expect(inboundFact.parse(fact).time < '2026-08-01').toBe(true);
    }
    expect(facts.map(({ type }) => type)).toContain('PaymentRefunded');
  });

  test('is told alike by every run of a day, out of order', () => {
    const orders = Array.from({ length: 50 }, (_, index) =>
      aTauOrder({ order_id: `#W${index}`, status: 'processed', ...shipped }),
    );
    const facts = factsOfTauBench({ users: {}, orders }, told);
    expect(facts).toEqual(factsOfTauBench({ users: {}, orders }, told));
    const inOrder = orders.flatMap((order) => factsOfTauOrder(order, told));
    expect(facts).not.toEqual(inOrder);
    expect(new Set(facts.map(({ id }) => id))).toEqual(new Set(inOrder.map(({ id }) => id)));
  });
});

describe('what the replay finds', () => {
  const order = aTauOrder();
  const tracked = {
    headline: { kind: 'not_yet_shipped' },
    order: { orderId: '#W1', orderNumber: '#W1', placedAt: '2026-07-01T00:00:00.000Z' },
    parcels: [],
    notYetShipped: [{ lineId: '1', title: 'Mug', quantity: 1 }],
    withoutShipping: [],
    refunds: [],
    timeZone: 'UTC',
  } as unknown as TrackedOrder;

  test('nothing where the order is as the file says', () => {
    expect(differencesOf(order, tracked)).toEqual([]);
  });

  test.each([
    ['another headline', { headline: { kind: 'delivered' } }, 'headline is "delivered" instead of "not_yet_shipped"'],
    ['a unit too few', { notYetShipped: [] }, 'not yet shipped is [] instead of ["1 x 1"]'],
    ['a refund too many', { refunds: [{}] }, 'refunds is 1 instead of 0'],
  ])('%s', (_title, change, difference) => {
    expect(differencesOf(order, { ...tracked, ...change } as TrackedOrder)).toEqual([difference]);
  });
});
