// What a shop configures, as far as rules and functions see it. The file itself is read by the CDK app.
import * as z from 'zod';
import { shopId } from './ids.ts';

/** Every language that pages, sentences and messages exist in. */
export const language = z.enum(['en', 'de']);
export type Language = z.infer<typeof language>;

/** Numbers of days, all counted in the shop's time zone. */
export const trackingRules = z.object({
  /** A parcel on its way without a scan for so long is `stale`. */
  staleAfterDays: z.int().positive().default(5),
  /** So long after the promise (or, without one, after the last sign of life) a parcel can be reported lost. */
  lostAfterDays: z.int().positive().default(7),
});

export const shopRules = z.object({
  shop: shopId,
  name: z.string().min(1).max(100),
  /** IANA name. */
  timeZone: z
    .string()
    .refine((name) => Intl.supportedValuesOf('timeZone').includes(name) || name === 'UTC', 'must be an IANA time zone'),
  language: language.default('en'),
  tracking: trackingRules,
});
export type ShopRules = z.infer<typeof shopRules>;
