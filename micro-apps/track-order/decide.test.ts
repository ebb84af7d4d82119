// The story of tracking: where is it, when does it come, and what helps when something is wrong.
import { describe, expect, test } from '@jest/globals';
import type { Facts } from '../../shared/contract/micro-app.ts';
import type { Assurance } from '../../shared/pass/pass.ts';
import type { Order } from '../../shared/profile/order.ts';
import { type ParcelStatus, parcelStatus } from '../../shared/profile/parcel.ts';
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

  test('the money of the one that came went back: the other one is still to come', () => {
    const line = {
      quantity: { ordered: 2, shipped: 1, delivered: 1 },
      units: { open: 1, claimed: 0, returning: 0, refunded: 1, replaced: 0 },
    };
    expect(
      track(anOrder({ lines: [line], parcels: [aParcel({ deliveredAt: at('2026-08-02') })] })).notYetShipped,
    ).toMatchObject([{ quantity: 1 }]);
  });

  test('a canceled order says so, and has nothing left to ship', () => {
    const tracked = track(anOrder({ canceledAt: at('2026-08-01') }));
    expect(tracked).toMatchObject({ headline: { kind: 'canceled' }, notYetShipped: [] });
  });

  test.each([
    ['its shop', { canceled: true }],
    ['its carrier', { status: 'canceled' }],
  ] as const)('a parcel that %s canceled is not shown, and what was in it is not yet shipped', (_who, canceled) => {
    expect(track(anOrder({ parcels: [aParcel(canceled)] }))).toMatchObject({
      headline: { kind: 'not_yet_shipped' },
      parcels: [],
      notYetShipped: [{ lineId: 'l-1', quantity: 1 }],
    });
  });

  test('units whose money went back before they were shipped are not to come', () => {
    const units = { open: 1, claimed: 0, returning: 0, refunded: 2, replaced: 0 };
    const partly = track(anOrder({ lines: [{ lineId: 'l-1', quantity: 3, units }] }));
    expect(partly).toMatchObject({ headline: { kind: 'not_yet_shipped' }, notYetShipped: [{ quantity: 1 }] });
    const shipped = track(anOrder({ lines: [{ lineId: 'l-1', quantity: 3, units }], deliveredAt: '2026-08-02' }));
    expect(shipped).toMatchObject({ headline: { kind: 'delivered' }, notYetShipped: [] });
  });

  test('an order whose money all went back has nothing to ship, and shows the refund', () => {
    const units = { open: 0, claimed: 0, returning: 0, refunded: 1, replaced: 0 };
    const refund = { refundId: 'r', revision: at('2026-08-02'), paymentId: 'pay-1', amount: 1299 };
    const recordedRefunds = [{ ...refund, refundedAt: at('2026-08-02'), lines: [{ lineId: 'l-1', quantity: 1 }] }];
    const tracked = track(anOrder({ lines: [{ lineId: 'l-1', quantity: 1, units }], recordedRefunds }));
    expect(tracked).toMatchObject({ headline: { kind: 'nothing_to_ship' }, notYetShipped: [] });
    expect(tracked.refunds).toEqual([{ refundedAt: at('2026-08-02') }]);
  });

  test('of several delivered parcels the answer speaks of the newest', () => {
    const lines = [{ lineId: 'l-1', quantity: { ordered: 2, shipped: 2, delivered: 2 } }];
    const first = aParcel({ parcelId: 'first', deliveredAt: at('2026-08-01T11:00') });
    const newest = aParcel({ parcelId: 'newest', deliveredAt: at('2026-08-02T11:00') });
    const never = aParcel({ parcelId: 'never', status: 'canceled', deliveredAt: at('2026-08-03T08:00') });
    const { headline } = track(anOrder({ lines, parcels: [first, newest, never] }));
    expect(headline).toEqual({ kind: 'delivered', parcelId: 'newest' });
  });

  test('goods that need no parcel stand in their own list', () => {
    const tracked = track(anOrder({ lines: [{ lineId: 'gift', title: 'Gift card', needsShipping: false }] }));
    expect(tracked).toMatchObject({ headline: { kind: 'nothing_to_ship' }, withoutShipping: [{ lineId: 'gift' }] });
  });
});

describe('what the answer is of an order’s only parcel', () => {
  /** Without a promise, with one for tomorrow, with one that is over. */
  const ANSWERS: Readonly<Record<ParcelStatus, readonly [string, string, string]>> = {
    pending: ['label_created', 'label_created', 'late'],
    label_created: ['label_created', 'label_created', 'late'],
    in_transit: ['on_its_way', 'on_its_way', 'late'],
    out_for_delivery: ['out_for_delivery', 'out_for_delivery', 'late'],
    available_for_pickup: ['ready_to_fetch', 'ready_to_fetch', 'ready_to_fetch'],
    failed_attempt: ['trouble', 'trouble', 'trouble'],
    delayed: ['trouble', 'trouble', 'trouble'],
    exception: ['trouble', 'trouble', 'trouble'],
    stale: ['trouble', 'trouble', 'trouble'],
    delivered: ['delivered', 'delivered', 'delivered'],
    returned_to_sender: ['trouble', 'trouble', 'trouble'],
    undeliverable: ['trouble', 'trouble', 'trouble'],
    canceled: ['not_yet_shipped', 'not_yet_shipped', 'not_yet_shipped'],
  };
  const PROMISES = [[], [aPromise({ by: '2026-08-04' })], [aPromise({ by: '2026-08-01' })]];

  test.each(parcelStatus.options)('%s', (status) => {
    const shipped = status === 'canceled' ? 0 : 1;
    const lines = [{ lineId: 'l-1', quantity: { ordered: 1, shipped, delivered: 0 } }];
    const answers = PROMISES.map(
      (promises) => track(anOrder({ lines, parcels: [aParcel({ status, promises })] })).headline.kind,
    );
    expect(answers).toEqual(ANSWERS[status]);
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

describe('when nothing is heard of it', () => {
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
