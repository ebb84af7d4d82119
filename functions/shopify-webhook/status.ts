// Shopify's words for where a shipment is: https://shopify.dev/docs/api/admin-graphql/latest/enums/FulfillmentEventStatus
import type { Scan } from '../../shared/profile/parcel.ts';

const STATUSES: Readonly<Record<string, NonNullable<Scan['status']>>> = {
  label_purchased: 'label_created',
  label_printed: 'label_created',
  confirmed: 'label_created',
  carrier_picked_up: 'in_transit',
  in_transit: 'in_transit',
  out_for_delivery: 'out_for_delivery',
  attempted_delivery: 'failed_attempt',
  ready_for_pickup: 'available_for_pickup',
  ready_for_recipient_pickup: 'available_for_pickup',
  delivered: 'delivered',
  picked_up: 'delivered',
  delayed: 'delayed',
  failure: 'exception',
  buyer_action_required: 'exception',
  returning_to_sender: 'returned_to_sender',
};

/** No status for a word that we do not know: such a scan never changes a parcel's. */
export const statusOf = (rawCode: string): Pick<Scan, 'status'> => {
  const status = Object.hasOwn(STATUSES, rawCode.toLowerCase()) ? STATUSES[rawCode.toLowerCase()] : undefined;
  return status ? { status } : {};
};
