// Amounts as a story tells them.
import type { Currency, MinorUnits } from '../../shared/profile/money.ts';

/** Pence. Example: `gbp(1299)` is £12.99. The currency stands on the order. */
export const gbp = (amount: number): MinorUnits => amount as MinorUnits;

export const GBP = 'GBP' as Currency;
