// A customer of a shop, and the customer's profile.
import type { CustomerProfile } from '../../shared/profile/customer-profile.ts';
import type { CustomerId, ShopId } from '../../shared/profile/ids.ts';
import type { CustomerKey } from '../../shared/profile/profile-port.ts';
import { as, type Some } from './plain.ts';

export const SHOP = 'northwind' as ShopId;
export const CUSTOMER = 'ada' as CustomerId;

/** Whose profile: Ada's, at Northwind, unless told otherwise. */
export const aCustomer = (of: Some<CustomerKey> = {}): CustomerKey =>
  as<CustomerKey>({ shop: SHOP, customerId: CUSTOMER, ...of });

/** @example aProfile({ passEpoch: 1 }) */
export const aProfile = (of: Some<CustomerProfile> = {}): CustomerProfile =>
  as<CustomerProfile>({ shop: SHOP, customerId: CUSTOMER, version: 1, passEpoch: 0, contacts: [], ...of });
