// EasyPost's words for where a parcel is: https://docs.easypost.com/docs/trackers (status and status_detail).
import type { Scan } from '../../shared/profile/parcel.ts';

type Status = NonNullable<Scan['status']>;

/** `unknown` and `error` (EasyPost could not ask the carrier) say nothing of the parcel. */
const STATUSES: Readonly<Record<string, Status>> = {
  pre_transit: 'label_created',
  in_transit: 'in_transit',
  out_for_delivery: 'out_for_delivery',
  delivered: 'delivered',
  available_for_pickup: 'available_for_pickup',
  return_to_sender: 'returned_to_sender',
  failure: 'exception',
  cancelled: 'canceled',
};

/** What the detail adds where the status itself is coarse. */
const DETAILS: Readonly<Record<string, Readonly<Record<string, Status>>>> = {
  in_transit: {
    delayed: 'delayed',
    weather_delay: 'delayed',
    held: 'delayed',
    missorted: 'delayed',
    address_correction: 'exception',
    awaiting_information: 'exception',
    delivery_exception: 'exception',
    transit_exception: 'exception',
    damaged: 'exception',
    lost: 'exception',
    refused: 'exception',
    return: 'returned_to_sender',
  },
  failure: {
    delivery_exception: 'failed_attempt',
    refused: 'undeliverable',
    return: 'returned_to_sender',
    cancelled: 'canceled',
    delayed: 'delayed',
    weather_delay: 'delayed',
    held: 'delayed',
  },
};

/** No status for what we do not know: such a scan never changes a parcel's. */
export const statusOf = (status = '', detail = ''): Pick<Scan, 'status'> => {
  const details = Object.hasOwn(DETAILS, status) ? DETAILS[status] : undefined;
  const finer = details && Object.hasOwn(details, detail) ? details[detail] : undefined;
  const known = finer ?? (Object.hasOwn(STATUSES, status) ? STATUSES[status] : undefined);
  return known ? { status: known } : {};
};
