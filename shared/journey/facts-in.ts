// What every door does at the end: personal data goes where it belongs, the facts without it onto the bus.
import type { Person, PersonalDataPort } from '../profile/personal-data-port.ts';
import type { CustomerKey } from '../profile/profile-port.ts';
import { type Instant, instantOf } from '../profile/time.ts';
import type { BusPort } from './bus-port.ts';
import type { Contact } from './contact-hash.ts';
import { INBOUND_SOURCE, type InboundFact } from './inbound-fact.ts';

export interface ToldPerson extends CustomerKey {
  readonly person: Person;
  /** The source's own time. */
  readonly revision: Instant;
}

/** What a source told, taken apart. */
export interface FactsIn {
  readonly facts: readonly InboundFact[];
  readonly persons: readonly ToldPerson[];
}

export interface DoorDependencies {
  readonly bus: BusPort;
  readonly personalData: PersonalDataPort;
  readonly now: () => Date;
}

/** Below the 256 KB that the bus takes as one entry, with room for what it adds. */
export const MOST_FACT_BYTES = 250_000;

export const isTooLarge = (fact: InboundFact): boolean => Buffer.byteLength(JSON.stringify(fact)) > MOST_FACT_BYTES;

/**
 * `refused`: not everything reached the bus; the source should send all of it again, which does no harm.
 * Persons go first: a fact on the bus may soon ask for them.
 */
export const letIn = async (
  { facts, persons }: FactsIn,
  { bus, personalData, now }: DoorDependencies,
): Promise<'published' | 'refused'> => {
  for (const told of persons) await personalData.put(told);
  const time = instantOf(now());
  const failed = await bus.publish(
    facts.map((fact) => ({ source: INBOUND_SOURCE, type: fact.type, time, detail: fact })),
  );
  return failed.length === 0 ? 'published' : 'refused';
};

/** How a person can be reached. */
export const contactsOf = ({ email, phone }: Pick<Person, 'email' | 'phone'>): readonly Contact[] => [
  ...(email ? [{ kind: 'email', value: email } as const] : []),
  ...(phone ? [{ kind: 'phone', value: phone } as const] : []),
];
