// What EasyPost's trackers say of each parcel, worked out apart from the connector.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { TrackedParcel } from '../../../micro-apps/track-order/output.ts';
import { differs } from './tally.ts';

const tracker = z.looseObject({
  id: z.string(),
  tracking_code: z.string(),
  carrier: z.string(),
  status: z.string(),
  updated_at: z.string(),
  est_delivery_date: z.string().nullable(),
  tracking_details: z.array(z.looseObject({ status: z.string(), datetime: z.string(), message: z.string() })),
  carrier_detail: z.looseObject({ est_delivery_date_local: z.string().nullable() }).nullable(),
});
export type Tracker = z.infer<typeof tracker>;

/** All trackers of a folder: inside events (`tracker.updated`) or in lists. */
export const readTrackers = (folder: string): readonly Tracker[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((name) => trackersIn(JSON.parse(readFileSync(join(folder, name), 'utf8'))));

const trackersIn = (value: unknown): readonly Tracker[] => {
  if (typeof value !== 'object' || value === null) return [];
  if ('object' in value && value.object === 'Tracker') return [tracker.parse(value)];
  return Object.values(value).flatMap(trackersIn);
};

/** The event by which EasyPost tells of a tracker. */
export const eventAround = (one: Tracker): string =>
  JSON.stringify({
    object: 'Event',
    id: `evt_${one.id}`,
    description: 'tracker.updated',
    mode: 'production',
    created_at: one.updated_at,
    result: one,
  });

/** Trackers of one parcel, as a carrier and a shop know it. */
export const byParcel = (trackers: readonly Tracker[]): readonly (readonly Tracker[])[] => [
  ...Map.groupBy(trackers, ({ carrier, tracking_code }) => `${carrier} ${tracking_code}`).values(),
];

/** Of a tracker's words those that say where a parcel is. */
const STATUSES: Readonly<Record<string, string>> = {
  pre_transit: 'label_created',
  in_transit: 'in_transit',
  out_for_delivery: 'out_for_delivery',
  delivered: 'delivered',
  available_for_pickup: 'available_for_pickup',
  return_to_sender: 'returned_to_sender',
};

/** A parcel of these trackers: each scan once, the newest known one gives the status, the newest word the promise. */
export const differencesOf = (trackers: readonly Tracker[], parcel: TrackedParcel): readonly string[] => {
  const scans = new Map(
    trackers.flatMap(({ tracking_details }) => tracking_details).map((detail) => [keyOf(detail), detail]),
  );
  const newest = [...scans.values()]
    .filter(({ status }) => status in STATUSES)
    .toSorted((a, b) => Date.parse(b.datetime) - Date.parse(a.datetime))[0];
  const promise = trackers
    .toSorted((a, b) => Date.parse(b.updated_at) - Date.parse(a.updated_at))
    .map((one) => one.carrier_detail?.est_delivery_date_local ?? one.est_delivery_date?.slice(0, 10))
    .find((by) => by !== undefined);
  return [
    ...differs('scans', parcel.scans.length, scans.size),
    ...differs('promise', parcel.promise?.by, promise),
    // A parcel that nobody has scanned for days is shown as stale: its newest scan still says what the carrier said.
    ...differs(
      'status of the newest scan',
      parcel.scans.find(({ status }) => status)?.status,
      STATUSES[newest?.status ?? ''],
    ),
    ...differs('shown status', parcel.status, shownStatus(newest)),
  ];
};

const keyOf = ({ status, datetime, message, ...detail }: Tracker['tracking_details'][number]): string =>
  JSON.stringify([Date.parse(datetime), status, message, detail.carrier_code, detail.tracking_location]);

/** The data set is years old: whatever was moving then has gone stale. */
const shownStatus = (newest: Tracker['tracking_details'][number] | undefined): string => {
  const status = STATUSES[newest?.status ?? ''] ?? 'pending';
  return ['label_created', 'in_transit', 'out_for_delivery'].includes(status) ? 'stale' : status;
};
