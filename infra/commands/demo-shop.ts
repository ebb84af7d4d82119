// The demo shop: an order for every state that a customer can meet, made from the examples of the micro-apps, around now.
import { examples } from '../../micro-apps/track-order/examples.ts';
import { dayIn, instantOf } from '../../shared/profile/time.ts';
import { factsOfOrder, type SentFact } from './facts-of-order.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Examples whose order is the story; a refusal is about what was sent, not about the order. */
const stories = examples.filter(({ expect }) => 'output' in expect);

/** The orders' names for the terminal. */
export const demoOrders: readonly { readonly name: string; readonly orderId: string; readonly orderNumber: string }[] =
  stories.map(({ name, facts: { order } }) => ({ name, orderId: order.orderId, orderNumber: order.orderNumber }));

/** What the demo shop and its carriers report. */
export const demoFacts = (now: Date): readonly SentFact[] =>
  stories.flatMap(({ facts: { order, now: then, shop } }) => {
    const days = Date.parse(dayIn(shop.timeZone, instantOf(now))) - Date.parse(dayIn(shop.timeZone, then));
    return factsOfOrder(order, { milliseconds: now.getTime() - Date.parse(then), days: Math.round(days / DAY_MS) });
  });
