// Every state that a customer can meet, each with the answer they get. Tests, documentation and the demo shop read them.
import type * as z from 'zod';
import type { Example, Facts } from '../../shared/contract/micro-app.ts';
import type { Order } from '../../shared/profile/order.ts';
import type { DeliveryPromise, Parcel } from '../../shared/profile/parcel.ts';
import type { Instant } from '../../shared/profile/time.ts';
import { anOrderWith, aParcelThat, daysFromNow, hoursFromNow, NOW, TIME_ZONE } from './example-orders.ts';
import type { input } from './input.ts';
import type { TrackedOrder } from './output.ts';

type Input = z.output<typeof input>;

const asking = (order: Order, sent: Partial<Input> = {}): Facts<Input> =>
  ({
    input: sent,
    order,
    profile: { shop: order.shop, customerId: order.customerId, version: 1, passEpoch: 0, contacts: [] },
    shop: {
      shop: 'demo',
      name: 'Fern & Clay',
      timeZone: TIME_ZONE,
      language: 'en',
      tracking: { staleAfterDays: 5, lostAfterDays: 7 },
    },
    actor: { kind: 'customer' },
    assurance: 'link',
    now: NOW,
  }) as unknown as Facts<Input>;

const promised = (days: number, toldHoursAgo = 48): DeliveryPromise => ({
  by: daysFromNow(days),
  at: hoursFromNow(-toldHoursAgo),
});

/** An order of these parcels. The answer speaks of the first of them. */
const example = (
  name: string,
  kind: TrackedOrder['headline']['kind'],
  orderNumber: string,
  parcels: readonly Parcel[],
  more: { canceledAt?: Instant } = {},
): Example<Input, TrackedOrder, 'no_such_parcel'> => {
  const [parcel] = parcels;
  return {
    name,
    facts: asking(anOrderWith(parcels, { orderNumber, ...more })),
    expect: { output: { headline: { kind, ...(parcel && { parcelId: parcel.parcelId }) } } },
  };
};

export const examples: readonly Example<Input, TrackedOrder, 'no_such_parcel'>[] = [
  example('My parcel is on its way', 'on_its_way', '#1001', [
    aParcelThat({
      scans: [
        [3, 'in_transit', 'Arrived at the delivery office', 'Leeds'],
        [20, 'in_transit', 'Left the sorting centre', 'Warrington'],
        [46, 'label_created', 'Parcel announced to the carrier'],
      ],
      promises: [promised(1)],
    }),
  ]),
  example('My parcel comes today', 'out_for_delivery', '#1002', [
    aParcelThat({
      trackingNumber: 'RM482913376GB',
      scans: [
        [4, 'out_for_delivery', 'Out for delivery', 'Leeds'],
        [20, 'in_transit', 'Arrived at the delivery office', 'Leeds'],
      ],
      promises: [promised(0)],
    }),
  ]),
  example('My parcel was delivered', 'delivered', '#1003', [
    aParcelThat({
      trackingNumber: 'RM482913377GB',
      scans: [
        [22, 'delivered', 'Delivered, signed for', 'Leeds'],
        [27, 'out_for_delivery', 'Out for delivery', 'Leeds'],
      ],
      promises: [promised(-1)],
      proofOfDelivery: { kind: 'signature', at: hoursFromNow(-22) },
    }),
  ]),
  example('My parcel is late', 'late', '#1004', [
    aParcelThat({
      trackingNumber: 'RM482913378GB',
      shippedHoursAgo: 96,
      scans: [[50, 'in_transit', 'Left the sorting centre', 'Warrington']],
      promises: [promised(-1, 96)],
    }),
  ]),
  example('My order comes in two parcels by two carriers', 'on_its_way', '#1005', [
    aParcelThat({
      trackingNumber: 'RM482913379GB',
      lines: [{ lineId: 'l-1', quantity: 2 }],
      scans: [[5, 'in_transit', 'Left the sorting centre', 'Warrington']],
      promises: [promised(2)],
    }),
    aParcelThat({
      parcelId: 'p-2',
      carrier: 'DPD',
      trackingNumber: '15501234567890',
      lines: [{ lineId: 'l-2', quantity: 1 }],
      scans: [[24, 'delivered', 'Left in the safe place', 'Leeds']],
      proofOfDelivery: { kind: 'safe_place', at: hoursFromNow(-24) },
    }),
  ]),
  example('I have heard nothing of my parcel for a week', 'trouble', '#1006', [
    aParcelThat({
      trackingNumber: 'RM482913380GB',
      shippedHoursAgo: 200,
      scans: [[170, 'in_transit', 'Left the sorting centre', 'Warrington']],
    }),
  ]),
  example('The courier came when I was out', 'trouble', '#1007', [
    aParcelThat({
      carrier: 'DPD',
      trackingNumber: '15501234567891',
      scans: [
        [2, 'failed_attempt', 'Nobody was at home', 'Leeds'],
        [6, 'out_for_delivery', 'Out for delivery', 'Leeds'],
      ],
      promises: [promised(0)],
      pickupPoint: {
        name: 'Corner Shop, Hyde Park',
        address: '14 Cardigan Road, Leeds LS6 3AG',
        hours: 'Mon to Sat 8:00 to 20:00',
        until: daysFromNow(6),
      },
    }),
  ]),
  example('My order has not been shipped yet', 'not_yet_shipped', '#1008', []),
  example('My order was canceled', 'canceled', '#1009', [], { canceledAt: hoursFromNow(-20) }),
  example('My parcel comes later than I was told', 'trouble', '#1010', [
    aParcelThat({
      trackingNumber: 'RM482913381GB',
      scans: [
        [6, 'delayed', 'Delayed by weather', 'Carlisle'],
        [30, 'in_transit', 'Left the sorting centre', 'Glasgow'],
      ],
      promises: [promised(2, 6), promised(0, 48)],
    }),
  ]),
  example('Only a part of my order has come', 'partly_delivered', '#1011', [
    aParcelThat({
      trackingNumber: 'RM482913382GB',
      lines: [{ lineId: 'l-1', quantity: 1 }],
      scans: [[26, 'delivered', 'Delivered through the letterbox', 'Leeds']],
    }),
  ]),
  example('My parcel waits at a shop', 'ready_to_fetch', '#1012', [
    aParcelThat({
      carrier: 'DPD',
      trackingNumber: '15501234567892',
      scans: [[8, 'available_for_pickup', 'Ready at the parcel shop', 'Leeds']],
      pickupPoint: {
        name: 'Corner Shop, Hyde Park',
        address: '14 Cardigan Road, Leeds LS6 3AG',
        hours: 'Mon to Sat 8:00 to 20:00',
        until: daysFromNow(5),
      },
    }),
  ]),
  example('My parcel went back to the shop', 'trouble', '#1013', [
    aParcelThat({
      trackingNumber: 'RM482913383GB',
      shippedHoursAgo: 150,
      scans: [[10, 'returned_to_sender', 'Returned to sender', 'Warrington']],
    }),
  ]),
  {
    name: 'I ask for scans of a parcel that is not mine',
    facts: asking(anOrderWith([]), { olderScans: { parcelId: 'p-9' } } as Partial<Input>),
    expect: { refusal: 'no_such_parcel' },
  },
];
