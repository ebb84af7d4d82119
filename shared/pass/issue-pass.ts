// What a pass for one order says: for whom, for which micro-apps, until when. Signing comes after.
import type { CustomerProfile } from '../profile/customer-profile.ts';
import type { Order } from '../profile/order.ts';
import { PASS_AUDIENCE, PASS_ISSUER, type Pass } from './pass.ts';

/** A link lives so long after the last promise; without a promise, after it was made. */
const LINK_DAYS = 60;

/**
 * A link's pass: opens tracking of one order, and whatever else a link is enough for.
 * @example linkPass({ order, profile, apps: ['track-order'], now: new Date(), jti: ulid() })
 */
export const linkPass = (given: {
  order: Order;
  profile: CustomerProfile;
  /** Ids of micro-apps. */
  apps: readonly string[];
  now: Date;
  jti: string;
}): Pass => {
  const { order, profile, apps, now, jti } = given;
  const promised = order.parcels.flatMap(({ promises }) => promises.map(({ by }) => Date.parse(by)));
  const lastDay = Math.max(now.getTime(), ...promised);
  return {
    iss: PASS_ISSUER,
    aud: PASS_AUDIENCE,
    sub: order.customerId,
    shop: order.shop,
    apps: [...apps],
    order: order.orderId,
    assurance: 'link',
    epoch: profile.passEpoch,
    iat: Math.floor(now.getTime() / 1000),
    exp: Math.floor(lastDay / 1000) + LINK_DAYS * 24 * 60 * 60,
    jti,
  };
};
