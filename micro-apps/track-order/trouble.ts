// What is wrong with a parcel, and the one step that helps.
import type { Parcel } from '../../shared/profile/parcel.ts';
import { dayIn } from '../../shared/profile/time.ts';
import { canBeFetched, isLate, reportLostFrom, statusToday, type Today } from '../../shared/profile/whereabouts.ts';
import type { TrackedParcel } from './output.ts';

export const findTrouble = (parcel: Parcel, today: Today): TrackedParcel['trouble'] => {
  const status = statusToday(parcel, today);
  switch (status) {
    case 'failed_attempt': {
      if (!canBeFetched(parcel, today)) return { kind: status, ...untilLost('be_at_home', parcel, today) };
      const until = parcel.pickupPoint?.until;
      return { kind: status, nextStep: 'fetch_it', ...(until && { day: until }) };
    }
    case 'delayed':
    case 'stale':
    case 'exception':
      return { kind: status, ...untilLost('wait', parcel, today) };
    case 'undeliverable':
    case 'returned_to_sender':
      return { kind: status, nextStep: 'ask_a_person' };
    case 'pending':
    case 'label_created':
    case 'in_transit':
    case 'out_for_delivery':
      return isLate(parcel, today) ? { kind: 'late', ...untilLost('wait', parcel, today) } : undefined;
    // Whether it came late no longer helps anybody; how to fetch it stands with the pick-up point.
    case 'available_for_pickup':
    case 'delivered':
    case 'canceled':
      return undefined;
  }
};

/** What to do until the day from which the parcel can be reported lost; from that day on, to report it. */
const untilLost = (step: 'wait' | 'be_at_home', parcel: Parcel, today: Today) => {
  const from = reportLostFrom(parcel, today);
  return from <= dayIn(today.shop.timeZone, today.now)
    ? ({ nextStep: 'report_lost' } as const)
    : ({ nextStep: step, day: from } as const);
};
