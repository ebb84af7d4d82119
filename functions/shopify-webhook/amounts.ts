// Shopify tells money as decimal text; we count minor units. No floating point on the way.
import type { Currency, MinorUnits } from '../../shared/profile/money.ts';

/** Currencies whose minor unit is not a hundredth (ISO 4217, table A.1). */
const EXPONENTS: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0]),
  ),
  ...Object.fromEntries('BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3])),
};

/**
 * A decimal text in minor units, negative where the text is. More digits than the currency has are rounded half up, as on an invoice.
 * @example toMinor('19.99', 'EUR') is 1999n, toMinor('1000', 'JPY') is 1000n, toMinor('1.2345', 'KWD') is 1235n
 * @throws RangeError where the text is no decimal number
 */
export const toMinor = (decimal: string, currency: string): bigint => {
  const [, sign, whole, fraction = ''] = /^\s*(-?)(\d{1,15})(?:\.(\d{1,20}))?\s*$/.exec(decimal) ?? [];
  if (whole === undefined) throw new RangeError('not a decimal number');
  const exponent = EXPONENTS[currency] ?? 2;
  const digits = BigInt(whole + fraction.slice(0, exponent).padEnd(exponent, '0'));
  const rounded = Number(fraction[exponent] ?? 0) >= 5 ? digits + 1n : digits;
  return sign === '-' ? -rounded : rounded;
};

/** Never below nothing: a discount can exceed what it is on. */
export const toMinorUnits = (decimal: string, currency: Currency): MinorUnits =>
  atLeastNothing(toMinor(decimal, currency));

export const atLeastNothing = (amount: bigint): MinorUnits => Number(amount < 0n ? 0n : amount) as MinorUnits;
