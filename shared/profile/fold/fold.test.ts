// The story of folding: what each fact makes of an order, whatever came before it.
import { describe, expect, test } from '@jest/globals';
import { aFact } from '../../../test/builders/inbound-fact.ts';
import { at } from '../../../test/builders/instants.ts';
import { aPromise, aScan } from '../../../test/builders/parcel.ts';
import type { InboundFact } from '../../journey/inbound-fact.ts';
import type { CustomerProfile } from '../customer-profile.ts';
import type { Order } from '../order.ts';
import { fold } from './fold.ts';
import { canonical, isSame } from './newer.ts';

interface State {
  order?: Order | undefined;
  profile?: CustomerProfile | undefined;
}

/** Folds facts one after another; facts about a parcel are about p-1. */
const folded = (...facts: readonly InboundFact[]) => {
  let state: State = {};
  let last = fold({ fact: facts[0] ?? aFact('OrderPlaced') });
  for (const fact of facts) {
    last = fold({ fact, ...state, parcelId: aFact('ParcelShipped').data.parcelId });
    if (last.outcome === 'changed')
      state = { order: last.order ?? state.order, profile: last.profile ?? state.profile };
  }
  return { ...state, last };
};
const eventsAfter = (...facts: readonly InboundFact[]) => {
  const { last } = folded(...facts);
  return last.outcome === 'changed' ? last.events.map(({ type }) => type) : [];
};
const firstLine = ({ order }: State) => order?.lines[0];
const firstParcel = ({ order }: State) => order?.parcels[0];

const placed = aFact('OrderPlaced');
const shipped = aFact('ParcelShipped');
const scanned = (of: Parameters<typeof aScan>[0]) => aFact('ParcelScanned', { data: { scan: aScan(of) } });

describe('an order', () => {
  test('is made known with its number and its customer by the first word of it', () => {
    const { last } = folded(placed);
    expect(last).toMatchObject({ outcome: 'changed', order: { version: 1 }, profile: { version: 1, passEpoch: 0 } });
    expect(last.outcome === 'changed' && last.makesKnown.map(({ reference }) => reference.kind)).toEqual([
      'order',
      'order_number',
    ]);
    expect(eventsAfter(placed)).toEqual(['OrderPlaced']);
  });

  test('told twice changes nothing the second time', () => {
    expect(folded(placed, placed).last).toEqual({ outcome: 'unchanged' });
  });

  test('placed once more with other lines is amended', () => {
    const again = aFact('OrderPlaced', { time: at('2026-08-01'), data: { total: 5 } });
    expect(eventsAfter(placed, again)).toEqual(['OrderAmended']);
    expect(folded(placed, again).order?.total).toBe(5);
    expect(folded(again, placed).order?.total).toBe(5);
  });

  test('told again later with the same content remembers the later time, without an event', () => {
    const later = aFact('OrderPlaced', { time: at('2026-08-03') });
    const between = aFact('OrderAmended', { time: at('2026-08-02'), data: { total: 5 } });
    expect(eventsAfter(placed, later)).toEqual([]);
    expect(folded(placed, later, between).order?.total).toBe(placed.data.total);
  });

  test('that the shop gives to another customer stays with the first, and is amended all the same', () => {
    const moved = aFact('OrderPlaced', { time: at('2026-08-01'), data: { customerId: 'bob', total: 5 } });
    const { order, profile } = folded(placed, moved);
    expect(order).toMatchObject({ customerId: placed.data.customerId, total: 5 });
    expect(profile).toMatchObject({ customerId: placed.data.customerId, version: 1 });
  });

  test('stays findable by a number that it had before', () => {
    const older = aFact('OrderAmended', { time: at('2026-07-30'), data: { orderNumber: '#0999' } });
    const { last } = folded(placed, older);
    expect(last).toMatchObject({ outcome: 'changed', makesKnown: [{ reference: { orderNumber: '#0999' } }] });
    expect(last).not.toHaveProperty('order');
  });

  test('canceled twice is canceled once, at the first time', () => {
    const late = aFact('OrderCanceled', { data: { canceledAt: at('2026-08-02') } });
    const early = aFact('OrderCanceled', { data: { canceledAt: at('2026-08-01') } });
    expect(eventsAfter(placed, late, early)).toEqual([]);
    expect(folded(placed, late, early).order?.canceledAt).toBe(at('2026-08-01'));
  });

  test.each([
    ['in another currency', aFact('OrderAmended', { time: at('2026-08-02'), data: { currency: 'EUR' } })],
    ['paid in another currency', aFact('PaymentCaptured', { data: { currency: 'EUR' } })],
    ['refunded in another currency', aFact('PaymentRefunded', { data: { currency: 'EUR' } })],
  ])('%s cannot be folded, and the reason holds no value of the fact', (_, fact) => {
    const { last } = folded(placed, fact);
    expect(last).toEqual({ outcome: 'cannot', reason: expect.stringMatching(/\.$/) });
    expect(JSON.stringify(last)).not.toMatch(/EUR|l-1/);
  });

  test.each([
    ['OrderAmended'],
    ['OrderCanceled'],
    ['ParcelShipped'],
    ['PaymentCaptured'],
    ['PaymentRefunded'],
  ] as const)('%s before the order is known awaits it', (type) => {
    expect(fold({ fact: aFact(type) })).toMatchObject({
      outcome: 'awaits',
      reference: { kind: 'order', orderId: '1001' },
    });
  });
});

describe('a parcel', () => {
  test('counts as shipped, and delivered when its carrier says so', () => {
    expect(firstLine(folded(placed, shipped))?.quantity).toEqual({ ordered: 1, shipped: 1, delivered: 0 });
    expect(firstLine(folded(placed, shipped, scanned({ status: 'delivered' })))?.quantity.delivered).toBe(1);
  });

  test('that will not go counts as nothing', () => {
    const canceled = aFact('ParcelShipped', { time: at('2026-08-03'), data: { canceled: true } });
    expect(firstLine(folded(placed, shipped, canceled))?.quantity.shipped).toBe(0);
  });

  test('that its carrier canceled counts as nothing', () => {
    expect(firstLine(folded(placed, shipped, scanned({ status: 'canceled' })))?.quantity.shipped).toBe(0);
  });

  test('loses a tracking number that the shop took back, and keeps what was seen of it', () => {
    const { trackingNumber: _, ...data } = shipped.data;
    const taken = { ...shipped, id: 'x', time: at('2026-08-03'), data } as InboundFact;
    const parcel = firstParcel(folded(placed, shipped, scanned({}), taken));
    expect(parcel).not.toHaveProperty('trackingNumber');
    expect(parcel?.scans).toHaveLength(1);
  });

  test('has the status of its newest known scan, whatever comes late', () => {
    const out = scanned({ time: at('2026-08-03T08:00'), status: 'out_for_delivery' });
    const late = scanned({ time: at('2026-08-02T08:00'), status: 'in_transit' });
    expect(firstParcel(folded(placed, shipped, out, late))?.status).toBe('out_for_delivery');
    expect(eventsAfter(placed, shipped, out, late)).toEqual(['ParcelScanned']);
  });

  test('keeps its status at a scan whose code nobody knows', () => {
    const unknown = scanned({ time: at('2026-08-09'), status: undefined, rawCode: 'ZZ' });
    expect(firstParcel(folded(placed, shipped, scanned({}), unknown))?.status).toBe('in_transit');
  });

  test('scanned twice alike gives one event', () => {
    expect(folded(placed, shipped, scanned({}), scanned({})).last).toEqual({ outcome: 'unchanged' });
  });

  test('keeps its newest 20 scans and its delivery, and hands the older ones over', () => {
    const unknown = Array.from({ length: 20 }, (_, hour) =>
      scanned({ time: at(`2026-08-05T${String(hour).padStart(2, '0')}:00`), status: undefined, rawCode: 'ZZ' }),
    );
    const { last, ...state } = folded(placed, shipped, ...unknown, scanned({ status: 'delivered' }));
    const parcel = firstParcel(state);
    expect(parcel).toMatchObject({ status: 'delivered', hasOlderScans: true, deliveredAt: at('2026-08-02T09:30') });
    expect(parcel?.scans).toHaveLength(20);
    expect(last.outcome === 'changed' && last.olderScans).toHaveLength(1);
  });

  test('says what was promised before when the promise moved', () => {
    const promise = (by: string, told: string) =>
      aFact('ParcelPromiseChanged', { data: { promise: aPromise({ by, at: at(told) }) } });
    const facts = [promise('2026-08-06', '2026-08-03'), promise('2026-08-05', '2026-08-01')];
    expect(firstParcel(folded(placed, shipped, ...facts))?.promises.map(({ by }) => by)).toEqual([
      '2026-08-06',
      '2026-08-05',
    ]);
    expect(eventsAfter(placed, shipped, ...facts)).toEqual([]);
    expect(eventsAfter(placed, shipped, ...facts.toReversed())).toEqual(['ParcelPromiseChanged']);
  });

  test('takes the newer of two pick-up points', () => {
    const told = (name: string, time: string) =>
      aFact('ParcelScanned', { data: { scan: aScan({ time: at(time) }), pickupPoint: { name, address: 'Main St' } } });
    const [newer, older] = [told('Kiosk', '2026-08-03'), told('Shop', '2026-08-02')];
    expect(firstParcel(folded(placed, shipped, newer, older))?.pickupPoint?.name).toBe('Kiosk');
  });
});

describe('money', () => {
  const captured = aFact('PaymentCaptured');
  const refunded = aFact('PaymentRefunded', { data: { amount: 300 } });

  test.each([
    ['after', [captured, refunded]],
    ['before', [refunded, captured]],
  ])('a refund that comes %s its payment is counted against it', (_, facts) => {
    const { order } = folded(placed, ...facts);
    expect(order?.payments[0]).toMatchObject({ captured: 1299, refunded: 300, reserved: 0, refundable: 999 });
    expect(order?.lines[0]?.units).toMatchObject({ open: 0, refunded: 1 });
  });

  test('more sent back than was captured shows, and leaves nothing to refund', () => {
    const much = aFact('PaymentRefunded', { data: { refundId: 'r-2', amount: 1200 } });
    expect(folded(placed, captured, refunded, much).order?.payments[0]).toMatchObject({
      refunded: 1500,
      refundable: 0,
    });
    expect(folded(placed, captured, refunded, much).order?.lines[0]?.units.open).toBe(0);
  });
});

describe('a customer', () => {
  const told = (time: string, locale?: string, contacts: string[] = []) =>
    aFact('CustomerUpdated', { time: at(time), data: { locale, contacts } });

  test('has the newest language that anyone told, and the newest contacts', () => {
    const state = folded(told('2026-08-01', 'de', ['a'.repeat(43)]), told('2026-08-02', undefined, ['b'.repeat(43)]));
    expect(state.profile).toMatchObject({ locale: 'de', contacts: ['b'.repeat(43)] });
  });

  test('remembers the earliest order, whichever is told first', () => {
    const earlier = aFact('OrderPlaced', { data: { orderId: '1000', placedAt: at('2026-01-01') } });
    const first = fold({ fact: earlier, profile: folded(placed).profile });
    expect(first).toMatchObject({ profile: { firstOrder: { orderId: '1000' } } });
  });
});

test('contents are the same whatever the order of their names, and without what is undefined', () => {
  expect(isSame({ a: 1, b: [{ c: undefined }] }, { b: [{}], a: 1 })).toBe(true);
  expect(isSame({ a: 1 }, { a: 1, b: 2 })).toBe(false);
  expect(isSame([1], { 0: 1 })).toBe(false);
  expect(canonical({ b: 1, a: [{ d: 1, c: 2 }] })).toBe('{"a":[{"c":2,"d":1}],"b":1}');
});
