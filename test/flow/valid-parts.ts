// What valid bodies are made of.
import fc from 'fast-check';

export const id = fc.string({ minLength: 1, maxLength: 128, unit: 'grapheme-ascii' });

/** Shops count their things in numbers. */
export const numberId = fc.integer({ min: 1 });

export const text = fc.string({ maxLength: 200 });

const date = fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
export const instant = date.map((at) => at.toISOString());
export const day = instant.map((at) => at.slice(0, 10));

/** In minor units. */
export const amount = fc.integer({ min: 0, max: 10_000_000 });

/** In a shop's decimal text. */
export const decimal = fc.integer({ min: 0, max: 1_000_000 }).map((pence) => (pence / 100).toFixed(2));

export const quantity = fc.integer({ min: 1, max: 99 });

/** `must` is there always, `may` now and then. */
export const having = <Must extends object, May extends object>(
  must: { [Name in keyof Must]: fc.Arbitrary<Must[Name]> },
  may: { [Name in keyof May]: fc.Arbitrary<May[Name]> } = {} as never,
) => fc.tuple(fc.record(must), fc.record(may, { requiredKeys: [] })).map(([all, some]) => ({ ...all, ...some }));

/** A list in which nothing has the name of another. */
export const distinct = <One>(one: fc.Arbitrary<One>, name: keyof One) =>
  fc.uniqueArray(one, { maxLength: 5, selector: (of) => of[name] });
