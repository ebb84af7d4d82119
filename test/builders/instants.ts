// Days and points in time as a story tells them.
import { type Instant, instantOf } from '../../shared/profile/time.ts';

/** An instant in UTC. Examples: `at('2026-08-01')` is midnight, `at('2026-08-01T10:00')` ten o'clock. */
export const at = (text: string): Instant => {
  const time = text.length === 10 ? `${text}T00:00` : text;
  return instantOf(new Date(time.endsWith('Z') ? time : `${time}Z`));
};

/** So long after another instant. Example: `after(at('2026-08-01'), { hours: 5 })`. */
export const after = (from: Instant, span: { days?: number; hours?: number; minutes?: number }): Instant => {
  const minutes = (span.days ?? 0) * 1440 + (span.hours ?? 0) * 60 + (span.minutes ?? 0);
  return instantOf(new Date(Date.parse(from) + minutes * 60_000));
};
