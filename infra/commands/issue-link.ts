// Makes a customer's link to an order: finds the order, signs a pass with the stack's key, puts it into the address's fragment.
import { ulid } from 'ulid';
import * as register from '../../micro-apps/index.ts';
import { dynamoClient } from '../../shared/aws/clients.ts';
import { dynamoProfile } from '../../shared/aws/dynamo-profile.ts';
import { kmsPassKeys } from '../../shared/aws/pass-keys.ts';
import { linkPass } from '../../shared/pass/issue-pass.ts';
import { passSigner } from '../../shared/pass/pass-token.ts';
import type { OrderId, ShopId } from '../../shared/profile/ids.ts';
import type { Order } from '../../shared/profile/order.ts';
import type { Target as Found, ProfilePort } from '../../shared/profile/profile-port.ts';
import type { Target } from './target.ts';

const customerApps = Object.values(register)
  .filter(({ audience }) => audience.includes('customer'))
  .map(({ id }) => id);

export interface LinkIssuer {
  /** The order, if there is one. */
  find(order: string): Promise<Order | undefined>;
  /**
   * `order`: an order's id or the number that the customer knows it by.
   * @throws Error with a sentence where there is no such order, or more than one
   */
  issue(order: string): Promise<string>;
  /** The pass alone. */
  issuePass(order: string): Promise<string>;
}

/** @example const { issue } = linkIssuer(openTarget({ aws: false }), 'demo'); await issue('#1001') */
export const linkIssuer = (target: Target, shop: ShopId): LinkIssuer => {
  const profile = dynamoProfile({ client: dynamoClient(), tableName: target.output('TableName') });
  const signer = passSigner(kmsPassKeys(target.output('PassKeyIds').split(',')));
  const issuePass = async (order: string): Promise<string> => {
    const found = await findOrder(profile, shop, order);
    const read = await profile.read({ ...found, consistent: true });
    if (!read.order || !read.profile) throw new Error(`Order ${order} is not in the profile.`);
    return signer.sign(
      linkPass({ order: read.order, profile: read.profile, apps: customerApps, now: new Date(), jti: ulid() }),
    );
  };
  const page = `${target.output('Url')}/${register.trackOrder.id}/`;
  const find = async (order: string): Promise<Order | undefined> => {
    const [found] = await findTargets(profile, shop, order);
    return found && (await profile.read({ ...found, consistent: true })).order;
  };
  return { find, issuePass, issue: async (order) => `${page}#pass=${await issuePass(order)}` };
};

const findOrder = async (profile: ProfilePort, shop: ShopId, order: string): Promise<Found> => {
  const [only, another] = await findTargets(profile, shop, order);
  if (!only) throw new Error(`There is no order ${order}. Has it come in as an event yet?`);
  if (another) throw new Error(`Several orders have the number ${order}. Give the order's id.`);
  return only;
};

const findTargets = async (profile: ProfilePort, shop: ShopId, order: string): Promise<readonly Found[]> => {
  const byId = await profile.find({ shop, kind: 'order', orderId: order as OrderId });
  return byId.length > 0 ? byId : profile.find({ shop, kind: 'order_number', orderNumber: order });
};
