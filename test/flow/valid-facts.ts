// Facts of every type, as a shop's own systems may send them.
import fc from 'fast-check';
import type { InboundFactType } from '../../shared/journey/inbound-fact.ts';
import { parcelStatus, proofOfDelivery } from '../../shared/profile/parcel.ts';
import { amount, day, distinct, having, id, instant, quantity, text } from './valid-parts.ts';

const currency = fc.constantFrom('GBP', 'EUR', 'JPY', 'KWD');
const locale = fc.constantFrom('en-GB', 'de');
const person = having(
  {},
  {
    name: text,
    email: fc.emailAddress(),
    phone: fc.string({ maxLength: 40 }),
    addresses: fc.array(having({ lines: fc.array(text, { maxLength: 3 }) }, { city: text, country: text }), {
      maxLength: 2,
    }),
  },
);

const orderLine = having(
  { lineId: id, articleId: id, title: text, quantity: fc.nat(1000), unitPrice: amount, paid: amount },
  { needsShipping: fc.boolean() },
);
const orderState = {
  orderId: id,
  orderNumber: fc.string({ minLength: 1, maxLength: 64 }),
  placedAt: instant,
  currency,
  total: amount,
  lines: distinct(orderLine, 'lineId'),
};
const lines = fc.array(fc.record({ lineId: id, quantity }), { maxLength: 3 });

const byCarrier = {
  carrier: fc.string({ minLength: 1, maxLength: 100 }),
  trackingNumber: fc.string({ minLength: 1, maxLength: 100 }),
};
const parcel = fc.oneof(fc.record({ orderId: id, parcelId: id }), fc.record(byCarrier));
const promise = having({ by: day, at: instant }, { from: fc.constant('2019-12-31') });
const scan = having(
  { time: instant, rawCode: fc.string({ maxLength: 100 }) },
  { status: fc.constantFrom(...parcelStatus.exclude(['stale', 'pending']).options), rawText: text, place: text },
);
const comesWith = {
  pickupPoint: having({ name: text, address: text }, { hours: text, until: day }),
  proofOfDelivery: fc.record({ kind: fc.constantFrom(...proofOfDelivery.shape.kind.options), at: instant }),
};

const data: Readonly<Record<InboundFactType, fc.Arbitrary<object>>> = {
  OrderPlaced: having(orderState, { customerId: id, person, locale }),
  OrderAmended: fc.record(orderState),
  OrderCanceled: fc.record({ orderId: id, canceledAt: instant }),
  ParcelShipped: having(
    { orderId: id, parcelId: id, shippedAt: instant, carrier: byCarrier.carrier, lines },
    {
      trackingNumber: byCarrier.trackingNumber,
      trackingUrl: fc.constant('https://track.example.com/A1'),
      canceled: fc.boolean(),
      promise,
    },
  ),
  ParcelScanned: fc.oneof(
    having({ parcel, scan }, comesWith),
    fc.record({ parcel, scan, statusOnly: fc.constant(true) }),
  ),
  ParcelPromiseChanged: fc.record({ parcel, promise }),
  PaymentCaptured: fc.record({ orderId: id, paymentId: id, amount, currency, capturedAt: instant }),
  PaymentRefunded: fc.record({
    orderId: id,
    paymentId: id,
    refundId: id,
    amount,
    currency,
    refundedAt: instant,
    lines,
  }),
  CustomerUpdated: having({ customerId: id, person }, { locale }),
};

const fact = fc.oneof(
  ...Object.entries(data).map(([type, told]) =>
    fc.record({
      id: fc.string({ minLength: 1, maxLength: 150 }),
      type: fc.constant(type),
      schemaVersion: fc.constant(1),
      time: instant,
      data: told,
    }),
  ),
);

/** One fact, or a list. */
export const validFacts: fc.Arbitrary<unknown> = fc.oneof(fact, fc.array(fact, { minLength: 1, maxLength: 5 }));
