// The names of things, branded so that nobody can pass an order id where a line id belongs.
import * as z from 'zod';

/**
 * Any id of the outside world: 1 to 128 characters, always a string (a shop's numeric ids exceed 2^53).
 * Control characters are refused; everything else is kept as it came and percent-encoded in keys (`#W2611340` is a real order id).
 */
const id = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[^\p{Cc}\p{Cs}]+$/u, 'must not hold control characters or halves of characters');

export const shopId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'must be lower-case letters, digits and hyphens')
  .brand('ShopId');
export const customerId = id.brand('CustomerId');
export const orderId = id.brand('OrderId');
export const lineId = id.brand('LineId');
export const parcelId = id.brand('ParcelId');
export const paymentId = id.brand('PaymentId');
export const refundId = id.brand('RefundId');
export const caseId = id.brand('CaseId');

export type ShopId = z.infer<typeof shopId>;
export type CustomerId = z.infer<typeof customerId>;
export type OrderId = z.infer<typeof orderId>;
export type LineId = z.infer<typeof lineId>;
export type ParcelId = z.infer<typeof parcelId>;
export type PaymentId = z.infer<typeof paymentId>;
export type RefundId = z.infer<typeof refundId>;
