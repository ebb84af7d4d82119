// How days, points in time and amounts are written: in the customer's locale and the shop's time zone.
import type { Money } from '../profile/money.ts';
import type { Day, Instant } from '../profile/time.ts';
import type { Language } from './language.ts';

export interface Formats {
  /** "tomorrow, Thursday, 6 August": near days carry the word that people think in. */
  day(day: Day): string;
  /** The same with the word that stands before a date: "on Thursday, 6 August", but "tomorrow, …". */
  onDay(day: Day): string;
  isToday(day: Day): boolean;
  /** Whether the day is over in the shop's time zone. */
  isOver(day: Day): boolean;
  /** "Thu 6 August", without such a word. */
  date(day: Day): string;
  /** A span: "Thu 6 – Sat 8 August". */
  days(from: Day, by: Day): string;
  /** "today, 09:30" or "Tue, 4 Aug, 09:30". */
  moment(at: Instant): string;
  /** The calendar day of a point in time: "yesterday" or "on Sunday, 2 August". */
  onDayOf(at: Instant): string;
  time(at: Date): string;
  /** `{ amount: 1299, currency: 'GBP' }` is "£12.99". */
  money(money: Money): string;
  /** "Central European Time", where the customer's own clock shows another. */
  readonly foreignZone: string | undefined;
}

interface Setting {
  readonly language: Language;
  /** BCP 47. */
  readonly locale: string;
  /** The shop's, IANA name. */
  readonly timeZone: string;
  readonly now: Date;
}

const BEFORE_A_DATE: Readonly<Record<Language, string>> = { en: 'on', de: 'am' };

/** @example formatsFor({ language: 'en', locale: 'en-GB', timeZone: 'Europe/London', now: new Date() }).day(parcel.promise.by) */
export const formatsFor = (setting: Setting): Formats => {
  const { language, locale, timeZone, now } = setting;
  const today = dayIn(timeZone, now);
  const time = new Intl.DateTimeFormat(locale, { timeZone, hour: '2-digit', minute: '2-digit' });
  const written = (day: Day): string => unbroken(dateFormat(locale, 'long', day, today).format(noon(day)));
  const near = (day: Day): string | undefined => nearDay(locale, daysBetween(today, day));
  const nearOr = (day: Day, before: string): string => {
    const word = near(day);
    return word ? `${word}, ${written(day)}` : `${before}${written(day)}`;
  };
  const onDay = (day: Day): string => nearOr(day, `${BEFORE_A_DATE[language]} `);
  return {
    day: (day) => nearOr(day, ''),
    onDay,
    isToday: (day) => day === today,
    isOver: (day) => day < today,
    date: (day) => unbroken(dateFormat(locale, 'short', day, today).format(noon(day))),
    days: (from, by) => dateFormat(locale, 'short', by, today).formatRange(noon(from), noon(by)),
    moment: (at) => {
      const day = dayIn(timeZone, new Date(at));
      return `${near(day) ?? dateFormat(locale, 'short', day, today).format(noon(day))}, ${time.format(new Date(at))}`;
    },
    onDayOf: (at) => {
      const day = dayIn(timeZone, new Date(at));
      return near(day) ?? onDay(day);
    },
    time: (at) => time.format(at),
    money: (money) => formatMoney(locale, money),
    foreignZone: foreignZone(locale, timeZone, now),
  };
};

/** A promised day has no time zone: noon in UTC, written in UTC, is that day everywhere. */
const noon = (day: Day): Date => new Date(`${day}T12:00:00Z`);

/** No line ends between a day's number and its month. */
const unbroken = (date: string): string => date.replaceAll(/(?<!,) /g, '\u00a0');

const daysBetween = (from: Day, to: Day): number =>
  Math.round((noon(to).getTime() - noon(from).getTime()) / 86_400_000);

/** The `dayIn` of the profile again, for dates: that one stands on the schemas, which no page carries. */
const dayIn = (timeZone: string, at: Date): Day =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at) as Day;

/** "yesterday", "today", "tomorrow"; further days have no word. */
const nearDay = (locale: string, days: number): string | undefined =>
  Math.abs(days) > 1 ? undefined : new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day');

const dateFormat = (locale: string, width: 'long' | 'short', day: Day, today: Day): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    weekday: width,
    day: 'numeric',
    month: width,
    ...(day.slice(0, 4) !== today.slice(0, 4) && { year: 'numeric' }),
  });

/** How many decimals a currency has is known to Intl: yen none, pounds two, dinars three. */
const formatMoney = (locale: string, { amount, currency }: Money): string => {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
};

const foreignZone = (locale: string, timeZone: string, now: Date): string | undefined => {
  const clock = (zone?: string): string =>
    new Intl.DateTimeFormat('en', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(now);
  if (clock(timeZone) === clock()) return undefined;
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'longGeneric' }).formatToParts(now);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
};
