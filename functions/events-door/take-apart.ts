// Takes told facts apart: persons to their own place, and facts with nothing but keyed hashes of contacts to the bus.
import type { ContactHasher } from '../../shared/journey/contact-hash.ts';
import { contactsOf, type FactsIn } from '../../shared/journey/facts-in.ts';
import type { InboundFact } from '../../shared/journey/inbound-fact.ts';
import type { CustomerId } from '../../shared/profile/ids.ts';
import type { Person } from '../../shared/profile/personal-data-port.ts';
import type { ToldFact } from './input.ts';

type Told<Type extends ToldFact['type']> = Extract<ToldFact, { type: Type }>;

export const takeApart = (told: readonly ToldFact[], hasher: ContactHasher): FactsIn => {
  const each = told.map((fact) => takeOneApart(fact, hasher));
  return { facts: each.flatMap(({ facts }) => facts), persons: each.flatMap(({ persons }) => persons) };
};

const takeOneApart = (fact: ToldFact, hasher: ContactHasher): FactsIn => {
  if (fact.type === 'OrderPlaced') return placed(fact, hasher);
  if (fact.type === 'CustomerUpdated') {
    const { customerId, locale, person } = fact.data;
    return aboutPerson({ fact, id: fact.id, customerId, locale, person }, hasher);
  }
  return { facts: [fact as InboundFact], persons: [] };
};

const placed = (fact: Told<'OrderPlaced'>, hasher: ContactHasher): FactsIn => {
  const { person, locale, customerId: account, ...order } = fact.data;
  const contacts = contactsOf(person ?? {});
  const customerId = account ?? hasher.guestId({ contacts, orderId: order.orderId });
  const placedOrder: InboundFact = { ...fact, data: { ...order, customerId } };
  if (!person) return { facts: [placedOrder], persons: [] };
  const about = aboutPerson({ fact, id: `${fact.id}/customer`, customerId, locale, person }, hasher);
  return { facts: [placedOrder, ...about.facts], persons: about.persons };
};

interface About {
  readonly fact: Pick<ToldFact, 'shop' | 'time'>;
  readonly id: string;
  readonly customerId: CustomerId;
  readonly locale: string | undefined;
  readonly person: Person;
}

const aboutPerson = (
  { fact: { shop, time }, id, customerId, locale, person }: About,
  hasher: ContactHasher,
): FactsIn => ({
  facts: [
    {
      id,
      type: 'CustomerUpdated',
      schemaVersion: 1,
      time,
      shop,
      data: { customerId, ...(locale !== undefined && { locale }), contacts: hasher.hashes(contactsOf(person)) },
    },
  ],
  persons: [{ shop, customerId, person, revision: time }],
});
