// The demo shop: an order for every state that a customer can meet, made from the examples of the micro-apps, around now.
import { examples } from '../../micro-apps/track-order/examples.ts';
import type { OrderId } from '../../shared/profile/ids.ts';
import type { Order } from '../../shared/profile/order.ts';
import { dayIn, instantOf } from '../../shared/profile/time.ts';
import { factsOfOrder, type SentFact } from './facts-of-order.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Examples whose order is the story; a refusal is about what was sent, not about the order. */
const stories = examples.flatMap(({ name, expect, facts }) => ('output' in expect ? [{ name, ...facts }] : []));

type Story = (typeof stories)[number];

/** A set's numbers (of orders and of what carriers track) are a hundred higher than those of the set before. */
const orderOf = ({ order }: Story, set: number): Order => {
  const inSet = (text: string): string => text.replace(/\d+/, (digits) => String(Number(digits) + set * 100));
  return {
    ...order,
    orderId: inSet(order.orderId) as OrderId,
    orderNumber: inSet(order.orderNumber),
    parcels: order.parcels.map((parcel) => ({
      ...parcel,
      ...(parcel.trackingNumber && { trackingNumber: inSet(parcel.trackingNumber) }),
    })),
  };
};

/** An order's name for the terminal, and what it is found by. */
export interface DemoOrder {
  readonly name: string;
  readonly orderId: OrderId;
  readonly orderNumber: string;
}

const demoOrdersOf = (set: number): readonly DemoOrder[] =>
  stories.map((story) => {
    const { orderId, orderNumber } = orderOf(story, set);
    return { name: story.name, orderId, orderNumber };
  });

/** The first day's. */
export const demoOrders = demoOrdersOf(0);

/** What the demo shop and its carriers report of the first day's orders. */
export const demoFacts = (now: Date): readonly SentFact[] =>
  stories.flatMap((story) => factsOf(story, { set: 0, now }));

/**
 * Stories grow old: what comes today is late tomorrow. So each day that the shop is opened has a set of orders of its own, #1001 and
 * on the first day, #1101 and on the next. An order that a start left unfinished is told again, as it was told then.
 * @param read an order as the profile has it
 * @returns today's orders, and the facts that the shop has not told of them yet
 * @example const { orders, missing } = await demoOfToday({ find: linkIssuer(target, shop).find, now: new Date() });
 */
export const demoOfToday = async (given: {
  readonly find: (orderId: OrderId) => Promise<Order | undefined>;
  readonly now: Date;
}): Promise<{ readonly orders: readonly DemoOrder[]; readonly missing: readonly SentFact[] }> => {
  const { find, now } = given;
  for (let set = 0; ; set += 1) {
    const told = stories.map((story) => ({ story, order: orderOf(story, set) }));
    const found = await Promise.all(told.map(async (one) => ({ ...one, known: await find(one.order.orderId) })));
    const madeAt = found.flatMap(({ story, known }) => (known ? [madeAtOf(story, known)] : []))[0] ?? now;
    const { timeZone } = stories[0]?.shop ?? { timeZone: 'UTC' };
    if (dayIn(timeZone, instantOf(madeAt)) !== dayIn(timeZone, instantOf(now))) continue;
    const unfinished = found.filter(({ order, known }) => !known || !isWhole(known, order));
    return {
      orders: demoOrdersOf(set),
      missing: unfinished.flatMap(({ story }) => factsOf(story, { set, now: madeAt })),
    };
  }
};

const factsOf = (story: Story, { set, now }: { readonly set: number; readonly now: Date }): readonly SentFact[] => {
  const { timeZone } = story.shop;
  const days = Date.parse(dayIn(timeZone, instantOf(now))) - Date.parse(dayIn(timeZone, story.now));
  const milliseconds = now.getTime() - Date.parse(story.now);
  return factsOfOrder(orderOf(story, set), { milliseconds, days: Math.round(days / DAY_MS) });
};

/** When a known order was told: its story stands so far from the present one. */
const madeAtOf = ({ order, now }: Story, known: Order): Date =>
  new Date(Date.parse(now) + Date.parse(known.placedAt) - Date.parse(order.placedAt));

/** Whether everything that was told of an order has reached the profile. */
const isWhole = (known: Order, told: Order): boolean =>
  known.payments.length > 0 &&
  (known.canceledAt !== undefined) === (told.canceledAt !== undefined) &&
  told.parcels.every(({ parcelId, scans, promises }) => {
    const parcel = known.parcels.find((one) => one.parcelId === parcelId);
    return parcel && parcel.scans.length >= scans.length && parcel.promises.length >= promises.length;
  });
