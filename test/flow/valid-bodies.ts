// What each route's schema takes, generated. A route without an entry fails the build.
import fc from 'fast-check';

const id = fc.string({ minLength: 1, maxLength: 128, unit: 'grapheme-ascii' });

const trackOrder = fc.record(
  {
    orderId: fc.oneof(fc.constant('1001'), id),
    olderScans: fc.record(
      { parcelId: fc.oneof(fc.constant('p-1'), id), after: fc.stringMatching(/^[\x21-\x7e]{1,400}$/) },
      { requiredKeys: ['parcelId'] },
    ),
  },
  { requiredKeys: [] },
);

const instant = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const amount = fc.integer({ min: 0, max: 10_000_000 });
const text = fc.string({ maxLength: 200 });

const orderLine = fc.record({
  lineId: id,
  articleId: id,
  title: text,
  quantity: fc.integer({ min: 0, max: 1000 }),
  unitPrice: amount,
  paid: amount,
});
const placed = fc.record(
  {
    orderId: id,
    orderNumber: fc.string({ minLength: 1, maxLength: 64 }),
    placedAt: instant,
    currency: fc.constantFrom('GBP', 'EUR', 'JPY', 'KWD'),
    total: amount,
    lines: fc.uniqueArray(orderLine, { maxLength: 5, selector: ({ lineId }) => lineId }),
    customerId: id,
    person: fc.record(
      { name: text, email: fc.emailAddress(), phone: fc.string({ maxLength: 40 }) },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: ['orderId', 'orderNumber', 'placedAt', 'currency', 'total', 'lines'] },
);
const scanned = fc.record({
  parcel: fc.oneof(
    fc.record({ orderId: id, parcelId: id }),
    fc.record({
      carrier: fc.string({ minLength: 1, maxLength: 100 }),
      trackingNumber: fc.string({ minLength: 1, maxLength: 100 }),
    }),
  ),
  scan: fc.record(
    { time: instant, rawCode: fc.string({ maxLength: 100 }), rawText: text, place: text },
    { requiredKeys: ['time', 'rawCode'] },
  ),
});
const fact = (type: string, data: fc.Arbitrary<object>) =>
  fc.record({
    id: fc.string({ minLength: 1, maxLength: 150 }),
    type: fc.constant(type),
    schemaVersion: fc.constant(1),
    time: instant,
    data,
  });
const facts = fc.oneof(
  fact('OrderPlaced', placed),
  fact('OrderCanceled', fc.record({ orderId: id, canceledAt: instant })),
  fact('ParcelScanned', scanned),
);

const decimal = fc.integer({ min: 0, max: 1_000_000 }).map((pence) => (pence / 100).toFixed(2));
const shopifyOrder = fc.record({
  id: fc.integer({ min: 1 }),
  name: fc.string({ minLength: 1, maxLength: 20 }),
  email: fc.option(fc.emailAddress()),
  created_at: instant,
  updated_at: instant,
  currency: fc.constantFrom('USD', 'EUR'),
  total_price: decimal,
  line_items: fc.array(
    fc.record({ id: fc.integer({ min: 1 }), title: text, quantity: fc.integer({ min: 0, max: 99 }), price: decimal }),
    { maxLength: 5 },
  ),
});

const tracker = fc.record({
  description: fc.constantFrom('tracker.created', 'tracker.updated'),
  result: fc.record({
    id: id,
    tracking_code: fc.string({ minLength: 1, maxLength: 40 }),
    carrier: fc.string({ minLength: 1, maxLength: 40 }),
    updated_at: instant,
    est_delivery_date: fc.option(instant),
    tracking_details: fc.array(
      fc.record({ datetime: instant, status: fc.constantFrom('in_transit', 'delivered', 'who_knows'), message: text }),
      { maxLength: 5 },
    ),
  }),
});

export const validBodies: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  '/api/micro-apps/track-order': trackOrder,
  '/api/looks': fc.record({ app: fc.constant('track-order') }),
  '/api/events': fc.oneof(facts, fc.array(facts, { minLength: 1, maxLength: 5 })),
  '/api/connectors/shopify': shopifyOrder,
  '/api/connectors/easypost': tracker,
};
