// Header and lines of an order: the newest state that its shop told wins.
import { orderAmended, orderCanceled, orderPlaced } from '../../journey/events.ts';
import type { InboundFactOf } from '../../journey/inbound-fact.ts';
import { type Happened, happened } from '../../journey/journey-event.ts';
import type { CustomerProfile } from '../customer-profile.ts';
import type { Line, Order } from '../order.ts';
import { newProfile } from './fold-customer.ts';
import type { Contradiction, Draft, KnownBy } from './folded.ts';
import { compareText, isNewer, isSame } from './newer.ts';

type State = InboundFactOf<'OrderAmended'>['data'];

/**
 * The first word of an order makes it known, and its customer's profile; every later one is an amendment. Where a later one
 * names another customer, the order stays with the first: nobody's pass may come to open it unasked, and what the shop says of
 * the order still arrives. Customers are not merged.
 */
export const foldOrderPlaced = (
  fact: InboundFactOf<'OrderPlaced'>,
  { order, profile }: { order?: Order | undefined; profile?: CustomerProfile | undefined },
): Draft | Contradiction => {
  const { customerId: told, ...state } = fact.data;
  const of = { shop: fact.shop, customerId: order?.customerId ?? told };
  const marked = withFirstOrder(profile ?? newProfile(of), state);
  if (order) return withDraft(foldState({ state, at: fact.time, order }), { profile: marked });
  const placed: Order = {
    ...of,
    orderId: state.orderId,
    version: 0,
    ...headerOf(state),
    revision: fact.time,
    lines: state.lines.map((line) => toLine(line)),
    parcels: [],
    payments: [],
    recordedRefunds: [],
  };
  return {
    order: placed,
    profile: marked,
    events: [happened(orderPlaced, state)],
    makesKnown: [{ reference: { shop: fact.shop, kind: 'order', orderId: state.orderId } }, numberOf(placed)],
  };
};

export const foldOrderAmended = (
  { data: state, time }: InboundFactOf<'OrderAmended'>,
  { order, profile }: { order: Order; profile?: CustomerProfile | undefined },
): Draft | Contradiction =>
  withDraft(foldState({ state, at: time, order }), profile && { profile: withFirstOrder(profile, state) });

/** Nothing un-cancels an order; of several times the first one stays. */
export const foldOrderCanceled = (
  { data: { canceledAt } }: InboundFactOf<'OrderCanceled'>,
  { order }: { order: Order },
): Draft => {
  if (order.canceledAt !== undefined && order.canceledAt <= canceledAt) return {};
  return {
    order: { ...order, canceledAt },
    events: order.canceledAt === undefined ? [happened(orderCanceled, { canceledAt })] : [],
  };
};

const foldState = ({
  state,
  at,
  order,
}: {
  state: State;
  at: Order['revision'];
  order: Order;
}): Draft | Contradiction => {
  if (state.currency !== order.currency) return { reason: 'The order is known in another currency.' };
  const known = stateOf(order);
  // A number that the customer was once told stays valid, even if the shop has changed it since.
  const alsoKnownBy: readonly KnownBy[] =
    state.orderNumber === order.orderNumber ? [] : [numberOf({ ...order, ...state })];
  if (!isNewer({ at, content: state }, { at: order.revision, content: known })) return { makesKnown: alsoKnownBy };
  const lines = new Map(order.lines.map((line) => [line.lineId, line]));
  return {
    order: {
      ...order,
      ...headerOf(state),
      revision: at,
      lines: state.lines.map((line) => toLine(line, lines.get(line.lineId))),
    },
    events: amendment(known, state),
    makesKnown: alsoKnownBy,
  };
};

const amendment = (known: State, state: State): readonly Happened[] =>
  isSame(known, state) ? [] : [happened(orderAmended, state)];

const withDraft = (draft: Draft | Contradiction, more: Draft | undefined): Draft | Contradiction =>
  'reason' in draft ? draft : { ...draft, ...more };

const headerOf = ({ orderNumber, placedAt, currency, total }: State) => ({ orderNumber, placedAt, currency, total });

const numberOf = ({ shop, orderNumber }: Pick<Order, 'shop' | 'orderNumber'>): KnownBy => ({
  reference: { shop, kind: 'order_number', orderNumber },
});

/** What the shop would have to say for the order to be as it is. */
const stateOf = (order: Order): State => ({
  orderId: order.orderId,
  ...headerOf({ ...order, lines: [] }),
  lines: order.lines.map(({ quantity, units: _, ...line }) => ({ ...line, quantity: quantity.ordered })),
});

const nothingDone = { open: 0, claimed: 0, returning: 0, refunded: 0, replaced: 0 } as const;

const toLine = ({ quantity, ...line }: State['lines'][number], known?: Line): Line => ({
  ...line,
  quantity: { ordered: quantity, shipped: 0, delivered: 0 },
  units: known?.units ?? nothingDone,
});

/** The earliest order that any fact told of, whether or not that fact was the newest of its order. */
const withFirstOrder = (profile: CustomerProfile, { orderId, placedAt }: State): CustomerProfile => {
  const { firstOrder } = profile;
  const isEarlier =
    firstOrder === undefined ||
    (compareText(placedAt, firstOrder.placedAt) || compareText(orderId, firstOrder.orderId)) < 0;
  return isEarlier ? { ...profile, firstOrder: { orderId, placedAt } } : profile;
};
