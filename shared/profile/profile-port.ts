// The persistence interface of the shared profile. One adapter speaks DynamoDB, one twin lives in memory; one contract suite holds both.

import type { InboundFact } from '../journey/inbound-fact.ts';
import type { JourneyEvent } from '../journey/journey-event.ts';
import type { CustomerProfile } from './customer-profile.ts';
import type { CustomerId, OrderId, ParcelId, ShopId } from './ids.ts';
import type { Order } from './order.ts';
import type { Scan } from './parcel.ts';
import type { Instant } from './time.ts';

export interface CustomerKey {
  readonly shop: ShopId;
  readonly customerId: CustomerId;
}
export interface OrderKey extends CustomerKey {
  readonly orderId: OrderId;
}

/** What one decision needs. Missing items are `undefined`. */
export interface Snapshot {
  readonly profile?: CustomerProfile;
  readonly order?: Order;
  /** The stored answer, where one was asked for by its key and there is one that has not expired. */
  readonly answered?: AnsweredCommand;
}

/** The stored answer to a command: a replay answers what the first call answered. */
export interface AnsweredCommand {
  readonly key: string;
  /** Hash of the request: the same key with another body is a mistake of the caller. */
  readonly requestHash: string;
  readonly answer: string;
  /** When the record may go (epoch seconds). */
  readonly expiresAt: number;
}

/** An aggregate's new state. `version` is one above the state it was decided on; 1 creates it. */
export interface Transaction {
  readonly customer: CustomerKey;
  readonly profile?: CustomerProfile;
  readonly order?: Order;
  /** The customer's `passEpoch` must still be this. */
  readonly passEpoch?: number;
  readonly events: readonly JourneyEvent[];
  readonly answered?: AnsweredCommand;
  /** Scans that no longer fit on the order. */
  readonly olderScans?: readonly { readonly orderId: OrderId; readonly parcelId: ParcelId; readonly scan: Scan }[];
  /** References to the order, or to one of its parcels, that this transaction makes known. */
  readonly makesKnown?: readonly { readonly reference: Reference; readonly parcelId?: ParcelId }[];
  /** A waiting fact that this transaction folds: it waits no longer. */
  readonly folds?: WaitingFact;
}

/**
 * - `committed`: all of it.
 * - `conflict`: nothing; someone was faster, decide again on fresh facts.
 * - `answered`: nothing; this command was answered before.
 */
export type CommitOutcome =
  | { readonly outcome: 'committed' }
  | { readonly outcome: 'conflict' }
  | { readonly outcome: 'answered'; readonly before: AnsweredCommand };

/** What an order or parcel is known by. A carrier's name counts without case, spaces and punctuation. */
export type Reference = { readonly shop: ShopId } & (
  | { readonly kind: 'order'; readonly orderId: OrderId }
  | { readonly kind: 'order_number'; readonly orderNumber: string }
  | { readonly kind: 'parcel'; readonly orderId: OrderId; readonly parcelId: ParcelId }
  | { readonly kind: 'tracking'; readonly carrier: string; readonly trackingNumber: string }
);

/** Whose order (and which parcel of it) a reference means. */
export interface Target extends OrderKey {
  readonly parcelId?: ParcelId;
}

/** A fact that came before what it speaks of. */
export interface WaitingFact {
  readonly awaits: Reference;
  readonly fact: InboundFact;
  readonly since: Instant;
}

/** A page of a list. `next` is an opaque place to go on from; no `next`, no more. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next?: string;
}

export interface ProfilePort {
  /**
   * Profile, order and (with `answerKey`) a stored answer in one request to the table; unprocessed keys are asked for again.
   * Eventually consistent unless `consistent`: a decision that loses a race reads again consistently.
   */
  read(
    key: CustomerKey & { readonly orderId?: OrderId; readonly answerKey?: string; readonly consistent?: true },
  ): Promise<Snapshot>;
  /** All or nothing. Throttles and transaction conflicts are retried inside, with a bound. */
  commit(transaction: Transaction): Promise<CommitOutcome>;
  /** What a reference means; more than one only where two parcels share a tracking number. Consistent. */
  find(reference: Reference): Promise<readonly Target[]>;
  /** Scans that no longer fit on the order, newest first. */
  olderScans(at: OrderKey & { readonly parcelId: ParcelId; readonly after?: string }): Promise<Page<Scan>>;
  /** The customer's journey events, newest first. */
  timeline(of: CustomerKey & { readonly after?: string; readonly limit?: number }): Promise<Page<JourneyEvent>>;
  /** Keeps a fact until what it awaits is known. `known`: it became known meanwhile, so fold it instead. */
  wait(fact: WaitingFact): Promise<'waiting' | 'known'>;
  /** A fact waits no longer: it is folded, or kept elsewhere. */
  letGo(fact: WaitingFact): Promise<void>;
  /** What waits for this, oldest first. Consistent. */
  waitingFor(reference: Reference): Promise<readonly WaitingFact[]>;
  /** What has waited since before then, a bounded number. */
  waitingSince(at: { readonly before: Instant }): Promise<readonly WaitingFact[]>;
}

/** The relay's and the sweeper's view: marks of events that may not have reached the bus yet. */
export interface OutboxPort {
  /** Events were published: their marks go. */
  published(events: readonly JourneyEvent[]): Promise<void>;
  /** Events whose mark is older than `before`, oldest first, a bounded number. */
  unpublished(at: { readonly before: Instant }): Promise<readonly JourneyEvent[]>;
}
