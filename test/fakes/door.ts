// What a door stands on, in memory: what it let in and what it kept can be looked at.
import type { BusEntry } from '../../shared/journey/bus-port.ts';
import type { DeadLetter } from '../../shared/journey/dead-letter-port.ts';
import type { ToldPerson } from '../../shared/journey/facts-in.ts';
import type { InboundFact } from '../../shared/journey/inbound-fact.ts';
import type { HttpRequest } from '../../shared/lambda/http.ts';
import { shopRules } from '../../shared/profile/shop.ts';
import { SHOP } from '../builders/customer.ts';

export const WEBHOOK_SECRET = 'a-secret-of-the-webhook';

/** @example const { dependencies, facts } = aDoor(); await receiveFacts({ ...dependencies, shop: SHOP })(request) */
export const aDoor = ({ busRefuses = false, now = new Date('2026-08-01T10:00:00.000Z') } = {}) => {
  const facts: InboundFact[] = [];
  const persons: ToldPerson[] = [];
  const letters: DeadLetter[] = [];
  const logged: Readonly<Record<string, string>>[] = [];
  const dependencies = {
    bus: {
      publish: async (entries: readonly BusEntry[]) => {
        if (busRefuses) return entries;
        facts.push(...entries.map(({ detail }) => detail as InboundFact));
        return [];
      },
    },
    personalData: {
      put: async (told: ToldPerson) => {
        persons.push(told);
      },
    },
    deadLetters: {
      keep: async (letter: DeadLetter) => {
        letters.push(letter);
      },
    },
    log: { info: (_: string, ids: Readonly<Record<string, string>>) => void logged.push(ids) },
    readSecret: async () => WEBHOOK_SECRET,
    readContactKey: async () => 'a-key-of-contact-hashes',
    now: () => now,
  };
  return { dependencies, facts, persons, letters, logged };
};

export const aShop = shopRules.parse({ shop: SHOP, name: 'Northwind', timeZone: 'Europe/London', tracking: {} });

export const aRequest = (rawBody: string, headers: HttpRequest['headers'] = {}): HttpRequest => ({
  rawBody,
  headers: { 'content-type': 'application/json', ...headers },
  requestId: 'request-1',
});
