// One read, one fold, one transaction: how the projector brings a fact to one place in the profile.
import type { DeadLetterPort } from '../../shared/journey/dead-letter-port.ts';
import type { InboundFact } from '../../shared/journey/inbound-fact.ts';
import { inEnvelopes, type JourneyEvent } from '../../shared/journey/journey-event.ts';
import { NotUnderstood } from '../../shared/lambda/queue.ts';
import { fold } from '../../shared/profile/fold/fold.ts';
import type { Folded, KnownBy } from '../../shared/profile/fold/folded.ts';
import { MOST_SHARING } from '../../shared/profile/fold/tracking.ts';
import { TooLargeForProfile } from '../../shared/profile/limits.ts';
import type { Order } from '../../shared/profile/order.ts';
import type {
  CommitOutcome,
  CustomerKey,
  ProfilePort,
  Snapshot,
  Target,
  Transaction,
  WaitingFact,
} from '../../shared/profile/profile-port.ts';
import { instantOf } from '../../shared/profile/time.ts';

export interface ProjectorDependencies {
  readonly profile: ProfilePort;
  readonly deadLetters: DeadLetterPort;
  readonly log: { warn(message: string, ids: Readonly<Record<string, string>>): void };
  readonly now: () => Date;
  /** A new ULID. */
  readonly newId: () => string;
  /** Waits before a try that follows a lost race: longer with each, and not alike for two who raced. */
  readonly pause: (attempt: number) => Promise<void>;
}

/** Losing so many races in a row is no chance: the queue tries again later. */
export const MOST_TRIES = 10;

/** An order's facts are folded under its own key, a customer's particulars under the customer's. */
export type Place = CustomerKey & Partial<Target>;

export interface Folding {
  readonly fact: InboundFact;
  readonly place: Place;
  readonly folds?: WaitingFact | undefined;
  /** After a lost race an eventually consistent read would lose again. */
  readonly consistent: boolean;
}

type Result = { readonly outcome: 'folded'; readonly order: Order | undefined } | { readonly outcome: 'again' };

/**
 * `again`: someone was faster, or the read was behind; try once more, consistently.
 * @throws NotUnderstood where the fact contradicts what is known, or there is no room for it.
 */
export const foldInto = async (folding: Folding, with_: ProjectorDependencies): Promise<Result> => {
  const { fact, place, consistent } = folding;
  const known = await with_.profile.read({ ...place, ...(consistent && { consistent }) });
  const folded = fold({ fact, ...known, parcelId: place.parcelId });
  switch (folded.outcome) {
    case 'changed':
      return write(folding, { known, folded }, with_);
    case 'unchanged':
      if (folding.folds) await with_.profile.letGo(folding.folds);
      return { outcome: 'folded', order: known.order };
    case 'awaits':
      if (!consistent) return { outcome: 'again' };
      throw new Error('An order or parcel that can be found is not there.');
    case 'cannot':
      if (!consistent) return { outcome: 'again' };
      throw new NotUnderstood(folded.reason);
  }
};

type Changed = Extract<Folded, { outcome: 'changed' }>;

const write = async (
  { fact, place, folds }: Folding,
  { known, folded }: { known: Snapshot; folded: Changed },
  with_: ProjectorDependencies,
): Promise<Result> => {
  const makesKnown = await newlyKnown(folded, place, with_.profile);
  // A reference is written with its order; an order that it alone changes goes up by a version.
  const renewed =
    makesKnown.length > 0 && known.order ? { ...known.order, version: known.order.version + 1 } : undefined;
  const order = folded.order ?? renewed;
  const { profile, olderScans } = folded;
  const customer = { shop: place.shop, customerId: place.customerId };
  const { outcome } = await commit(
    {
      customer,
      ...(order && { order }),
      ...(profile && { profile }),
      events: eventsOf({ fact, customer, order, folded }, with_),
      makesKnown,
      olderScans,
      ...(folds && { folds }),
    },
    with_.profile,
  );
  return outcome === 'conflict' ? { outcome: 'again' } : { outcome: 'folded', order: order ?? known.order };
};

/**
 * A stale fact may still tell of a reference. What is known already is not written again, and a tracking number that names more
 * parcels than can share one takes no more: it grows no further.
 */
const newlyKnown = async ({ order, makesKnown }: Changed, place: Place, profile: ProfilePort): Promise<KnownBy[]> => {
  const news: KnownBy[] = [];
  for (const known of makesKnown) {
    const isTracking = known.reference.kind === 'tracking';
    const targets = order && !isTracking ? [] : await profile.find(known.reference);
    const isHere = targets.some(
      ({ customerId, orderId, parcelId }) =>
        customerId === place.customerId && orderId === place.orderId && parcelId === known.parcelId,
    );
    if (!isHere && !(isTracking && targets.length > MOST_SHARING)) news.push(known);
  }
  return news;
};

const commit = async (transaction: Transaction, profile: ProfilePort): Promise<CommitOutcome> => {
  try {
    return await profile.commit(transaction);
  } catch (error) {
    if (!(error instanceof TooLargeForProfile)) throw error;
    throw new NotUnderstood('The order, with this, would be larger than the profile can hold.');
  }
};

const eventsOf = (
  of: { fact: InboundFact; customer: CustomerKey; order: Order | undefined; folded: Changed },
  { newId, now }: ProjectorDependencies,
): readonly JourneyEvent[] => {
  const { fact, customer, order, folded } = of;
  const aggregate = order
    ? { orderId: order.orderId, aggregate: `order/${order.orderId}`, seq: order.version }
    : { aggregate: `customer/${customer.customerId}`, seq: folded.profile?.version ?? 0 };
  return inEnvelopes(folded.events, {
    newId,
    time: instantOf(now()),
    ...customer,
    actor: { kind: 'system' },
    ...aggregate,
    correlationId: fact.id,
    causationId: fact.id,
  });
};
