// Which language and which regional form a customer gets.
import { expect, test } from '@jest/globals';
import { firstSpoken, localeFor } from './language.ts';
import { suiteWords } from './words.ts';

test('the first wanted language that we speak is spoken, else the shop’s', () => {
  expect(firstSpoken(['fr-FR', 'de-AT', 'en'], 'en')).toBe('de');
  expect(firstSpoken(['fr-FR'], 'de')).toBe('de');
  expect(firstSpoken([], 'en')).toBe('en');
});

test('dates and amounts follow the customer’s own region where it fits the language', () => {
  expect(localeFor('en', ['de-DE', 'en-GB'])).toBe('en-GB');
  expect(localeFor('de', ['en-GB'])).toBe('de');
});

test('no sentence is left in the other language', () => {
  const sentences = (value: unknown): string[] =>
    typeof value === 'string'
      ? [value]
      : typeof value === 'object' && value
        ? Object.values(value).flatMap(sentences)
        : [];
  const english = new Set(sentences(suiteWords.en));
  expect(sentences(suiteWords.de).filter((sentence) => english.has(sentence))).toEqual([]);
});
