// What is wrong with a parcel, and the one step that helps.

import type { Parcel } from '../../shared/profile/parcel.ts';
import { dayIn } from '../../shared/profile/time.ts';
import { isLate, reportLostFrom, statusToday, type Today } from '../../shared/profile/whereabouts.ts';
import type { TrackedParcel } from './output.ts';

export const findTrouble = (parcel: Parcel, today: Today): TrackedParcel['trouble'] => {
  const status = statusToday(parcel, today);
  switch (status) {
    case 'failed_attempt':
      return parcel.pickupPoint
        ? { kind: status, nextStep: 'fetch_it', ...(parcel.pickupPoint.until && { day: parcel.pickupPoint.until }) }
        : { kind: status, nextStep: 'be_at_home' };
    case 'delayed':
    case 'stale':
    case 'exception':
      return { kind: status, ...waitOrReport(parcel, today) };
    case 'undeliverable':
    case 'returned_to_sender':
      return { kind: status, nextStep: 'ask_a_person' };
    default:
      return isLate(parcel, today) ? { kind: 'late', ...waitOrReport(parcel, today) } : undefined;
  }
};

const waitOrReport = (parcel: Parcel, today: Today) => {
  const from = reportLostFrom(parcel, today);
  return from <= dayIn(today.shop.timeZone, today.now)
    ? ({ nextStep: 'report_lost' } as const)
    : ({ nextStep: 'wait', day: from } as const);
};
