// The signed, short-lived right to use named micro-apps for one customer.
import * as z from 'zod';
import { actor } from '../journey/actor.ts';
import { customerId, orderId, shopId } from '../profile/ids.ts';

/** How sure we are who holds the pass, weakest first. */
export const assurance = z.enum(['link', 'code', 'desk']);
export type Assurance = z.infer<typeof assurance>;

/** Whether a pass of one assurance may do what needs another. Example: `isAssured('link', 'code')` is false. */
export const isAssured = (has: Assurance, needs: Assurance): boolean =>
  assurance.options.indexOf(has) >= assurance.options.indexOf(needs);

export const PASS_ISSUER = 'touchpoint';
export const PASS_AUDIENCE = 'touchpoint/micro-apps';

/** The claims of a pass (a JWT, RFC 7519; `act` after RFC 8693). Times are NumericDate: seconds since the epoch. */
export const passClaims = z.object({
  iss: z.literal(PASS_ISSUER),
  aud: z.literal(PASS_AUDIENCE),
  sub: customerId,
  act: z.object({ sub: z.string().max(128), kind: actor.shape.kind.extract(['agent', 'assistant']) }).optional(),
  shop: shopId,
  /** Ids of the micro-apps it opens. */
  apps: z.array(z.string()).min(1).max(50),
  /** Usually a pass is for one order. */
  order: orderId.optional(),
  assurance,
  /** Must equal the profile's `passEpoch`. */
  epoch: z.int().nonnegative(),
  iat: z.int(),
  exp: z.int(),
  jti: z.string().min(1).max(64),
});
export type Pass = z.infer<typeof passClaims>;

/** Tells whether a token is a pass of ours that has not ended. */
export interface PassVerifier {
  verify(token: string, at: { readonly now: Date }): Promise<Pass | PassFault>;
}
/** Why a token is no pass: `ended` passes can be renewed by code, all others are simply not ours. */
export type PassFault = 'invalid' | 'ended';

export interface PassSigner {
  sign(claims: Pass): Promise<string>;
}
