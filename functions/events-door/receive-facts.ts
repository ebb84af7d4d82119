// POST /api/events: a shop's own systems tell facts. Signature -> input -> personal data apart -> bus.
import { problems } from '../../shared/http/problem.ts';
import { contactHasher } from '../../shared/journey/contact-hash.ts';
import { type DoorDependencies, isTooLarge, letIn, MOST_FACT_BYTES } from '../../shared/journey/facts-in.ts';
import type { InboundFact } from '../../shared/journey/inbound-fact.ts';
import { type HttpReply, type HttpRequest, parseInput, readJsonBody } from '../../shared/lambda/http.ts';
import { assertSigned } from '../../shared/lambda/signature.ts';
import type { ShopId } from '../../shared/profile/ids.ts';
import { toldFacts } from './input.ts';
import { isStandardSigned } from './standard-webhook.ts';
import { takeApart } from './take-apart.ts';

export interface EventsDoorDependencies extends DoorDependencies {
  readonly shop: ShopId;
  readonly readSecret: () => Promise<string>;
  readonly readContactKey: () => Promise<string>;
}

/** 202 when all facts are on the bus; 503 when the sender should send them all again, which does no harm. */
export const receiveFacts =
  (with_: EventsDoorDependencies) =>
  async (request: HttpRequest): Promise<HttpReply> => {
    const now = with_.now();
    await assertSigned({
      readSecret: with_.readSecret,
      isSigned: (secret) => isStandardSigned(request, secret, now),
    });
    const body = readJsonBody(request);
    const told = parseInput(toldFacts(with_.shop, body), body);
    const key = await with_.readContactKey();
    const { facts, persons } = takeApart(told, contactHasher({ key, shop: with_.shop }));
    assertFits(facts);
    if ((await letIn({ facts, persons }, with_)) === 'refused') {
      throw problems.unavailable('Not every fact could be taken. Send all of them again.', {
        headers: { 'retry-after': '5' },
      });
    }
    return { status: 202, body: { accepted: told.length } };
  };

const assertFits = (facts: readonly InboundFact[]): void => {
  const large = facts.find(isTooLarge);
  if (large) throw problems.tooLarge(`One fact may have at most ${MOST_FACT_BYTES} bytes; ${large.id} has more.`);
};
