// The demo shop over the days: today's stories are there whenever it is opened, and whatever a start left unfinished.

import { describe, expect, test } from '@jest/globals';
import { project } from '../../functions/projector/project.ts';
import { newEventId } from '../../shared/journey/event-ids.ts';
import { inboundFact } from '../../shared/journey/inbound-fact.ts';
import type { ShopId } from '../../shared/profile/ids.ts';
import type { Order } from '../../shared/profile/order.ts';
import { inMemoryProfile } from '../../test/fakes/in-memory-profile.ts';
import { demoFacts, demoOfToday, demoOrders } from './demo-shop.ts';
import type { SentFact } from './facts-of-order.ts';

/** A profile that facts reach, and a shop that is opened on it. */
const aShop = () => {
  const profile = inMemoryProfile();
  const with_ = {
    profile,
    deadLetters: { keep: () => Promise.reject(new Error('a demo fact was not understood')) },
    log: { warn: () => undefined },
    now: () => new Date(),
    newId: newEventId,
    pause: () => Promise.resolve(),
  };
  const find = async (orderId: Order['orderId']) => {
    const [found] = await profile.find({ shop: 'demo' as ShopId, kind: 'order', orderId });
    return found && (await profile.read(found)).order;
  };
  return {
    find,
    tell: async (facts: readonly SentFact[]) => {
      for (const fact of facts) await project(inboundFact.parse(fact), with_);
    },
    open: (at: string) => demoOfToday({ find, now: new Date(at) }),
  };
};

describe('the demo shop', () => {
  test('tells all of its orders at the first start, and nothing at the second', async () => {
    const { open, tell } = aShop();
    const first = await open('2026-11-22T09:00:00.000Z');
    expect(first).toEqual({ orders: demoOrders, missing: demoFacts(new Date('2026-11-22T09:00:00.000Z')) });
    await tell(first.missing);
    expect(await open('2026-11-22T18:00:00.000Z')).toEqual({ orders: demoOrders, missing: [] });
  });

  test.each([0, 1, 30, 60])(
    'tells what a start that ended after %i facts left out, and at no other time',
    async (count) => {
      const { open, tell, find } = aShop();
      const { missing: told } = await open('2026-11-22T09:00:00.000Z');
      await tell(told.slice(0, count));
      const { orders, missing } = await open('2026-11-22T10:00:00.000Z');
      if (count > 0) expect(told).toEqual(expect.arrayContaining([...missing]));
      await tell(missing);
      expect((await open('2026-11-22T11:00:00.000Z')).missing).toEqual([]);
      for (const { orderId } of orders) expect(await find(orderId)).toBeDefined();
    },
  );

  test('makes new orders on another day, with numbers and tracking numbers of their own', async () => {
    const { open, tell, find } = aShop();
    await tell((await open('2026-11-22T09:00:00.000Z')).missing);
    const { orders, missing } = await open('2026-11-29T09:00:00.000Z');
    expect(orders.slice(0, 2)).toMatchObject([
      { orderId: 'order-1101', orderNumber: '#1101' },
      { orderId: 'order-1102', orderNumber: '#1102' },
    ]);
    await tell(missing);
    const parcels = await Promise.all(
      ['order-1001', 'order-1101'].map(async (id) => (await find(id as Order['orderId']))?.parcels[0]),
    );
    expect(parcels.map((parcel) => [parcel?.trackingNumber, parcel?.scans.length])).toEqual([
      ['RM482913375GB', 3],
      ['RM482913475GB', 3],
    ]);
    expect(await open('2026-11-29T20:00:00.000Z')).toEqual({ orders, missing: [] });
  });
});
