// An EasyPost tracker tells all that its carrier ever scanned, each time: what is known already changes nothing.
import { createHash } from 'node:crypto';
import { rawTextOf } from '../../shared/lambda/carrier-text.ts';
import { cut, type RoughFact, type Understood } from '../../shared/lambda/connector.ts';
import { faultsOf, NotUnderstood } from '../../shared/lambda/queue.ts';
import type { ShopId } from '../../shared/profile/ids.ts';
import { anyEvent, type EasyPostTracker, type EasyPostTrackingDetail, trackerEvent } from './shapes.ts';
import { statusOf } from './status.ts';

const USED = ['tracker.created', 'tracker.updated'];

/**
 * From an event's body to facts. Pure.
 * @throws NotUnderstood where the body is not what EasyPost documents
 */
export const understandEasyPost = (body: unknown, { shop }: { readonly shop: ShopId }): Understood => {
  const { description } = parse(anyEvent, body);
  if (!USED.includes(description)) return { unused: `easypost ${description}` };
  const { result: tracker } = parse(trackerEvent, body);
  // What a customer sends back is no parcel of an order.
  if (tracker.is_return) return { unused: 'easypost tracker of a return' };
  return {
    facts: [
      ...tracker.tracking_details.flatMap((detail) => scanned(tracker, detail, shop)),
      ...promised(tracker, shop),
    ],
    persons: [],
  };
};

const parse = <Shape extends typeof anyEvent | typeof trackerEvent>(shape: Shape, body: unknown) => {
  const result = shape.safeParse(body);
  if (!result.success) throw new NotUnderstood(faultsOf(result.error));
  return result.data as import('zod').output<Shape>;
};

const parcelOf = ({ carrier, tracking_code }: EasyPostTracker) => ({ carrier, trackingNumber: tracking_code });

const scanned = (tracker: EasyPostTracker, detail: EasyPostTrackingDetail, shop: ShopId): readonly RoughFact[] => {
  const { datetime: time, status, status_detail, message } = detail;
  if (!time) return [];
  const known = statusOf(status, status_detail);
  const proof = known.status === 'delivered' && tracker.signed_by;
  const place = placeOf(detail);
  const data = {
    parcel: parcelOf(tracker),
    scan: {
      time,
      ...known,
      rawCode: cut(detail.carrier_code ?? `${status ?? 'unknown'}/${status_detail ?? 'unknown'}`, 100),
      ...rawTextOf({ ...known, text: message }),
      ...(place && { place }),
    },
    ...(proof && { proofOfDelivery: { kind: 'signature' as const, at: time } }),
  };
  // Scans have no id of their own: their content is it.
  const content = createHash('sha256').update(JSON.stringify(data)).digest('base64url');
  return [{ id: `easypost/${tracker.id}/${content}`, type: 'ParcelScanned', schemaVersion: 1, time, shop, data }];
};

const placeOf = ({ tracking_location }: EasyPostTrackingDetail): string =>
  cut([tracking_location?.city, tracking_location?.state, tracking_location?.country].filter(Boolean).join(', '), 200);

/** The day where the parcel arrives is told apart. */
const promised = (tracker: EasyPostTracker, shop: ShopId): readonly RoughFact[] => {
  const by = tracker.carrier_detail?.est_delivery_date_local ?? tracker.est_delivery_date;
  if (!by) return [];
  const at = tracker.updated_at;
  return [
    {
      id: `easypost/${tracker.id}/promise/${at}`,
      type: 'ParcelPromiseChanged',
      schemaVersion: 1,
      time: at,
      shop,
      data: { parcel: parcelOf(tracker), promise: { by, at } },
    },
  ];
};
