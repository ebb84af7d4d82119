// The way into doors that the outside world knocks on: a signature over the raw body, by a secret both sides know.
import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { problems } from '../http/problem.ts';

/** Two values are accepted, so that a source can change its secret without a gap. */
const rotating = z.object({ current: z.string().min(8), previous: z.string().min(8).optional() });

/**
 * Lets a request in that was signed with the secret, or with the one before.
 * `readSecret`: the secret's text as it is kept, plain or, while it changes, `{"current":"...","previous":"..."}`.
 * @throws ProblemError 401
 */
export const assertSigned = async (by: {
  readonly readSecret: () => Promise<string>;
  readonly isSigned: (secret: string) => boolean;
}): Promise<void> => {
  const secrets = secretsIn(await by.readSecret());
  if (!secrets.some((secret) => by.isSigned(secret))) {
    throw problems.signatureInvalid('Sign the raw body with the secret of this address.');
  }
};

const secretsIn = (text: string): readonly string[] => {
  if (!text.startsWith('{')) return [text.trim()];
  const { current, previous } = rotating.parse(JSON.parse(text));
  return previous === undefined ? [current] : [current, previous];
};

/** HMAC-SHA256 of a body as it came. */
export const hmacOf = (key: string | Buffer, body: string): Buffer => createHmac('sha256', key).update(body).digest();

/** Takes as long for a wrong signature as for the right one. */
export const isSameSignature = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);
