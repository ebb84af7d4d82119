// Days, times and amounts as customers read them.
import { describe, expect, test } from '@jest/globals';
import type { Money } from '../profile/money.ts';
import type { Day, Instant } from '../profile/time.ts';
import { type Formats, formatsFor } from './formats.ts';
import type { Language } from './language.ts';

const day = (text: string): Day => text as Day;
const at = (text: string): Instant => text as Instant;
/** Wednesday, 5 August 2026, 13:00 in London. */
const formats = (locale = 'en-GB', timeZone = 'Europe/London', now = '2026-08-05T12:00:00.000Z'): Formats =>
  formatsFor({ language: locale.slice(0, 2) as Language, locale, timeZone, now: new Date(now) });
/** A date's own spaces never end a line. */
const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f\u2009]/g, ' ');

describe('a promised day', () => {
  test.each([
    ['en-GB', '2026-08-05', 'today, Wednesday 5 August'],
    ['en-GB', '2026-08-06', 'tomorrow, Thursday 6 August'],
    ['en-GB', '2026-08-07', 'Friday 7 August'],
    ['en-US', '2026-08-07', 'Friday, August 7'],
    ['en-GB', '2027-01-02', 'Saturday, 2 January 2027'],
    ['de-DE', '2026-08-06', 'morgen, Donnerstag, 6. August'],
    ['de-AT', '2027-01-02', 'Samstag, 2. Jänner 2027'],
  ])('in %s: %s is "%s"', (locale, promised, written) => {
    expect(plain(formats(locale).day(day(promised)))).toBe(written);
  });

  test.each(['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'UTC'])('stays that day in %s', (timeZone) => {
    expect(plain(formats('en-GB', timeZone).day(day('2026-09-01')))).toBe('Tuesday 1 September');
  });

  test('carries its own word in a sentence only where it has no nearer one', () => {
    expect(plain(formats().onDay(day('2026-08-09')))).toBe('on Sunday 9 August');
    expect(plain(formats('de-DE').onDay(day('2026-08-09')))).toBe('am Sonntag, 9. August');
    expect(plain(formats().onDay(day('2026-08-06')))).toBe('tomorrow, Thursday 6 August');
  });

  test('that is a span of days is written as one', () => {
    expect(plain(formats().days(day('2026-08-06'), day('2026-08-08')))).toBe('Thu 6 Aug – Sat 8 Aug');
  });

  test('is over on the day after it in the shop’s time zone', () => {
    const justAfterMidnight = formats('en-GB', 'Europe/London', '2026-08-04T23:30:00.000Z');
    expect(justAfterMidnight.isOver(day('2026-08-04'))).toBe(true);
    expect(justAfterMidnight.isOver(day('2026-08-05'))).toBe(false);
  });
});

describe('a point in time', () => {
  test('is written in the shop’s time zone, with the near word for its day', () => {
    expect(formats().moment(at('2026-08-05T08:30:00.000Z'))).toBe('today, 09:30');
    expect(formats().moment(at('2026-08-03T23:30:00.000Z'))).toBe('yesterday, 00:30');
    expect(formats().moment(at('2026-08-02T08:30:00.000Z'))).toBe('Sun 2 Aug, 09:30');
    expect(formats('de-DE', 'Europe/Berlin').moment(at('2026-08-05T08:30:00.000Z'))).toBe('heute, 10:30');
  });

  test('says its day without the time where that is enough', () => {
    expect(formats().onDayOf(at('2026-08-04T10:00:00.000Z'))).toBe('yesterday');
    expect(plain(formats().onDayOf(at('2026-08-02T10:00:00.000Z')))).toBe('on Sunday 2 August');
  });
});

describe('an amount', () => {
  test.each([
    ['en-GB', 1299, 'GBP', '£12.99'],
    ['de-DE', 1299, 'EUR', '12,99 €'],
    ['en-GB', 1299, 'JPY', 'JP¥1,299'],
    ['en-GB', 1299, 'KWD', 'KWD 1.299'],
  ])('in %s: %i minor units of %s is "%s"', (locale, amount, currency, written) => {
    expect(plain(formats(locale).money({ amount, currency } as Money))).toBe(written);
  });
});
