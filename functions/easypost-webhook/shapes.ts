// What we read of EasyPost's events: https://docs.easypost.com/docs/events and https://docs.easypost.com/docs/trackers
import * as z from 'zod';
import { day, instant } from '../../shared/profile/time.ts';

const text = z
  .string()
  .nullish()
  .transform((given) => given?.trim() || undefined);
const moment = instant.nullish().transform((given) => given ?? undefined);

const trackingDetail = z.object({
  /** A detail without a time is no scan; it is no reason to lose the others. */
  datetime: moment.catch(undefined),
  status: text,
  status_detail: text,
  message: text,
  carrier_code: text,
  tracking_location: z.object({ city: text, state: text, country: text }).nullish(),
});

/** `signed_by` is a name: only whether there is one is read. */
const tracker = z.object({
  id: z.string().min(1).max(100),
  object: z.literal('Tracker'),
  tracking_code: z.string().min(1).max(100),
  carrier: z.string().min(1).max(100),
  created_at: moment,
  updated_at: instant,
  signed_by: text.transform((name) => name !== undefined),
  /** A day, told as the beginning of it: it counts as it stands, in whatever offset. */
  est_delivery_date: z
    .string()
    .nullish()
    .transform((given) => given?.slice(0, 10))
    .pipe(day.optional())
    .catch(undefined),
  tracking_details: z
    .array(trackingDetail)
    .nullish()
    .transform((given) => given ?? []),
  carrier_detail: z.object({ est_delivery_date_local: day.nullish().catch(undefined) }).nullish(),
  is_return: z.boolean().nullish(),
});

export const trackerEvent = z.object({ result: tracker });

export const anyEvent = z.object({ description: z.string().max(200) });

export type EasyPostTracker = z.infer<typeof tracker>;
export type EasyPostTrackingDetail = z.infer<typeof trackingDetail>;
