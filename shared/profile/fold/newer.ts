// Decides between two things that a source said, so that the order of arrival never matters.
import type { Instant } from '../time.ts';

/** Something said, and the source's own time of saying it. */
export interface Said {
  readonly at: Instant;
  readonly content: unknown;
}

/** JSON with sorted names and without what is undefined: equal contents give equal texts. Example: `canonical({ b: 1, a: 2 })` is `{"a":2,"b":1}`. */
export const canonical = (value: unknown): string => JSON.stringify(value, sortNames) ?? '';

const sortNames = (_name: string, value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => compareText(a, b)))
    : value;

/** By code unit: a locale's order would differ between machines. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Equal contents, whatever is undefined left out. Example: `isSame({ a: 1, b: undefined }, { a: 1 })`. */
export const isSame = (a: unknown, b: unknown): boolean => {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const names = definedNames(a);
  return (
    names.length === definedNames(b).length && names.every((name) => isSame(Reflect.get(a, name), Reflect.get(b, name)))
  );
};

const definedNames = (value: object): readonly string[] =>
  Object.keys(value).filter((name) => Reflect.get(value, name) !== undefined);

/** Later time first; at the same time the canonical text decides, for want of anything better, but always alike. */
export const newestFirst = (a: Said, b: Said): number =>
  compareText(b.at, a.at) || compareText(canonical(b.content), canonical(a.content));

export const isNewer = (candidate: Said, known: Said): boolean => newestFirst(candidate, known) < 0;
