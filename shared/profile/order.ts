// One item is the whole order: what every decision reads, guarded by one version.
import type { CustomerId, LineId, OrderId, PaymentId, RefundId, ShopId } from './ids.ts';
import type { Currency, MinorUnits } from './money.ts';
import type { Parcel } from './parcel.ts';
import type { Instant } from './time.ts';

/** How many units of a line are in each state. Each unit is in exactly one; the sum is the ordered quantity. */
export interface LineUnits {
  readonly open: number;
  readonly claimed: number;
  readonly returning: number;
  readonly refunded: number;
  readonly replaced: number;
}

/** `shipped` and `delivered` follow from the order's parcels. All integers. */
export interface LineQuantity {
  readonly ordered: number;
  readonly shipped: number;
  readonly delivered: number;
}

export interface Line {
  readonly lineId: LineId;
  readonly articleId: string;
  readonly title: string;
  readonly quantity: LineQuantity;
  readonly units: LineUnits;
  /** For one unit, before discounts. */
  readonly unitPrice: MinorUnits;
  /** What was paid for the whole line, after discounts, with tax. */
  readonly paid: MinorUnits;
  readonly needsShipping: boolean;
}

/** A refund that the shop made outside of Touchpoint: it counts against the payment and moves units. */
export interface RecordedRefund {
  readonly refundId: RefundId;
  /** The source's own time of what it says of this refund. */
  readonly revision: Instant;
  readonly paymentId: PaymentId;
  readonly amount: MinorUnits;
  readonly refundedAt: Instant;
  readonly lines: readonly { readonly lineId: LineId; readonly quantity: number }[];
}

/** `refundable` = captured - refunded - reserved, kept because conditions do no arithmetic. */
export interface Payment {
  readonly paymentId: PaymentId;
  readonly revision: Instant;
  readonly capturedAt: Instant;
  readonly captured: MinorUnits;
  readonly refunded: MinorUnits;
  readonly reserved: MinorUnits;
  readonly refundable: MinorUnits;
}

export interface Order {
  readonly shop: ShopId;
  readonly customerId: CustomerId;
  readonly orderId: OrderId;
  /** Goes up by one with every committed change; guards every invariant of the order. */
  readonly version: number;
  /** What the customer knows the order by. */
  readonly orderNumber: string;
  /** The source's own time of the newest state of header and lines. */
  readonly revision: Instant;
  readonly placedAt: Instant;
  readonly currency: Currency;
  readonly total: MinorUnits;
  readonly canceledAt?: Instant;
  readonly lines: readonly Line[];
  readonly parcels: readonly Parcel[];
  readonly payments: readonly Payment[];
  readonly recordedRefunds: readonly RecordedRefund[];
}
