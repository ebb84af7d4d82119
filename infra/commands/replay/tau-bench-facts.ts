// From tau-bench's users and orders to facts as a shop would have told them lately.
import type { Instant } from '../../../shared/profile/time.ts';
import type { SentFact } from '../facts-of-order.ts';
import { seededRandom, shuffled } from './seeded-random.ts';
import { cents, linesOf, parcelsOf, type TauBench, type TauOrder, type TauUser } from './tau-bench-data.ts';
import { ago, type Times, type Told, timesOf } from './tau-bench-times.ts';

/** Two hundred facts are about fifty orders: facts overtake what they speak of, and wait. */
const SHUFFLE_DISTANCE = 200;

/** Every user and every order, out of order. */
export const factsOfTauBench = ({ users, orders }: TauBench, told: Told): readonly SentFact[] => {
  const facts = [
    ...orders.flatMap((order) => factsOfTauOrder(order, told)),
    ...Object.entries(users).map(([id, user]) => factOfUser(id, user, told)),
  ];
  return shuffled(facts, { random: seededRandom('tau-bench'), distance: SHUFFLE_DISTANCE });
};

const factOfUser = (customerId: string, { name, email, address }: TauUser, told: Told): SentFact => ({
  ...envelope(told, customerId, ago(told, { days: 120 })),
  type: 'CustomerUpdated',
  data: {
    customerId,
    locale: 'en-US',
    person: {
      name: `${name.first_name} ${name.last_name}`,
      email,
      addresses: [
        {
          lines: [address.address1, address.address2],
          city: address.city,
          region: address.state,
          postalCode: address.zip,
          country: address.country === 'USA' ? 'US' : address.country,
        },
      ],
    },
  },
});

/** In the story's order. */
export const factsOfTauOrder = (order: TauOrder, told: Told): readonly SentFact[] => {
  const { order_id: orderId, user_id: customerId, status } = order;
  const times = timesOf(order, told);
  const fact = (type: string, name: string, time: Instant, data: object): SentFact => ({
    ...envelope(told, `${orderId}/${name}`, time),
    type,
    data,
  });
  const lines = linesOf(order);
  const header = { orderNumber: orderId, placedAt: times.placed, currency: CURRENCY, total: sum(lines, 'paid') };
  return [
    fact('OrderPlaced', 'placed', times.placed, { orderId, customerId, ...header, lines }),
    ...factsOfMoney(order, times, fact),
    ...parcelsOf(order).flatMap((parcel) => factsOfParcel(parcel, { status, times, orderId, fact })),
    ...(status === 'cancelled'
      ? [fact('OrderCanceled', 'canceled', times.canceled, { orderId, canceledAt: times.canceled })]
      : []),
  ];
};

type MakeFact = (type: string, name: string, time: Instant, data: object) => SentFact;

const envelope = ({ shop, today }: Told, name: string, time: Instant) => ({
  id: `tau-bench/${today}/${name}`,
  schemaVersion: 1 as const,
  time,
  shop,
});

const CURRENCY = 'USD';

/** The data set names no carrier. */
const CARRIER = 'Parcel Service';

const factsOfMoney = (order: TauOrder, times: Times, fact: MakeFact): readonly SentFact[] => {
  const { order_id: orderId, payment_history } = order;
  const money = (amount: number) => ({ orderId, amount: cents(amount), currency: CURRENCY });
  return payment_history.map(({ transaction_type, amount, payment_method_id: paymentId }, index) =>
    transaction_type === 'payment'
      ? fact('PaymentCaptured', `captured/${index}`, times.captured, {
          ...money(amount),
          paymentId,
          capturedAt: times.captured,
        })
      : fact('PaymentRefunded', `refunded/${index}`, times.canceled, {
          ...money(amount),
          paymentId,
          refundId: `${orderId}/${index}`,
          refundedAt: times.canceled,
          // Only canceled orders have refunds, and those are of everything.
          lines: linesOf(order).map(({ lineId, quantity }) => ({ lineId, quantity })),
        }),
  );
};

const factsOfParcel = (
  { trackingNumber, lines }: ReturnType<typeof parcelsOf>[number],
  { status, times, orderId, fact }: { status: TauOrder['status']; times: Times; orderId: string; fact: MakeFact },
): readonly SentFact[] => {
  const name = `parcel/${trackingNumber}`;
  const scanned = (code: 'in_transit' | 'delivered', time: Instant): SentFact =>
    fact('ParcelScanned', `${name}/${code}`, time, {
      parcel: { carrier: CARRIER, trackingNumber },
      scan: { time, status: code, rawCode: code },
    });
  return [
    fact('ParcelShipped', name, times.shipped, {
      orderId,
      parcelId: trackingNumber,
      shippedAt: times.shipped,
      carrier: CARRIER,
      trackingNumber,
      lines,
      promise: { by: times.promised, at: times.shipped },
    }),
    // Of a canceled order's parcel the data set tells only that it was made.
    ...(status === 'processed' ? [scanned('in_transit', times.onItsWay)] : []),
    ...(status === 'delivered' ? [scanned('delivered', times.delivered)] : []),
  ];
};

const sum = <Name extends string>(items: readonly Readonly<Record<Name, number>>[], name: Name): number =>
  items.reduce((total, item) => total + item[name], 0);
