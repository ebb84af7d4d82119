// Points in time and calendar days, as they stand in facts, in the profile and in answers.
import * as z from 'zod';

/** A point in time: ISO 8601 in UTC with milliseconds, e.g. `2026-08-01T10:00:00.000Z`. Strings of this form sort by time. */
export const instant = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text).toISOString())
  .brand('Instant');
export type Instant = z.infer<typeof instant>;

/** A calendar day in the shop's time zone, e.g. `2026-08-01`. A promised day stays a day: it is never turned into a point in time. */
export const day = z.iso.date().brand('Day');
export type Day = z.infer<typeof day>;

/** The instant of a date. Example: `instantOf(new Date(0))` is `1970-01-01T00:00:00.000Z`. */
export const instantOf = (date: Date): Instant => date.toISOString() as Instant;

/** The calendar day on which an instant falls in a time zone (IANA name). Example: `dayIn('Europe/Berlin', '2026-08-01T23:00:00.000Z')` is `2026-08-02`. */
export const dayIn = (timeZone: string, at: Instant): Day => dayFormat(timeZone).format(new Date(at)) as Day;

/** The day `count` days after another. Example: `addDays('2026-02-27', 2)` is `2026-03-01`. */
export const addDays = (from: Day, count: number): Day => {
  const date = new Date(`${from}T00:00:00.000Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10) as Day;
};

// Building a formatter costs more than using it a thousand times.
const formats = new Map<string, Intl.DateTimeFormat>();
const dayFormat = (timeZone: string): Intl.DateTimeFormat => {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  formats.set(timeZone, made);
  return made;
};
