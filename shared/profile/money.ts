// Money as integers: an amount without its currency is never passed around alone.
import * as z from 'zod';

/** An amount in minor units (pence, cents): an integer from 0 to 2^53 - 1. */
export const minorUnits = z.int().nonnegative().brand('MinorUnits');
export type MinorUnits = z.infer<typeof minorUnits>;

/** ISO 4217 code, upper case. */
export const currency = z
  .string()
  .regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code')
  .brand('Currency');
export type Currency = z.infer<typeof currency>;

/** Example: `{ amount: 1299, currency: 'GBP' }` is £12.99. */
export const money = z.object({ amount: minorUnits, currency });
export type Money = z.infer<typeof money>;
