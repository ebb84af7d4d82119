// A parcel on its way, its scans and its promises.
import type { DeliveryPromise, Parcel, Scan } from '../../shared/profile/parcel.ts';
import { at } from './instants.ts';
import { as, type Some } from './plain.ts';

/** @example aScan({ time: at('2026-08-02T09:30'), status: 'delivered' }) */
export const aScan = (of: Some<Scan> = {}): Scan =>
  as<Scan>({ time: at('2026-08-02T09:30'), status: 'in_transit', rawCode: of.status ?? 'in_transit', ...of });

/** @example aPromise({ by: '2026-08-05' }) */
export const aPromise = (of: Some<DeliveryPromise> = {}): DeliveryPromise =>
  as<DeliveryPromise>({ by: '2026-08-05', at: at('2026-08-01'), ...of });

/**
 * A parcel that was handed over on 31 July and is on its way. `deliveredAt` makes it a delivered one.
 * @example aParcel({ carrier: 'DHL', deliveredAt: at('2026-08-04T11:00') })
 */
export const aParcel = (of: Some<Parcel> = {}): Parcel => {
  const shippedAt = of.shippedAt ?? at('2026-07-31T18:00');
  const status = of.status ?? (of.deliveredAt ? 'delivered' : 'in_transit');
  const statusAt = of.statusAt ?? of.deliveredAt ?? shippedAt;
  return as<Parcel>({
    parcelId: 'p-1',
    revision: shippedAt,
    shippedAt,
    carrier: 'Royal Mail',
    trackingNumber: 'RM0001GB',
    lines: [{ lineId: 'l-1', quantity: 1 }],
    canceled: false,
    status,
    statusAt,
    scans: status === 'stale' || status === 'pending' ? [] : [{ time: statusAt, status, rawCode: status }],
    hasOlderScans: false,
    promises: [],
    ...of,
  });
};
