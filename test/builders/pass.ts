// What a pass says, before it is signed.
import { PASS_AUDIENCE, PASS_ISSUER, type Pass } from '../../shared/pass/pass.ts';
import { CUSTOMER, SHOP } from './customer.ts';
import { at } from './instants.ts';
import { as, type Some } from './plain.ts';

/** A link pass of Ada's for tracking order 1001, good for a day. @example aPass({ assurance: 'code', epoch: 1 }) */
export const aPass = (of: Some<Pass> = {}): Pass => {
  const iat = of.iat ?? Date.parse(at('2026-08-01')) / 1000;
  return as<Pass>({
    iss: PASS_ISSUER,
    aud: PASS_AUDIENCE,
    sub: CUSTOMER,
    shop: SHOP,
    apps: ['track-order'],
    order: '1001',
    assurance: 'link',
    epoch: 0,
    iat,
    exp: iat + 86_400,
    jti: 'pass-1',
    ...of,
  });
};
