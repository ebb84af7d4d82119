// npm run replay -- tau-bench <folder>: a data set of 1,000 orders goes in as facts, and every order is tracked.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { type Day, instantOf } from '../../../shared/profile/time.ts';
import { sendFacts } from '../send-facts.ts';
import { checkAll } from './in-parallel.ts';
import { progress } from './progress.ts';
import type { Stage } from './stage.ts';
import type { Tally } from './tally.ts';
import { differencesOf } from './tau-bench-check.ts';
import { type TauBench, type TauOrder, tauOrder, tauUser } from './tau-bench-data.ts';
import { factsOfTauBench } from './tau-bench-facts.ts';
import { type Answer, type Tracking, trackedIn, tracking } from './tracking.ts';

/** Facts in one go: what one request to the door takes. */
const FACTS_AT_ONCE = 100;

export const replayTauBench = async ({ folder, stage, tally }: { folder: string; stage: Stage; tally: Tally }) => {
  const data = readTauBench(folder);
  await sendAll(data, stage);
  await stage.settle();
  const asking = await tracking(stage);
  await trackAll(data.orders, { asking, stage, tally });
  await trackAllAsStrangers(data.orders, { asking, stage, tally });
};

interface Checking {
  readonly asking: Tracking;
  readonly stage: Stage;
  readonly tally: Tally;
}

const readTauBench = (folder: string): TauBench => {
  const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  const users = z.record(z.string(), tauUser).parse(read('users.json'));
  return { users, orders: Object.values(z.record(z.string(), tauOrder).parse(read('orders.json'))) };
};

const sendAll = async (data: TauBench, { target, shop }: Stage): Promise<void> => {
  const today = instantOf(new Date()).slice(0, 10) as Day;
  const facts = factsOfTauBench(data, { shop: shop.shop, today });
  const bar = progress('facts sent', facts.length);
  for (let from = 0; from < facts.length; from += FACTS_AT_ONCE) {
    const some = facts.slice(from, from + FACTS_AT_ONCE);
    await sendFacts(target, some);
    bar.step(some.length);
  }
  bar.end();
};

const trackAll = async (orders: readonly TauOrder[], { asking, stage, tally }: Checking): Promise<void> => {
  const bar = progress('orders tracked', orders.length);
  const check = async (order: TauOrder): Promise<readonly string[]> => {
    const tracked = trackedIn(await asking.track({ customerId: order.user_id, orderId: order.order_id }));
    return typeof tracked === 'string' ? [tracked] : differencesOf(order, tracked);
  };
  const found = await checkAll(orders, { check, patienceMs: stage.patienceMs, onPass: () => bar.step() });
  bar.end();
  for (const [index, order] of orders.entries()) tally.count(order.order_id, found[index] ?? []);
};

/** Another customer's pass that names the order must not even tell that there is one. */
const trackAllAsStrangers = async (orders: readonly TauOrder[], { asking, tally }: Checking): Promise<void> => {
  const bar = progress('orders asked for by strangers', orders.length);
  const absent = await asking.track({ customerId: orders[0]?.user_id ?? '', orderId: '#NO-SUCH-ORDER' });
  const check = async (order: TauOrder): Promise<readonly string[]> =>
    notTheSame(await asking.track({ customerId: strangerTo(order, orders), orderId: order.order_id }), absent);
  const found = await checkAll(orders, { check, patienceMs: 0, onPass: () => bar.step() });
  bar.end();
  for (const [index, order] of orders.entries()) tally.count(`${order.order_id} for a stranger`, found[index] ?? []);
};

/** The next customer in the file who is another one. */
const strangerTo = (order: TauOrder, orders: readonly TauOrder[]): string => {
  const at = orders.indexOf(order);
  return [...orders.slice(at), ...orders].find(({ user_id }) => user_id !== order.user_id)?.user_id ?? 'nobody';
};

const notTheSame = (answer: Answer, absent: Answer): readonly string[] => {
  if (absent.status !== 404) return [`an order that does not exist is answered with ${absent.status} instead of 404`];
  if (JSON.stringify(answer) === JSON.stringify(absent)) return [];
  return [`it is answered with ${answer.status} ${JSON.stringify(answer.body)}, which tells that it exists`];
};
