// What one customer's decisions need besides the order. Holds no personal data: that lives under its own partition.
import type { CustomerId, OrderId, ShopId } from './ids.ts';
import type { Instant } from './time.ts';

export interface CustomerProfile {
  readonly shop: ShopId;
  readonly customerId: CustomerId;
  readonly version: number;
  /** Passes of an older epoch are revoked. Starts at 0. */
  readonly passEpoch: number;
  /** BCP 47 language of the customer, as the shop said it. */
  readonly locale?: string;
  /** Keyed hashes of the contacts on file (e-mail, phone), see `contactHash`. */
  readonly contacts: readonly string[];
  /** The source's own time of the newest `contacts`. */
  readonly revision?: Instant;
  /** The source's own time of the newest `locale`: not everything that tells contacts tells a language. */
  readonly localeRevision?: Instant;
  readonly firstOrder?: { readonly orderId: OrderId; readonly placedAt: Instant };
}
