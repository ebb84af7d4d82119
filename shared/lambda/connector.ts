// What connectors share: a vendor's record is understood, or kept whole; what it told goes in by the same way as any fact.
import type * as z from 'zod';
import { problems } from '../http/problem.ts';
import type { DeadLetterPort } from '../journey/dead-letter-port.ts';
import {
  type DoorDependencies,
  type FactsIn,
  isTooLarge,
  letIn,
  MOST_FACT_BYTES,
  type ToldPerson,
} from '../journey/facts-in.ts';
import { inboundFact } from '../journey/inbound-fact.ts';
import type { HttpReply, HttpRequest } from './http.ts';
import { faultsOf, NotUnderstood } from './queue.ts';
import { assertSigned } from './signature.ts';

/** A fact as a mapping makes it: not checked yet. */
export type RoughFact = z.input<typeof inboundFact>;

/** What a vendor's record comes to; `unused`: a kind of record that tells nothing we keep. */
export type Understood =
  | { readonly facts: readonly RoughFact[]; readonly persons: readonly ToldPerson[] }
  | { readonly unused: string };

export interface ConnectorDependencies extends DoorDependencies {
  readonly log: { info(message: string, ids: Readonly<Record<string, string>>): void };
}

export interface WebhookDependencies extends ConnectorDependencies {
  readonly deadLetters: DeadLetterPort;
  readonly readSecret: () => Promise<string>;
}

interface Vendor {
  readonly isSigned: (request: HttpRequest, secret: string) => boolean;
  /** Throws NotUnderstood where the record is not what the vendor documents. */
  readonly understand: (request: HttpRequest) => Promise<Understood> | Understood;
  /** Headers without which a record is not whole. The signature is one: a letter can be sent again as it came. */
  readonly headers: readonly string[];
}

/**
 * The work of a vendor's webhook route: 401 without a signature, 202 for everything signed, 503 where the vendor should send it again.
 * A vendor can do nothing about what we do not understand: it is kept whole for the operator, and the vendor goes on.
 */
export const receiveWebhook =
  ({ isSigned, understand, headers }: Vendor, with_: WebhookDependencies) =>
  async (request: HttpRequest): Promise<HttpReply> => {
    await assertSigned({ readSecret: with_.readSecret, isSigned: (secret) => isSigned(request, secret) });
    try {
      const accepted = await takeIn(await understand(request), with_);
      return { status: 202, body: { accepted } };
    } catch (error) {
      if (!(error instanceof NotUnderstood)) throw error;
      await with_.deadLetters.keep({ whole: letterOf(request, headers), reason: error.message });
      return { status: 202, body: { accepted: 0 } };
    }
  };

/** @example letterOf(request, ['x-shopify-topic']) is {"headers":{"x-shopify-topic":"orders/create"},"body":"..."} as text */
const letterOf = ({ headers, rawBody }: HttpRequest, names: readonly string[]): string =>
  JSON.stringify({ headers: Object.fromEntries(names.map((name) => [name, headers[name]])), body: rawBody });

/**
 * Lets in what was understood. Answers the number of facts.
 * @throws NotUnderstood where a fact is not as it must be, ProblemError 503 where the bus does not take all of them
 */
export const takeIn = async (understood: Understood, with_: ConnectorDependencies): Promise<number> => {
  if ('unused' in understood) {
    with_.log.info('unused record', { kind: understood.unused });
    return 0;
  }
  const told: FactsIn = { facts: understood.facts.map(parseFact), persons: understood.persons };
  if ((await letIn(told, with_)) === 'refused') {
    throw problems.unavailable('Not every fact could be taken. Send it again.', { headers: { 'retry-after': '5' } });
  }
  return told.facts.length;
};

const parseFact = (rough: RoughFact) => {
  const result = inboundFact.safeParse(rough);
  if (!result.success) throw new NotUnderstood(`${rough.type}: ${faultsOf(result.error)}`);
  if (isTooLarge(result.data)) throw new NotUnderstood(`${rough.type}: has more than ${MOST_FACT_BYTES} bytes`);
  return result.data;
};

/** Free text of the outside world, cut to what is kept of it. */
export const cut = (text: string, most: number): string => text.slice(0, most).toWellFormed();
