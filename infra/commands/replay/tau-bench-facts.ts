// From tau-bench's retail data (users and orders without any time) to facts as a shop would have told them lately.
import * as z from 'zod';
import { addDays, type Day, type Instant, instantOf } from '../../../shared/profile/time.ts';
import type { SentFact } from '../facts-of-order.ts';
import { type SeededRandom, seededRandom, shuffled } from './seeded-random.ts';

export const tauUser = z.object({
  name: z.object({ first_name: z.string(), last_name: z.string() }),
  email: z.string(),
  address: z.object({
    address1: z.string(),
    address2: z.string(),
    city: z.string(),
    country: z.string(),
    state: z.string(),
    zip: z.string(),
  }),
});
export type TauUser = z.infer<typeof tauUser>;

export const tauOrder = z.object({
  order_id: z.string(),
  user_id: z.string(),
  status: z.enum(['pending', 'processed', 'delivered', 'cancelled']),
  items: z.array(
    z.object({ name: z.string(), item_id: z.string(), price: z.number(), options: z.record(z.string(), z.string()) }),
  ),
  fulfillments: z.array(z.object({ tracking_id: z.array(z.string()), item_ids: z.array(z.string()) })),
  payment_history: z.array(
    z.object({
      transaction_type: z.enum(['payment', 'refund']),
      amount: z.number(),
      payment_method_id: z.string(),
    }),
  ),
});
export type TauOrder = z.infer<typeof tauOrder>;

export interface TauBench {
  readonly users: Readonly<Record<string, TauUser>>;
  readonly orders: readonly TauOrder[];
}

/** `today`: the story ends with this day's beginning (UTC); every run of one day tells the very same facts. */
interface Told {
  readonly shop: string;
  readonly today: Day;
}

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
export const CARRIER = 'Parcel Service';

/** Dollars to cents. A price with two decimals is at most 2^-40 away from its decimal text, so rounding finds it exactly. */
export const cents = (dollars: number): number => Math.round(dollars * 100);

/** The same item can stand twice in an order: that is one line with two units. */
export const linesOf = ({ items }: Pick<TauOrder, 'items'>) =>
  [...Map.groupBy(items, ({ item_id }) => item_id)].map(([lineId, [first, ...more]]) => ({
    lineId,
    articleId: lineId,
    title: titleOf(first),
    quantity: 1 + more.length,
    unitPrice: cents(first?.price ?? 0),
    paid: [first, ...more].reduce((total, item) => total + cents(item?.price ?? 0), 0),
  }));

const titleOf = (item: TauOrder['items'][number] | undefined): string => {
  const options = Object.values(item?.options ?? {}).join(', ');
  return options ? `${item?.name} (${options})` : (item?.name ?? '');
};

/** One parcel for each tracking id. Which items are in which is not said, so the first has all of its fulfillment's. */
export const parcelsOf = ({ fulfillments }: Pick<TauOrder, 'fulfillments'>) =>
  fulfillments.flatMap(({ tracking_id, item_ids }) =>
    tracking_id.map((trackingNumber, index) => ({
      trackingNumber,
      lines: [...Map.groupBy(index === 0 ? item_ids : [], (id) => id)].map(([lineId, units]) => ({
        lineId,
        quantity: units.length,
      })),
    })),
  );

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

interface Times {
  readonly placed: Instant;
  readonly captured: Instant;
  readonly shipped: Instant;
  readonly onItsWay: Instant;
  readonly delivered: Instant;
  readonly canceled: Instant;
  readonly promised: Day;
}

/** A delivered order is up to four months old. One on its way was scanned in the last hours and will come in these days. */
const timesOf = ({ order_id, status }: TauOrder, told: Told): Times => {
  const random = seededRandom(order_id);
  const shippedAgo = status === 'processed' ? hours(random, 10, 20) : hours(random, 5 * 24, 110 * 24);
  const at = (hoursAgo: number): Instant => ago(told, { hours: hoursAgo });
  const placedAgo = shippedAgo + hours(random, 6, 60);
  const delivered = at(shippedAgo - hours(random, 24, 96));
  return {
    placed: at(placedAgo),
    captured: at(placedAgo - 0.1),
    shipped: at(shippedAgo),
    onItsWay: at(shippedAgo - hours(random, 2, 8)),
    delivered,
    canceled: at(shippedAgo - hours(random, 1, 3)),
    promised: status === 'processed' ? addDays(told.today, random.between(2, 4)) : (delivered.slice(0, 10) as Day),
  };
};

const hours = (random: SeededRandom, least: number, most: number): number => least + random.next() * (most - least);

const HOUR_MS = 60 * 60 * 1000;

const ago = ({ today }: Told, by: { days?: number; hours?: number }): Instant =>
  instantOf(new Date(Date.parse(today) - ((by.days ?? 0) * 24 + (by.hours ?? 0)) * HOUR_MS));

const sum = <Name extends string>(items: readonly Readonly<Record<Name, number>>[], name: Name): number =>
  items.reduce((total, item) => total + item[name], 0);
