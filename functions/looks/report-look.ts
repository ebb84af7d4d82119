// That a customer looked: told by the page once a person has seen the answer, so that reading itself writes nothing.
import * as z from 'zod';
import { happened, inEnvelopes } from '../../shared/journey/journey-event.ts';
import { type HttpReply, type HttpRequest, parseInput, readJsonBody } from '../../shared/lambda/http.ts';
import { actorOf, assertNotRevoked, openWithPass } from '../../shared/lambda/pass-door.ts';
import type { Pass, PassVerifier } from '../../shared/pass/pass.ts';
import type { ProfilePort } from '../../shared/profile/profile-port.ts';
import { instantOf } from '../../shared/profile/time.ts';
import { customerLooked } from './customer-looked.ts';

interface Dependencies {
  readonly profile: Pick<ProfilePort, 'commit' | 'read'>;
  readonly passes: PassVerifier;
  readonly now: () => Date;
  readonly newId: () => string;
}

const input = z.object({ app: z.string().max(100) });

const HOUR = 60 * 60;

/** At most one look a pass and hour becomes a journey event; every further one gets the same answer. */
export const reportLook =
  (with_: Dependencies) =>
  async (request: HttpRequest): Promise<HttpReply> => {
    const { app } = parseInput(input, readJsonBody(request));
    const pass = await openWithPass({
      authorization: request.headers.authorization,
      needs: { app, assurance: 'link', audience: ['customer', 'agent', 'assistant'] },
      passes: with_.passes,
      now: with_.now(),
    });
    const { outcome } = await with_.profile.commit(look(app, pass, request, with_));
    // Either the pass was revoked, or others kept changing the profile: then this look stays uncounted, which harms nobody.
    if (outcome === 'conflict') await assertStillGood(pass, with_.profile);
    return { status: 202, body: {} };
  };

const assertStillGood = async (pass: Pass, profile: Pick<ProfilePort, 'read'>): Promise<void> => {
  const read = await profile.read({ shop: pass.shop, customerId: pass.sub, consistent: true });
  assertNotRevoked(pass, { passEpoch: read.profile?.passEpoch ?? 0 });
};

const look = (app: string, pass: Pass, request: HttpRequest, { now, newId }: Dependencies) => {
  const seconds = Math.floor(now().getTime() / 1000);
  const hour = Math.floor(seconds / HOUR);
  const customer = { shop: pass.shop, customerId: pass.sub };
  const events = inEnvelopes([happened(customerLooked, { app })], {
    newId,
    time: instantOf(now()),
    ...customer,
    actor: actorOf(pass),
    ...(pass.act && { onBehalfOf: pass.sub }),
    ...(pass.order && { orderId: pass.order }),
    aggregate: `pass/${pass.jti}`,
    seq: hour,
    correlationId: request.requestId,
    causationId: request.requestId,
  });
  const key = `look/${pass.jti}/${hour}`;
  const answered = { key, requestHash: key, answer: '{}', expiresAt: (hour + 1) * HOUR };
  return { customer, passEpoch: pass.epoch, events, answered };
};
