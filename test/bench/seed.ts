// Gives a customer orders, by the profile port and many at a time.
import type { CustomerId, ShopId } from '../../shared/profile/ids.ts';
import type { Order } from '../../shared/profile/order.ts';
import type { ProfilePort } from '../../shared/profile/profile-port.ts';
import { aProfile } from '../builders/customer.ts';
import { orderOf } from './orders.ts';

interface Seeded {
  readonly shop: ShopId;
  readonly customerId: string;
  readonly orders: number;
  /** Of each order's item. */
  readonly bytes: number;
}

const AT_ONCE = 32;

/** @returns the order placed last */
export const seedCustomer = async (profile: ProfilePort, { orders, bytes, ...of }: Seeded): Promise<Order> => {
  const customer = { shop: of.shop, customerId: of.customerId as CustomerId };
  const last = orderOf({ ...customer, orderId: `${of.customerId}-${orders}`, bytes });
  const commit = async (order: Order): Promise<void> => {
    const { outcome } = await profile.commit({ customer, order, events: [] });
    if (outcome !== 'committed') throw new Error(`An order was not committed: ${outcome}.`);
  };
  await profile.commit({ customer, profile: aProfile(of), order: last, events: [] });
  let placed = orders - 1;
  const worker = async (): Promise<void> => {
    while (placed > 0) {
      const orderId = `${of.customerId}-${placed}` as Order['orderId'];
      placed -= 1;
      await commit({ ...last, orderId });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return last;
};
