// Shopify's fulfillments are our parcels, and its fulfillment events our scans.
import { trackingUrl } from '../../shared/journey/inbound-fact.ts';
import { rawTextOf } from '../../shared/lambda/carrier-text.ts';
import { cut, type RoughFact } from '../../shared/lambda/connector.ts';
import { dayIn } from '../../shared/profile/time.ts';
import { envelope, type MappingContext } from './mapping.ts';
import type { ShopifyFulfillment, ShopifyFulfillmentEvent } from './shapes.ts';
import { statusOf } from './status.ts';

/** A fulfillment in one of these states moves nothing. */
const CANCELED = ['cancelled', 'error', 'failure'];

/**
 * Topics fulfillments/create and fulfillments/update. Each tracking number is a parcel of its own. Which lines are in which
 * is not said, so the first parcel, which has the fulfillment's id, holds all of them: no unit is counted twice.
 */
export const mapFulfillment = (fulfillment: ShopifyFulfillment, context: MappingContext): readonly RoughFact[] => {
  const lines = fulfillment.line_items
    .filter(({ requires_shipping, quantity }) => requires_shipping !== false && quantity > 0)
    .map(({ id, quantity }) => ({ lineId: id, quantity }));
  // Gift cards and downloads are fulfilled too, but nothing is on its way.
  if (lines.length === 0 && fulfillment.line_items.length > 0) return [];
  const parcels = trackingOf(fulfillment).map((tracking, index) =>
    parcel({ fulfillment, tracking, index, lines: index === 0 ? lines : [] }, context),
  );
  return [...parcels, ...shipmentStatus(fulfillment, context)];
};

interface Tracking {
  readonly trackingNumber?: string;
  readonly trackingUrl?: string;
}

const trackingOf = (fulfillment: ShopifyFulfillment): readonly Tracking[] => {
  const { tracking_number, tracking_numbers, tracking_url, tracking_urls } = fulfillment;
  const told = tracking_numbers.length > 0 ? tracking_numbers : [tracking_number ?? ''];
  const numbers = [...new Set(told.map((number) => cut(number.trim(), 100)))];
  const urls = tracking_urls.length > 0 ? tracking_urls : [tracking_url ?? ''];
  return numbers.map((trackingNumber, index) => ({
    ...(trackingNumber && { trackingNumber }),
    // Typed by hand, it may be anything: a bad link is no reason to lose the parcel.
    ...(trackingUrl.safeParse(urls[index]).success && { trackingUrl: urls[index] }),
  }));
};

const parcel = (
  of: {
    fulfillment: ShopifyFulfillment;
    tracking: Tracking;
    index: number;
    lines: readonly { lineId: string; quantity: number }[];
  },
  context: MappingContext,
): RoughFact => {
  const { fulfillment, tracking, index, lines } = of;
  const parcelId = index === 0 ? fulfillment.id : `${fulfillment.id}-${index + 1}`;
  const time = fulfillment.updated_at ?? fulfillment.created_at;
  return {
    ...envelope(context, ['parcel', parcelId, time], time),
    type: 'ParcelShipped',
    data: {
      orderId: fulfillment.order_id,
      parcelId,
      shippedAt: fulfillment.created_at,
      carrier: cut(fulfillment.tracking_company ?? 'Other', 100),
      ...tracking,
      lines: [...lines],
      canceled: CANCELED.includes(fulfillment.status ?? ''),
    },
  };
};

/**
 * What the shop saw last of the shipment: all there is for a shop that connects late. It comes with every later change of the
 * order, and never says when it was seen.
 */
const shipmentStatus = (fulfillment: ShopifyFulfillment, context: MappingContext): readonly RoughFact[] => {
  const { id, order_id: orderId, shipment_status: rawCode, created_at, updated_at } = fulfillment;
  if (!rawCode) return [];
  const time = updated_at ?? created_at;
  return [
    {
      ...envelope(context, ['parcel', id, time, 'shipment_status'], time),
      type: 'ParcelScanned',
      data: {
        parcel: { orderId, parcelId: id },
        scan: { time, ...statusOf(rawCode), rawCode: cut(rawCode, 100) },
        statusOnly: true,
      },
    },
  ];
};

/** Topic fulfillment_events/create. */
export const mapFulfillmentEvent = (event: ShopifyFulfillmentEvent, context: MappingContext): readonly RoughFact[] => {
  const {
    order_id: orderId,
    fulfillment_id: parcelId,
    status: rawCode,
    message,
    created_at,
    estimated_delivery_at,
  } = event;
  const time = event.happened_at ?? created_at;
  // Never `address1`: the last scan would be the customer's door.
  const place = [event.city, event.province, event.country].filter(Boolean).join(', ');
  const reference = { orderId, parcelId };
  const known = statusOf(rawCode);
  return [
    {
      ...envelope(context, ['fulfillment_event', event.id], time),
      type: 'ParcelScanned',
      data: {
        parcel: reference,
        scan: {
          time,
          ...known,
          rawCode,
          ...rawTextOf({ ...known, text: message }),
          ...(place && { place: cut(place, 200) }),
        },
      },
    },
    ...(estimated_delivery_at
      ? [
          {
            ...envelope(context, ['fulfillment_event', event.id, 'promise'], created_at),
            type: 'ParcelPromiseChanged' as const,
            data: {
              parcel: reference,
              promise: { by: dayIn(context.shop.timeZone, estimated_delivery_at), at: created_at },
            },
          },
        ]
      : []),
  ];
};
