// The story of tracking: where is it, when does it come, and what helps when something is wrong.
import { describe, expect, test } from '@jest/globals';
import type { Facts } from '../../shared/contract/micro-app.ts';
import type { Assurance } from '../../shared/pass/pass.ts';
import type { Order } from '../../shared/profile/order.ts';
import { shopRules } from '../../shared/profile/shop.ts';
import { aProfile } from '../../test/builders/customer.ts';
import { at } from '../../test/builders/instants.ts';
import { anOrder } from '../../test/builders/order.ts';
import { aParcel, aPromise, aScan } from '../../test/builders/parcel.ts';
import { decide } from './decide.ts';

const shop = shopRules.parse({
  shop: 'northwind',
  name: 'Northwind',
  timeZone: 'Europe/Berlin',
  tracking: { staleAfterDays: 5, lostAfterDays: 7 },
});

const track = (order: Order, on = '2026-08-03T10:00', assurance: Assurance = 'link') => {
  const facts = { input: {}, order, profile: aProfile(), shop, actor: { kind: 'customer' }, assurance, now: at(on) };
  const decision = decide(facts as Facts<object>);
  if (!decision.accepted) throw new Error(decision.refusal);
  return decision.output;
};
const trackOne = (parcel: ReturnType<typeof aParcel>, on?: string) => {
  const { headline, parcels } = track(anOrder({ parcels: [parcel] }), on);
  return { headline: headline.kind, ...parcels[0] };
};

describe('where is it', () => {
  test('an order without a parcel is not yet shipped, and every line says so', () => {
    const tracked = track(anOrder({ lines: [{ lineId: 'l-1', quantity: 2, title: 'Blue mug' }] }));
    expect(tracked.headline).toEqual({ kind: 'not_yet_shipped' });
    expect(tracked.notYetShipped).toEqual([{ lineId: 'l-1', title: 'Blue mug', quantity: 2 }]);
  });

  test('what is not in a parcel yet stands apart from what is', () => {
    const order = anOrder({
      lines: [{ lineId: 'l-1', quantity: { ordered: 3, shipped: 1, delivered: 1 } }],
      parcels: [aParcel({ deliveredAt: at('2026-08-02T11:00') })],
    });
    const tracked = track(order);
    expect(tracked.headline).toEqual({ kind: 'partly_delivered', parcelId: 'p-1' });
    expect(tracked.notYetShipped).toMatchObject([{ lineId: 'l-1', quantity: 2 }]);
  });

  test('of several parcels the answer speaks of the one that comes first', () => {
    const later = aParcel({ parcelId: 'later', promises: [aPromise({ by: '2026-08-09' })] });
    const sooner = aParcel({ parcelId: 'sooner', promises: [aPromise({ by: '2026-08-05' })] });
    const gone = aParcel({ parcelId: 'gone', deliveredAt: at('2026-08-02T11:00') });
    expect(track(anOrder({ parcels: [later, gone, sooner] })).headline).toEqual({
      kind: 'on_its_way',
      parcelId: 'sooner',
    });
  });

  test('a parcel that comes today is told before one that is late', () => {
    const late = aParcel({ parcelId: 'late', promises: [aPromise({ by: '2026-08-01' })] });
    const today = aParcel({ parcelId: 'today', status: 'out_for_delivery' });
    expect(track(anOrder({ parcels: [late, today] })).headline).toEqual({
      kind: 'out_for_delivery',
      parcelId: 'today',
    });
  });

  test('a canceled order says so, and has nothing left to ship', () => {
    const tracked = track(anOrder({ canceledAt: at('2026-08-01') }));
    expect(tracked).toMatchObject({ headline: { kind: 'canceled' }, notYetShipped: [] });
  });

  test('a parcel that will not go after all is not shown', () => {
    expect(track(anOrder({ parcels: [aParcel({ canceled: true })] })).parcels).toEqual([]);
  });

  test('goods that need no parcel stand in their own list', () => {
    const tracked = track(anOrder({ lines: [{ lineId: 'gift', title: 'Gift card', needsShipping: false }] }));
    expect(tracked).toMatchObject({ headline: { kind: 'nothing_to_ship' }, withoutShipping: [{ lineId: 'gift' }] });
  });
});

describe('when does it come', () => {
  test('a promise that moved says from which day, and when', () => {
    const parcel = aParcel({
      promises: [
        aPromise({ by: '2026-08-07', at: at('2026-08-03T08:00') }),
        aPromise({ by: '2026-08-04', at: at('2026-08-01') }),
      ],
    });
    expect(trackOne(parcel).promise).toMatchObject({
      by: '2026-08-07',
      movedFrom: '2026-08-04',
      movedAt: at('2026-08-03T08:00'),
    });
  });

  test('the same day told twice did not move', () => {
    const parcel = aParcel({ promises: [aPromise({ at: at('2026-08-03') }), aPromise({ at: at('2026-08-01') })] });
    expect(trackOne(parcel).promise).not.toHaveProperty('movedFrom');
  });

  test.each([
    ['2026-08-05T21:59', 'on_its_way'],
    ['2026-08-05T22:01', 'late'],
  ])('a promise for 5 August, in Berlin, at %s UTC: %s', (on, headline) => {
    const parcel = aParcel({ promises: [aPromise({ by: '2026-08-05' })], scans: [aScan({ time: at('2026-08-05') })] });
    expect(trackOne(parcel, on).headline).toBe(headline);
  });
});

describe('when something is wrong', () => {
  test.each([
    [
      'a late parcel can be reported lost seven days after the promise',
      '2026-08-08',
      { kind: 'late', nextStep: 'wait', day: '2026-08-12' },
    ],
    ['from that day on it is offered', '2026-08-12', { kind: 'late', nextStep: 'report_lost' }],
  ])('%s', (_title, on, trouble) => {
    const scans = [aScan({ time: at('2026-08-08') })];
    expect(trackOne(aParcel({ promises: [aPromise({ by: '2026-08-05' })], scans }), on).trouble).toEqual(trouble);
  });

  test.each([
    ['2026-08-06T10:00', 'in_transit'],
    ['2026-08-07T10:00', 'stale'],
  ])('a parcel last heard of on 2 August is, on %s, %s', (on, status) => {
    expect(trackOne(aParcel({ scans: [aScan({ time: at('2026-08-02T09:30') })] }), on).status).toBe(status);
  });

  test('a parcel that waits to be fetched does not go stale', () => {
    expect(trackOne(aParcel({ status: 'available_for_pickup' }), '2026-09-01')).toMatchObject({
      status: 'available_for_pickup',
      headline: 'ready_to_fetch',
    });
  });

  test('after a failed attempt the parcel can be fetched until its last day', () => {
    const pickupPoint = { name: 'Corner Shop', address: '1 High Street', until: '2026-08-10' };
    const { trouble } = trackOne(aParcel({ status: 'failed_attempt', pickupPoint }));
    expect(trouble).toEqual({ kind: 'failed_attempt', nextStep: 'fetch_it', day: '2026-08-10' });
  });

  test('without a place to fetch it the carrier comes again', () => {
    expect(trackOne(aParcel({ status: 'failed_attempt' })).trouble).toMatchObject({ nextStep: 'be_at_home' });
  });

  test.each(['returned_to_sender', 'undeliverable'] as const)('a parcel that is %s needs a person', (status) => {
    expect(trackOne(aParcel({ status })).trouble).toEqual({ kind: status, nextStep: 'ask_a_person' });
  });
});

describe('a link may have been forwarded', () => {
  const order = anOrder({
    recordedRefunds: [
      {
        refundId: 'r',
        revision: at('2026-08-02'),
        paymentId: 'pay-1',
        amount: 1299,
        refundedAt: at('2026-08-02'),
        lines: [],
      },
    ],
  });

  test('it shows no amounts', () => {
    const tracked = track(order, undefined, 'link');
    expect(tracked.order).not.toHaveProperty('total');
    expect(tracked.refunds).toEqual([{ refundedAt: at('2026-08-02') }]);
  });

  test('a confirmed code shows them', () => {
    const tracked = track(order, undefined, 'code');
    expect(tracked.order.total).toEqual({ amount: 1299, currency: 'GBP' });
    expect(tracked.refunds[0]?.money).toEqual({ amount: 1299, currency: 'GBP' });
  });
});
