// Whole lives of orders, told as facts: what the way-in property test shuffles, repeats and races.
import fc from 'fast-check';
import type { InboundFact } from '../../shared/journey/inbound-fact.ts';
import { aFact } from '../builders/inbound-fact.ts';
import { after, at } from '../builders/instants.ts';
import { aPromise, aScan } from '../builders/parcel.ts';

const START = at('2026-08-01');
// Few times, so that many facts are of the same time.
const time = fc.integer({ min: 0, max: 12 }).map((hours) => after(START, { hours }));
const quantity = fc.integer({ min: 0, max: 4 });
const amount = fc.integer({ min: 0, max: 3000 });
const day = fc.integer({ min: 1, max: 8 }).map((date) => `2026-08-0${date}`);

const lines = fc.uniqueArray(fc.record({ lineId: fc.constantFrom('l-1', 'l-2', 'l-3'), quantity, paid: amount }), {
  maxLength: 3,
  selector: ({ lineId }) => lineId,
});
const parcelLines = fc.uniqueArray(
  fc.record({ lineId: fc.constantFrom('l-1', 'l-2', 'l-9'), quantity: fc.integer({ min: 1, max: 3 }) }),
  { maxLength: 2, selector: ({ lineId }) => lineId },
);

const orderLine = (line: { lineId: string; quantity: number; paid: number }) => ({
  ...line,
  articleId: `a-${line.lineId}`,
  title: 'Mug',
  unitPrice: 500,
  needsShipping: true,
});

const header = fc.record({
  orderNumber: fc.constantFrom('#1', '#2'),
  placedAt: time,
  total: amount,
  lines: lines.map((all) => all.map(orderLine)),
});

const scan = fc
  .record({
    time,
    status: fc.constantFrom(
      undefined,
      'label_created',
      'in_transit',
      'out_for_delivery',
      'delivered',
      'delayed' as const,
    ),
    place: fc.constantFrom('Leeds', 'York', undefined),
  })
  .map((of) => aScan({ ...of, rawCode: `${of.status ?? 'X9'} ${of.place}` }));
const pickupPoint = fc.constantFrom(
  undefined,
  { name: 'Kiosk', address: 'Main St' },
  { name: 'Shop', address: 'High St' },
);
const proofOfDelivery = fc.option(fc.record({ kind: fc.constantFrom('photo' as const, 'code' as const), at: time }), {
  nil: undefined,
});

const statusOnly = fc.constantFrom(undefined, undefined, true as const);

const told = <Value>(value: fc.Arbitrary<Value>, most: number) =>
  fc.array(fc.tuple(time, value), { minLength: 1, maxLength: most });

/** A carrier speaks by tracking number, a shop by its own ids; two parcels may share one tracking number. */
const parcelFacts = (orderId: string, parcelId: string): fc.Arbitrary<InboundFact[]> => {
  const own = ['shared-1', `${orderId}-${parcelId}`, `${orderId}-${parcelId}-new`];
  const shipped = fc.record({ shippedAt: time, lines: parcelLines, canceled: fc.boolean() });
  const byTracking = fc.boolean();
  // Now and then more than the order itself keeps.
  const scans = (most: number) =>
    fc.array(fc.tuple(byTracking, scan, pickupPoint, proofOfDelivery, statusOnly), { maxLength: most, size: 'max' });
  return fc
    .record({
      isShared: fc.boolean(),
      states: told(shipped, 2),
      scans: fc.oneof({ arbitrary: scans(6), weight: 4 }, { arbitrary: scans(26), weight: 1 }),
      promises: fc.array(fc.tuple(byTracking, day, time), { maxLength: 8 }),
    })
    .map(({ isShared, states, scans, promises }) => {
      const numbers = isShared ? own.slice(0, 1) : own.slice(1);
      const reference = (tracked: boolean, index: number) =>
        tracked
          ? { carrier: 'DHL', trackingNumber: numbers[index % states.length] ?? numbers[0] ?? '' }
          : { orderId, parcelId };
      return [
        ...states.map(([when, state], index) =>
          aFact('ParcelShipped', {
            time: when,
            data: { ...state, orderId, parcelId, carrier: 'DHL', trackingNumber: numbers[index] ?? numbers[0] ?? '' },
          }),
        ),
        ...scans.map(([tracked, one, pickupPoint, proofOfDelivery, statusOnly], index) =>
          aFact('ParcelScanned', {
            data: {
              parcel: reference(tracked, index),
              scan: one,
              ...(statusOnly ? { statusOnly } : { pickupPoint, proofOfDelivery }),
            },
          }),
        ),
        ...promises.map(([tracked, by, when], index) =>
          aFact('ParcelPromiseChanged', {
            data: { parcel: reference(tracked, index), promise: aPromise({ by, at: when }) },
          }),
        ),
      ];
    });
};

const moneyFacts = (orderId: string): fc.Arbitrary<InboundFact[]> => {
  const paymentId = fc.constantFrom('pay-1', 'pay-2');
  const refund = fc.record({ paymentId, refundId: fc.constantFrom('r-1', 'r-2'), amount, lines: parcelLines });
  return fc
    .record({
      captured: fc.array(fc.tuple(time, fc.record({ paymentId, amount, capturedAt: time })), { maxLength: 3 }),
      refunded: fc.array(fc.tuple(time, refund), { maxLength: 3 }),
    })
    .map(({ captured, refunded }) => [
      ...captured.map(([when, data]) => aFact('PaymentCaptured', { time: when, data: { ...data, orderId } })),
      ...refunded.map(([when, data]) =>
        aFact('PaymentRefunded', { time: when, data: { ...data, orderId, refundedAt: when } }),
      ),
    ]);
};

const orderFacts = (orderId: string): fc.Arbitrary<InboundFact[]> =>
  fc
    .record({
      placed: told(header, 2),
      amended: fc.array(fc.tuple(time, header), { maxLength: 2 }),
      canceled: fc.array(time, { maxLength: 2 }),
      parcels: fc.tuple(parcelFacts(orderId, 'p-1'), parcelFacts(orderId, 'p-2')),
      money: moneyFacts(orderId),
    })
    .map(({ placed, amended, canceled, parcels, money }) => [
      ...placed.map(([when, data]) => aFact('OrderPlaced', { time: when, data: { ...data, orderId } })),
      ...amended.map(([when, data]) => aFact('OrderAmended', { time: when, data: { ...data, orderId } })),
      ...canceled.map((canceledAt) => aFact('OrderCanceled', { data: { orderId, canceledAt } })),
      ...parcels.flat(),
      ...money,
    ]);

const customerFacts: fc.Arbitrary<InboundFact[]> = fc
  .array(fc.tuple(time, fc.constantFrom('en-GB', 'de', undefined), fc.subarray(['a'.repeat(43), 'b'.repeat(43)])), {
    maxLength: 3,
  })
  .map((updates) =>
    updates.map(([when, locale, contacts]) => aFact('CustomerUpdated', { time: when, data: { locale, contacts } })),
  );

/** Everything that is ever said of one customer with two orders. */
export const lifeOfOrders: fc.Arbitrary<InboundFact[]> = fc
  .tuple(orderFacts('1001'), orderFacts('1002'), customerFacts)
  .map((all) => all.flat());
