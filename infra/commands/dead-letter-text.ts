// How a letter reads in a list: what kind of record it is, without any personal data.
import * as z from 'zod';
import type { Letter } from './dead-letter.ts';
import { journeyEventsIn, webhookIn } from './dead-letter-content.ts';

/** @example describeLetter(letter, new Date()) is `Facts/5b2e...  3 hours old  OrderPlaced of order 1001\n  Its function failed on it 5 times.` */
export const describeLetter = (letter: Letter, now: Date): string =>
  `${letter.id}  ${ageOf(letter.since, now)} old  ${kindOf(letter)}\n  ${letter.reason}`;

const UNITS = [
  ['day', 24 * 60 * 60],
  ['hour', 60 * 60],
  ['minute', 60],
  ['second', 1],
] as const;

/** In the largest unit that gives at least one. */
const ageOf = (since: Date, now: Date): string => {
  const seconds = Math.max(1, Math.round((now.getTime() - since.getTime()) / 1000));
  const [unit, size] = UNITS.find(([, length]) => seconds >= length) ?? ['second', 1];
  const count = Math.floor(seconds / size);
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
};

const UNREADABLE = 'a record that cannot be read';

const kindOf = ({ place, whole }: Letter): string => {
  try {
    switch (place.kind) {
      case 'subscription':
        return busEventKind(JSON.parse(whole));
      case 'route':
        return webhookKind(whole);
      case 'schedule':
        return 'a tick of the schedule';
      case 'stream':
        return [...new Set(journeyEventsIn(whole).map(({ type }) => type))].join(', ');
    }
  } catch {
    return UNREADABLE;
  }
};

const name = z.string().max(128);

const busEvent = z.object({
  'detail-type': name,
  detail: z.object({
    data: z
      .object({ orderId: name.optional().catch(undefined) })
      .optional()
      .catch(undefined),
    metadata: z.object({ 'X-Shopify-Topic': name }).optional().catch(undefined),
  }),
});

const busEventKind = (record: unknown): string => {
  const { 'detail-type': type, detail } = busEvent.parse(record);
  if (detail.metadata) return `Shopify ${detail.metadata['X-Shopify-Topic']}`;
  return detail.data?.orderId ? `${type} of order ${detail.data.orderId}` : type;
};

const webhookKind = (whole: string): string => {
  const { headers, body } = webhookIn(whole);
  return `a webhook${headers['x-shopify-topic'] ? ` ${headers['x-shopify-topic']}` : ''} of ${Buffer.byteLength(body)} bytes`;
};
