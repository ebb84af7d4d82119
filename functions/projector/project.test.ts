// The projector's story beyond the shuffles: what it refuses, keeps, drains and says.

import { describe, expect, test } from '@jest/globals';
import type { DeadLetter } from '../../shared/journey/dead-letter-port.ts';
import { newEventId } from '../../shared/journey/event-ids.ts';
import { NotUnderstood } from '../../shared/lambda/queue.ts';
import type { OrderId } from '../../shared/profile/ids.ts';
import type { Order } from '../../shared/profile/order.ts';
import { aCustomer } from '../../test/builders/customer.ts';
import { aFact } from '../../test/builders/inbound-fact.ts';
import { at } from '../../test/builders/instants.ts';
import { aScan } from '../../test/builders/parcel.ts';
import { inMemoryProfile } from '../../test/fakes/in-memory-profile.ts';
import { project } from './project.ts';

const aProjector = (profile = inMemoryProfile()) => {
  const letters: DeadLetter[] = [];
  const warnings: Readonly<Record<string, string>>[] = [];
  const dependencies = {
    profile,
    deadLetters: { keep: async (letter: DeadLetter) => void letters.push(letter) },
    log: { warn: (_: string, ids: Readonly<Record<string, string>>) => void warnings.push(ids) },
    now: () => new Date('2026-08-10T00:00:00.000Z'),
    newId: newEventId,
    pause: async () => undefined,
  };
  const { orderId } = aFact('OrderPlaced').data;
  return {
    profile,
    letters,
    orderOf: async (customerId: string, orderId: string) =>
      (await profile.read({ ...aCustomer({ customerId }), orderId: orderId as OrderId })).order as Order,
    warnings,
    tell: async (...facts: readonly Parameters<typeof project>[0][]) => {
      for (const fact of facts) await project(fact, dependencies);
    },
    order: async () => (await profile.read({ ...aCustomer(), orderId })).order as Order,
    waiting: () => profile.waitingSince({ before: at('2030-01-01') }),
    events: async () => (await profile.timeline(aCustomer())).items.toReversed(),
  };
};

const placed = aFact('OrderPlaced');
const shipped = aFact('ParcelShipped');

describe('a fact that came too early', () => {
  test('waits, and is folded when its order is known, once', async () => {
    const { tell, order, waiting, events } = aProjector();
    const scanned = aFact('ParcelScanned', { data: { parcel: { carrier: 'ROYAL-MAIL', trackingNumber: 'RM0001GB' } } });
    await tell(scanned, shipped);
    expect(await waiting()).toHaveLength(2);
    await tell(placed, placed);
    expect(await waiting()).toEqual([]);
    expect((await order()).parcels[0]).toMatchObject({ status: 'in_transit' });
    expect((await events()).map(({ type }) => type)).toEqual(['OrderPlaced', 'ParcelShipped', 'ParcelScanned']);
  });

  test('and contradicts its order lies in the dead-letter queue whole, and waits no longer', async () => {
    const { tell, letters, waiting, order } = aProjector();
    const captured = aFact('PaymentCaptured', { data: { currency: 'EUR' } });
    await tell(captured, shipped, placed);
    expect(letters).toEqual([{ whole: expect.any(String), reason: expect.stringMatching(/currency/) }]);
    expect(JSON.parse(letters[0]?.whole ?? '')).toMatchObject({ 'detail-type': 'PaymentCaptured', detail: captured });
    expect(await waiting()).toEqual([]);
    expect((await order()).parcels).toHaveLength(1);
  });
});

test('a contradiction is not understood, with its reason', async () => {
  const { tell } = aProjector();
  await tell(placed);
  await expect(tell(aFact('PaymentCaptured', { data: { currency: 'EUR' } }))).rejects.toThrow(NotUnderstood);
});

test('a code that nobody knows is logged, without a status', async () => {
  const { tell, warnings } = aProjector();
  await tell(placed, shipped, aFact('ParcelScanned', { data: { scan: aScan({ status: undefined, rawCode: 'ZZ' }) } }));
  expect(warnings).toEqual([expect.objectContaining({ rawCode: 'ZZ' })]);
});

test('journey events say what caused them and what they changed', async () => {
  const { tell, events } = aProjector();
  await tell(placed, shipped);
  expect(await events()).toMatchObject([
    {
      type: 'OrderPlaced',
      aggregate: 'order/1001',
      seq: 1,
      part: 0,
      causationId: placed.id,
      actor: { kind: 'system' },
    },
    { type: 'ParcelShipped', aggregate: 'order/1001', seq: 2, part: 0, causationId: shipped.id },
  ]);
});

test('an order that would outgrow the profile is not understood', async () => {
  const { tell } = aProjector();
  const lines = Array.from({ length: 500 }, (_, index) => ({
    lineId: `${index}`.padEnd(128, 'x'),
    articleId: 'a'.repeat(128),
    title: '"'.repeat(300),
    quantity: 1,
    unitPrice: Number.MAX_SAFE_INTEGER,
    paid: Number.MAX_SAFE_INTEGER,
    needsShipping: true,
  }));
  await expect(tell(aFact('OrderPlaced', { data: { lines } }))).rejects.toThrow(NotUnderstood);
});

test('who keeps losing races gives up, for the queue to try again', async () => {
  const lost = { ...inMemoryProfile(), commit: async () => ({ outcome: 'conflict' }) as const };
  await expect(aProjector(lost).tell(placed)).rejects.toThrow('races');
});

test('two parcels of one tracking number are seen alike, whichever was told first', async () => {
  const { tell, order } = aProjector();
  const scanned = aFact('ParcelScanned', { data: { parcel: { carrier: 'Royal Mail', trackingNumber: 'RM0001GB' } } });
  await tell(placed, shipped, scanned, aFact('ParcelShipped', { data: { parcelId: 'p-2', lines: [] } }));
  const [first, second] = (await order()).parcels;
  expect(second?.scans).toEqual(first?.scans);
  expect(second?.status).toBe('in_transit');
});

describe('one tracking number on parcels of two customers', () => {
  const byNumber = (trackingNumber = 'RM0001GB') =>
    aFact('ParcelScanned', { data: { parcel: { carrier: 'Royal Mail', trackingNumber } } });
  const bobs = [
    aFact('OrderPlaced', { data: { customerId: 'bob', orderId: '2001' } }),
    aFact('ParcelShipped', { data: { orderId: '2001' } }),
  ] as const;

  test('shows neither what was seen of the other: a scan by the shop’s ids stays with its customer', async () => {
    for (const facts of [
      [placed, shipped, aFact('ParcelScanned'), ...bobs],
      [placed, shipped, ...bobs, aFact('ParcelScanned')],
    ]) {
      const { tell, orderOf } = aProjector();
      await tell(...facts);
      expect((await orderOf('ada', '1001')).parcels[0]?.scans).toHaveLength(1);
      expect((await orderOf('bob', '2001')).parcels[0]?.scans).toEqual([]);
    }
  });

  test('leaves a carrier’s scan not understood', async () => {
    const { tell, orderOf } = aProjector();
    await tell(placed, shipped, ...bobs);
    await expect(tell(byNumber())).rejects.toThrow(/more than one customer/);
    expect((await orderOf('ada', '1001')).parcels[0]?.scans).toEqual([]);
  });

  test('names one of them again when the shop has taken it back from the other', async () => {
    const { tell, orderOf } = aProjector();
    const mended = aFact('ParcelShipped', { time: at('2026-08-03'), data: { orderId: '2001', trackingNumber: 'RM9' } });
    await tell(placed, shipped, ...bobs, mended, byNumber());
    expect((await orderOf('ada', '1001')).parcels[0]?.scans).toHaveLength(1);
    expect((await orderOf('bob', '2001')).parcels[0]?.scans).toEqual([]);
  });

  test('that stands for none is no number: nothing is known or waits by it', async () => {
    const { tell, profile, waiting } = aProjector();
    await tell(placed, aFact('ParcelShipped', { data: { carrier: 'Other', trackingNumber: 'N/A' } }));
    expect(
      await profile.find({ shop: placed.shop, kind: 'tracking', carrier: 'Other', trackingNumber: 'N/A' }),
    ).toEqual([]);
    await expect(tell(byNumber('N/A'))).rejects.toThrow(NotUnderstood);
    expect(await waiting()).toEqual([]);
  });
});

test('a tracking number on very many parcels grows no further, and names none of them', async () => {
  const { tell, profile, order } = aProjector();
  const parcels = Array.from({ length: 15 }, (_, index) =>
    aFact('ParcelShipped', { data: { parcelId: `p-${index}`, lines: [] } }),
  );
  await tell(placed, ...parcels);
  const tracking = { carrier: 'Royal Mail', trackingNumber: 'RM0001GB' };
  expect(await profile.find({ shop: placed.shop, kind: 'tracking', ...tracking })).toHaveLength(11);
  await expect(tell(aFact('ParcelScanned', { data: { parcel: tracking } }))).rejects.toThrow(/More than 10/);
  expect((await order()).parcels).toHaveLength(15);
});

test('an order that the shop gives to another customer is amended where it is, and that is logged by ids', async () => {
  const { tell, order, warnings } = aProjector();
  await tell(placed, aFact('OrderPlaced', { time: at('2026-08-01'), data: { customerId: 'bob', total: 5 } }));
  expect(await order()).toMatchObject({ customerId: 'ada', total: 5 });
  expect(warnings).toEqual([expect.objectContaining({ orderId: '1001', told: 'bob', known: 'ada' })]);
});
