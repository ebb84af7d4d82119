// When the orders of tau-bench happened, which the data set does not tell: by chance that repeats itself, and lately.
import { addDays, type Day, type Instant, instantOf } from '../../../shared/profile/time.ts';
import { type SeededRandom, seededRandom } from './seeded-random.ts';
import type { TauOrder } from './tau-bench-data.ts';

/** `today`: the story ends with this day's beginning (UTC); every run of one day tells the very same facts. */
export interface Told {
  readonly shop: string;
  readonly today: Day;
}

export interface Times {
  readonly placed: Instant;
  readonly captured: Instant;
  readonly shipped: Instant;
  readonly onItsWay: Instant;
  readonly delivered: Instant;
  readonly canceled: Instant;
  readonly promised: Day;
}

/** A delivered order is up to four months old. One on its way was scanned in the last hours and will come in these days. */
export const timesOf = ({ order_id, status }: TauOrder, told: Told): Times => {
  const random = seededRandom(order_id);
  const shippedAgo = status === 'processed' ? hours(random, 10, 20) : hours(random, 5 * 24, 110 * 24);
  const at = (hoursAgo: number): Instant => ago(told, { hours: hoursAgo });
  const placedAgo = shippedAgo + hours(random, 6, 60);
  const delivered = at(shippedAgo - hours(random, 24, 96));
  return {
    placed: at(placedAgo),
    captured: at(placedAgo - 0.1),
    shipped: at(shippedAgo),
    onItsWay: at(shippedAgo - hours(random, 2, 8)),
    delivered,
    canceled: at(shippedAgo - hours(random, 1, 3)),
    promised: status === 'processed' ? addDays(told.today, random.between(2, 4)) : (delivered.slice(0, 10) as Day),
  };
};

const hours = (random: SeededRandom, least: number, most: number): number => least + random.next() * (most - least);

const HOUR_MS = 60 * 60 * 1000;

export const ago = ({ today }: Told, by: { days?: number; hours?: number }): Instant =>
  instantOf(new Date(Date.parse(today) - ((by.days ?? 0) * 24 + (by.hours ?? 0)) * HOUR_MS));
