// Who is asking: reads the pass of a request and says what it may do. No customer id ever comes from an input.
import { ProblemError, problems } from '../http/problem.ts';
import type { Actor } from '../journey/actor.ts';
import { type Assurance, isAssured, type Pass, type PassVerifier } from '../pass/pass.ts';
import type { CustomerProfile } from '../profile/customer-profile.ts';

export interface Needs {
  /** Id of the micro-app. */
  readonly app: string;
  readonly assurance: Assurance;
  readonly audience: readonly Actor['kind'][];
}

/**
 * Verifies the pass in an Authorization header (RFC 6750 bearer token).
 * @throws ProblemError 401 where there is none or it is not ours or has ended, 403 where it is not for this.
 */
export const openWithPass = async (given: {
  authorization: string | undefined;
  needs: Needs;
  passes: PassVerifier;
  now: Date;
}): Promise<Pass> => {
  const token = /^Bearer ([\w.-]+)$/i.exec(given.authorization ?? '')?.[1];
  if (!token) throw unauthorized(problems.passMissing('Open the link from your message, or ask for a new one.'));
  const pass = await given.passes.verify(token, { now: given.now });
  if (pass === 'ended') throw unauthorized(problems.passEnded('Your link has ended. Ask for a new one.'));
  if (pass === 'invalid') throw unauthorized(invalid());
  assertAllowed(pass, given.needs);
  return pass;
};

/**
 * A customer's passes end at once when their `passEpoch` moves on; the epoch comes with the read that every decision makes.
 * @throws ProblemError 401
 */
export const assertNotRevoked = (pass: Pass, profile: Pick<CustomerProfile, 'passEpoch'>): void => {
  if (pass.epoch !== profile.passEpoch) throw unauthorized(invalid());
};

/** Who acts with a pass. */
export const actorOf = (pass: Pass): Actor =>
  pass.act ? { kind: pass.act.kind, id: pass.act.sub } : { kind: 'customer' };

const assertAllowed = (pass: Pass, needs: Needs): void => {
  if (!pass.apps.includes(needs.app) || !needs.audience.includes(actorOf(pass).kind)) {
    throw problems.notAllowed('This pass is for something else.');
  }
  if (!isAssured(pass.assurance, needs.assurance)) {
    throw problems.notAllowed('This needs a code that we send you.', { next: needs.assurance });
  }
};

const invalid = (): ProblemError =>
  problems.passInvalid('Open the link from your message again, or ask for a new one.');

const unauthorized = (error: ProblemError): ProblemError =>
  new ProblemError(error.problem, { 'www-authenticate': 'Bearer' });
