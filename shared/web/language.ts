// Which language a page speaks, and by which locale it writes days and amounts.
import type { Language } from '../profile/shop.ts';

export type { Language } from '../profile/shop.ts';

/** Each language by its own name: what the language switch shows. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch' };

export const LANGUAGES = Object.keys(LANGUAGE_NAMES) as readonly Language[];

/**
 * The first of the wanted languages (BCP 47 tags) that we speak.
 * @example firstSpoken(['fr-FR', 'de-AT'], 'en') is 'de'
 */
export const firstSpoken = (wanted: readonly string[], otherwise: Language): Language =>
  wanted.map(baseOf).find(isSpoken) ?? otherwise;

/**
 * The customer's own regional form of a language, so that an American and a Briton each read their own dates.
 * @example localeFor('en', ['de-DE', 'en-GB']) is 'en-GB'
 */
export const localeFor = (language: Language, wanted: readonly string[]): string =>
  wanted.find((tag) => baseOf(tag) === language) ?? language;

const baseOf = (tag: string): string => tag.slice(0, 2).toLowerCase();

const isSpoken = (tag: string): tag is Language => tag in LANGUAGE_NAMES;
