// Every state that a page can be in, as the API would answer it: the app's own examples through its own rule, and rarer ones.

import { trackOrder } from '../../micro-apps/index.ts';
import { anOrderWith, aParcelThat, daysFromNow, hoursFromNow } from '../../micro-apps/track-order/example-orders.ts';
import { examples } from '../../micro-apps/track-order/examples.ts';
import type { TrackedOrder } from '../../micro-apps/track-order/output.ts';
import { type Problem, type ProblemError, problems } from '../../shared/http/problem.ts';
import type { Order } from '../../shared/profile/order.ts';
import { as, type Plain } from '../builders/plain.ts';
import type { ApiReply } from './stub-site.ts';

type Asked = (typeof examples)[number]['facts'];

/** What the API answers to these facts. */
const answerTo = (facts: Asked): ApiReply => {
  const decision = trackOrder.decide(facts);
  if (decision.accepted) return { status: 200, body: trackOrder.output.parse(decision.output) };
  const { title, detail } = trackOrder.refusals[decision.refusal];
  return asReply(problems.refused(detail.en, { title: title.en, refusal: decision.refusal }));
};

export const asReply = (error: ProblemError): ApiReply => {
  const problem: Problem = { ...error.problem, instance: 'urn:request:c6af9ac6-7b61-11e6-9a41-93e8deadbeef' };
  return { status: problem.status, body: problem };
};

/** The facts of the first example, with another order. */
const factsOf = (order: Plain<Partial<Order>>, more: Partial<Asked> = {}): Asked => {
  const [first] = examples;
  if (!first) throw new Error('There is no example.');
  return { ...first.facts, order: { ...first.facts.order, ...as<Partial<Order>>(order) }, ...more };
};

/** Every unit's money went back. */
const refunded = (order: Order): Order => ({
  ...order,
  lines: order.lines.map((line) => ({ ...line, units: { ...line.units, open: 0, refunded: line.quantity.ordered } })),
  recordedRefunds: [
    {
      refundId: 'r-1',
      revision: order.placedAt,
      paymentId: 'p',
      amount: order.total,
      refundedAt: hoursFromNow(-10),
      lines: [],
    },
  ] as never,
});

const rareOrders: Readonly<Record<string, Asked>> = {
  'announced to the carrier': factsOf(
    anOrderWith([aParcelThat({ scans: [[5, 'label_created', 'Parcel announced to the carrier']] })]),
  ),
  'held up': factsOf(
    anOrderWith([
      aParcelThat({
        scans: [[8, 'exception', 'Address label damaged', 'Daventry']],
        promises: [{ from: daysFromNow(1), by: daysFromNow(3), at: hoursFromNow(-40) }] as never,
      }),
    ]),
  ),
  'could be reported lost': factsOf(
    anOrderWith([
      aParcelThat({
        shippedHoursAgo: 600,
        scans: [[500, 'in_transit', 'Left the sorting centre', 'Warrington']],
        promises: [{ by: daysFromNow(-15), at: hoursFromNow(-600) }] as never,
      }),
    ]),
  ),
  'could not be delivered': factsOf(
    anOrderWith([aParcelThat({ scans: [[8, 'undeliverable', 'Address unknown', 'Leeds']] })]),
  ),
  'the courier comes again': factsOf(
    anOrderWith([aParcelThat({ scans: [[2, 'failed_attempt', 'Nobody was at home', 'Leeds']] })]),
  ),
  'canceled by the carrier': factsOf({
    ...anOrderWith([]),
    parcels: [aParcelThat({ scans: [[8, 'canceled', 'Label voided by the sender']] })],
  }),
  'all money went back before it was shipped': factsOf(refunded(anOrderWith([]))),
  'back to back refunds, confirmed by code': factsOf(
    {
      canceledAt: hoursFromNow(-20),
      parcels: [],
      recordedRefunds: [
        {
          refundId: 'r-1',
          revision: hoursFromNow(-10),
          paymentId: 'p',
          amount: 2900,
          refundedAt: hoursFromNow(-10),
          lines: [],
        },
        {
          refundId: 'r-2',
          revision: hoursFromNow(-200),
          paymentId: 'p',
          amount: 3900,
          refundedAt: hoursFromNow(-200),
          lines: [],
        },
      ],
    } as never,
    { assurance: 'code' },
  ),
  'a gift card only': factsOf({
    parcels: [],
    lines: [
      {
        lineId: 'l-9',
        articleId: 'gift',
        title: 'Gift card',
        quantity: { ordered: 1, shipped: 0, delivered: 0 },
        units: { open: 1, claimed: 0, returning: 0, refunded: 0, replaced: 0 },
        unitPrice: 5000,
        paid: 5000,
        needsShipping: false,
      },
    ],
  } as never),
  'many scans': factsOf(
    anOrderWith([
      {
        ...aParcelThat({
          scans: Array.from(
            { length: 20 },
            (_, index) => [index * 3 + 2, 'in_transit', `Sorted ${20 - index}`, 'Hatfield'] as const,
          ),
        }),
        hasOlderScans: true,
        trackingUrl: 'https://carrier.example/track/RM482913375GB',
      },
    ]),
  ),
};

export interface PageState {
  readonly name: string;
  readonly reply: ApiReply;
}

/** States that show an order. */
export const orderStates: readonly PageState[] = [
  ...examples.filter(({ expect }) => 'output' in expect).map(({ name, facts }) => ({ name, reply: answerTo(facts) })),
  ...Object.entries(rareOrders).map(([name, facts]) => ({ name, reply: answerTo(facts) })),
];

/** States that say why there is none. */
export const problemStates: readonly PageState[] = [
  { name: 'pass ended', reply: asReply(problems.passEnded('Your link has ended.')) },
  { name: 'pass invalid', reply: asReply(problems.passInvalid('Open the link from your message again.')) },
  { name: 'not allowed', reply: asReply(problems.notAllowed('This pass is for something else.')) },
  { name: 'not found', reply: asReply(problems.notFound('There is no such order, or it is not yours.')) },
  { name: 'our fault', reply: asReply(problems.defect('Please try again.')) },
];

export const trackedOf = (name: string): TrackedOrder => {
  const state = orderStates.find((one) => one.name === name);
  if (!state) throw new Error(`There is no state "${name}".`);
  return state.reply.body as TrackedOrder;
};
