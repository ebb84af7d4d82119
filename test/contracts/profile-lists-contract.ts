// What every keeper of the profile promises about pages, references and facts that wait.
import { describe, expect, test } from '@jest/globals';
import type { CustomerId, ParcelId } from '../../shared/profile/ids.ts';
import type { Page, Reference } from '../../shared/profile/profile-port.ts';
import { aCustomer } from '../builders/customer.ts';
import { aFact, aWaitingFact } from '../builders/inbound-fact.ts';
import { at, after as later } from '../builders/instants.ts';
import { aJourneyEvent } from '../builders/journey-event.ts';
import { anOrder } from '../builders/order.ts';
import { aScan } from '../builders/parcel.ts';
import { committing, customer, type MakeKeeper, orderId } from './profile-contract.ts';

const { shop } = customer;
const p1 = 'p-1' as ParcelId;
const p10 = 'p-10' as ParcelId;
const tracking = (carrier: string): Reference => ({ shop, kind: 'tracking', carrier, trackingNumber: 'RM0001GB' });
const theParcel: Reference = { shop, kind: 'parcel', orderId, parcelId: p1 };

const allPages = async <Item>(page: (after?: string) => Promise<Page<Item>>): Promise<readonly (readonly Item[])[]> => {
  const pages = [await page()];
  for (let next = pages[0]?.next; next !== undefined; next = pages.at(-1)?.next) pages.push(await page(next));
  return pages.map(({ items }) => items);
};

export const describeLists = (make: MakeKeeper): void => {
  describe('lists are pages', () => {
    test('the timeline is read newest first, page by page, and the last page says that it is the last', async () => {
      const keeper = await make();
      const events = Array.from({ length: 6 }, (_, index) =>
        aJourneyEvent({ madeAt: later(at('2026-08-01'), { hours: index }) }),
      );
      await committing(keeper, { events });
      await committing(keeper, {
        customer: aCustomer({ customerId: 'ada2' }),
        events: [aJourneyEvent({ customerId: 'ada2' })],
      });
      const pages = await allPages((next) => keeper.timeline({ ...customer, limit: 3, after: next }));
      expect(pages).toEqual([events.slice(3).reverse(), events.slice(0, 3).reverse()]);
    });

    test('older scans of one parcel are read newest first; a scan told twice is one, two at one time are two', async () => {
      const keeper = await make();
      const scans = Array.from({ length: 60 }, (_, index) =>
        aScan({ time: later(at('2026-08-01'), { minutes: index }), rawCode: '#7/ü' }),
      );
      const twin = aScan({ time: scans[59]?.time, rawCode: '#7/ü', place: 'Leeds' });
      const of = (parcelId: ParcelId) => (scan: (typeof scans)[number]) => ({ orderId, parcelId, scan });
      await committing(keeper, { olderScans: scans.map(of(p1)) });
      await committing(keeper, { olderScans: [...scans.slice(58), twin, twin].map(of(p1)) });
      await committing(keeper, { olderScans: [aScan()].map(of(p10)) });
      const pages = await allPages((next) => keeper.olderScans({ ...customer, orderId, parcelId: p1, after: next }));
      expect(pages.map((page) => page.length)).toEqual([50, 11]);
      expect(pages.flat().slice(2)).toEqual([...scans].reverse().slice(1));
      expect(pages.flat().slice(0, 2)).toEqual(expect.arrayContaining([twin, scans[59]]));
      expect((await keeper.olderScans({ ...customer, orderId, parcelId: p10 })).items).toHaveLength(1);
    });
  });
};

export const describeReferences = (make: MakeKeeper): void => {
  describe('what references mean', () => {
    test('a reference means nothing until it is made known, and then its order or parcel', async () => {
      const keeper = await make();
      const orderNumber: Reference = { shop, kind: 'order_number', orderNumber: '#1001' };
      expect(await keeper.find(orderNumber)).toEqual([]);
      await committing(keeper, {
        order: anOrder(),
        makesKnown: [{ reference: orderNumber }, { reference: theParcel, parcelId: p1 }],
      });
      expect(await keeper.find(orderNumber)).toEqual([{ ...customer, orderId }]);
      expect(await keeper.find(theParcel)).toEqual([{ ...customer, orderId, parcelId: p1 }]);
      expect(await keeper.find({ ...orderNumber, orderNumber: '#10010' })).toEqual([]);
    });

    test('a carrier is known by its name without case, spaces and punctuation', async () => {
      const keeper = await make();
      await committing(keeper, { order: anOrder(), makesKnown: [{ reference: tracking('Royal Mail'), parcelId: p1 }] });
      expect(await keeper.find(tracking('royal-mail'))).toHaveLength(1);
      expect(await keeper.find(tracking('ROYALMAIL®'))).toHaveLength(1);
      expect(await keeper.find(tracking('Royal Mail 24'))).toEqual([]);
    });

    test("an order is the customer's who came first: of two customers at once one gets a conflict, and nothing of theirs is kept", async () => {
      const keeper = await make();
      const reference = { shop: customer.shop, kind: 'order', orderId } as const;
      const placing = (customerId: string) => {
        const of = { ...customer, customerId: customerId as CustomerId };
        return committing(keeper, { customer: of, order: anOrder({ customerId }), makesKnown: [{ reference }] });
      };
      const outcomes = await Promise.all(['ada', 'eve'].map(placing));
      expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(['committed', 'conflict']);
      expect(await keeper.find(reference)).toHaveLength(1);
    });

    test('two parcels that share a tracking number are both found, each once, in one transaction or two', async () => {
      const keeper = await make();
      const known = (parcelId: ParcelId) => ({ reference: tracking('DHL'), parcelId });
      await committing(keeper, { order: anOrder(), makesKnown: [known(p1), known(p10)] });
      await committing(keeper, { order: anOrder({ orderId: '1002' }), makesKnown: [known(p1)] });
      await committing(keeper, { order: anOrder({ version: 2 }), makesKnown: [known(p1)] });
      expect(
        (await keeper.find(tracking('dhl'))).map((target) => `${target.orderId}/${target.parcelId}`).sort(),
      ).toEqual(['1001/p-1', '1001/p-10', '1002/p-1']);
    });
  });
};

export const describeWaiting = (make: MakeKeeper): void => {
  describe('facts that came before what they speak of', () => {
    test('a fact waits until what it awaits is known and it is folded', async () => {
      const keeper = await make();
      const later = aWaitingFact({ fact: aFact('ParcelPromiseChanged'), since: at('2026-08-02T10:00') });
      const waiting = aWaitingFact({ since: at('2026-08-02T09:00') });
      expect(await keeper.wait(later)).toBe('waiting');
      expect(await keeper.wait(waiting)).toBe('waiting');
      expect(await keeper.waitingFor(theParcel)).toEqual([waiting, later]);
      expect((await committing(keeper, { order: anOrder(), folds: waiting })).outcome).toBe('committed');
      expect(await keeper.waitingFor(theParcel)).toEqual([later]);
      expect(await keeper.waitingSince({ before: at('2026-08-03') })).toEqual([later]);
    });

    test('a fact that is let go waits no longer, and letting it go twice does no harm', async () => {
      const keeper = await make();
      const other = aWaitingFact({ fact: aFact('ParcelPromiseChanged') });
      await keeper.wait(aWaitingFact());
      await keeper.wait(other);
      await keeper.letGo(aWaitingFact());
      await keeper.letGo(aWaitingFact());
      expect(await keeper.waitingFor(theParcel)).toEqual([other]);
      expect(await keeper.waitingSince({ before: at('2026-08-03') })).toEqual([other]);
    });

    test('what is known already is not waited for', async () => {
      const keeper = await make();
      await committing(keeper, { order: anOrder(), makesKnown: [{ reference: theParcel, parcelId: p1 }] });
      expect(await keeper.wait(aWaitingFact())).toBe('known');
      expect(await keeper.waitingFor(theParcel)).toEqual([]);
      expect(await keeper.waitingSince({ before: at('2026-08-03') })).toEqual([]);
    });

    test('a fact that is told twice waits once', async () => {
      const keeper = await make();
      await keeper.wait(aWaitingFact());
      await keeper.wait(aWaitingFact());
      expect(await keeper.waitingFor(theParcel)).toHaveLength(1);
    });

    test('a fact that loses its race for the order still waits', async () => {
      const keeper = await make();
      await keeper.wait(aWaitingFact());
      expect((await committing(keeper, { order: anOrder({ version: 7 }), folds: aWaitingFact() })).outcome).toBe(
        'conflict',
      );
      expect(await keeper.waitingFor(theParcel)).toHaveLength(1);
    });

    test('the longest waiting come first, and only those from before then', async () => {
      const keeper = await make();
      const waiting = Array.from({ length: 5 }, (_, index) =>
        aWaitingFact({
          awaits: { shop, kind: 'order', orderId: `${index}` },
          fact: aFact('PaymentCaptured', { data: { orderId: `${index}` } }),
          since: later(at('2026-08-01'), { hours: index }),
        }),
      );
      await Promise.all(waiting.map((fact) => keeper.wait(fact)));
      expect(await keeper.waitingSince({ before: at('2026-08-01T03:00') })).toEqual(waiting.slice(0, 3));
    });

    test('however waiting and becoming known interleave, the fact is either told "known" or seen waiting', async () => {
      const keeper = await make();
      const rounds = Array.from({ length: 30 }, async (_, index) => {
        const id = `order-${index}`;
        const awaits: Reference = { shop, kind: 'order', orderId: id as typeof orderId };
        const wait = () => keeper.wait(aWaitingFact({ awaits }));
        const makeKnown = async () => {
          await committing(keeper, { order: anOrder({ orderId: id }), makesKnown: [{ reference: awaits }] });
          return keeper.waitingFor(awaits);
        };
        const calls = index % 2 ? ([wait(), makeKnown()] as const) : ([makeKnown(), wait()] as const);
        const answers: readonly unknown[] = await Promise.all(calls);
        const waited = answers.find((answer) => typeof answer === 'string');
        expect(answers.find(Array.isArray)).toHaveLength(waited === 'waiting' ? 1 : 0);
      });
      expect(await Promise.all(rounds)).toHaveLength(30);
    });
  });
};
