// The plug of a micro-app: everything the suite needs to know about it stands here, and everything else follows from it.
import type * as z from 'zod';
import type { Actor } from '../journey/actor.ts';
import type { Happened, JourneyEventType } from '../journey/journey-event.ts';
import type { Assurance } from '../pass/pass.ts';
import type { CustomerProfile } from '../profile/customer-profile.ts';
import type { ParcelId } from '../profile/ids.ts';
import type { Order } from '../profile/order.ts';
import type { Scan } from '../profile/parcel.ts';
import type { Page } from '../profile/profile-port.ts';
import type { Language, ShopRules } from '../profile/shop.ts';
import type { Instant } from '../profile/time.ts';

/** A sentence in every language that the product speaks. */
export type Sentence = Readonly<Record<Language, string>>;

/** What an input makes an app need besides the customer's profile and order, which every decision has. */
export interface FactsNeeded {
  /** A further page of a parcel's scans (its own read of the table). */
  readonly olderScans?: { readonly parcelId: ParcelId; readonly after?: string };
}

/** What a rule decides on. It sees nothing else: no clock, no randomness, no I/O. */
export interface Facts<Input> {
  readonly input: Input;
  readonly order: Order;
  readonly profile: CustomerProfile;
  readonly olderScans?: Page<Scan>;
  readonly shop: ShopRules;
  readonly actor: Actor;
  readonly assurance: Assurance;
  readonly now: Instant;
}

/** What a refusal tells the customer. `next` names the micro-app or action that helps. */
export interface Refusal {
  readonly title: Sentence;
  readonly detail: Sentence;
  readonly next?: Sentence;
}

/** What one transaction writes: the order's new state (its `version` one higher) and what happened. */
export interface Change<Event> {
  readonly order: Order;
  readonly events: readonly Event[];
}

/** The rule accepted: what the customer gets and, unless nothing changes, what is written before they get it. */
export interface Accepted<Output, Event> {
  readonly accepted: true;
  readonly output: Output;
  readonly change?: Change<Event>;
}

/** The rule refused, by a name that the app's table of refusals holds. */
export interface Refused<Reason extends string> {
  readonly accepted: false;
  readonly refusal: Reason;
}

export type Decision<Output, Event, Reason extends string> = Accepted<Output, Event> | Refused<Reason>;

/** @example accept({ order, parcels }) */
export const accept = <Output, Event = never>(output: Output, change?: Change<Event>): Accepted<Output, Event> => ({
  accepted: true,
  output,
  ...(change && { change }),
});

/** @example refuse('order_not_yet_shipped') */
export const refuse = <const Reason extends string>(refusal: Reason): Refused<Reason> => ({ accepted: false, refusal });

/** A named case of an app: its tests, its documentation and the demo shop all read it. */
export interface Example<Input, Output, Reason extends string> {
  /** A sentence in the customer's words. */
  readonly name: string;
  readonly facts: Facts<Input>;
  readonly expect: { readonly output: Partial<Output> } | { readonly refusal: Reason };
}

/** The web component that customers see: its tag, and its file relative to the app's folder (text: no page code enters a function). */
export interface Element {
  readonly tag: `${string}-${string}`;
  readonly file: `./${string}.ts`;
}

export interface MicroApp<
  Id extends string = string,
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
  Reason extends string = string,
  Events extends readonly JourneyEventType[] = readonly JourneyEventType[],
> {
  /** Kebab case; also the folder's name, the route's last part and the name in a pass. */
  readonly id: Id;
  readonly title: Sentence;
  /** Who may call it: a customer's own pass, or one held by an agent or assistant on the customer's behalf. */
  readonly audience: readonly Actor['kind'][];
  /** How sure we must be who holds the pass. */
  readonly assurance: Assurance;
  readonly input: Input;
  readonly output: Output;
  /** Every expected "no", by its name. */
  readonly refusals: Readonly<Record<Reason, Refusal>>;
  /** Every type of journey event it may cause. An app that emits none writes nothing, and is granted no write. */
  readonly emits: Events;
  /** What an input needs to be decided on. */
  readonly facts: (input: z.output<Input>) => FactsNeeded;
  /** The rule. Pure. */
  readonly decide: (facts: Facts<z.output<Input>>) => Decision<z.input<Output>, Happened<Events[number]>, Reason>;
  readonly element: Element;
  /** What the customer loses while this app fails: the alarm says it. One sentence. */
  readonly whenItFails: string;
}

/**
 * Declares a micro-app. The types tie rule, refusals, output and events together: a refusal without a sentence, or a sentence
 * that no rule can give, does not compile.
 * @example
 * export const trackOrder = defineMicroApp({ id: 'track-order', input, output, refusals, emits: [], decide, ... });
 */
export const defineMicroApp = <
  const Id extends string,
  Input extends z.ZodType,
  Output extends z.ZodType,
  const Reason extends string,
  const Events extends readonly JourneyEventType[],
>(
  app: MicroApp<Id, Input, Output, Reason, Events>,
): MicroApp<Id, Input, Output, Reason, Events> => app;

/** A micro-app of any shape, as the register and the pipeline hold it. */
// biome-ignore lint/suspicious/noExplicitAny: apps of different inputs and outputs stand in one register; each was checked where it was defined
export type AnyMicroApp = MicroApp<string, any, any, any, any>;
