// Every state that a customer can meet, each with the answer they get. Tests, documentation and the demo shop read them.
import type * as z from 'zod';
import type { Example, Facts } from '../../shared/contract/micro-app.ts';
import type { Order } from '../../shared/profile/order.ts';
import type { DeliveryPromise } from '../../shared/profile/parcel.ts';
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

const example = (
  name: string,
  kind: TrackedOrder['headline']['kind'],
  order: Order,
): Example<Input, TrackedOrder, 'no_such_parcel'> => {
  const [parcel] = order.parcels;
  const speaksOfParcel = parcel && kind !== 'canceled';
  return {
    name,
    facts: asking(order),
    expect: { output: { headline: { kind, ...(speaksOfParcel && { parcelId: parcel.parcelId }) } } },
  };
};

const onItsWay = anOrderWith(
  [
    aParcelThat({
      scans: [
        [3, 'in_transit', 'Arrived at the delivery office', 'Leeds'],
        [20, 'in_transit', 'Left the sorting centre', 'Warrington'],
        [46, 'label_created', 'Parcel announced to the carrier'],
      ],
      promises: [promised(1)],
    }),
  ],
  { orderNumber: '#1001' },
);

export const examples: readonly Example<Input, TrackedOrder, 'no_such_parcel'>[] = [
  example('My parcel is on its way', 'on_its_way', onItsWay),
  example(
    'My parcel comes today',
    'out_for_delivery',
    anOrderWith(
      [
        aParcelThat({
          trackingNumber: 'RM482913376GB',
          scans: [
            [4, 'out_for_delivery', 'Out for delivery', 'Leeds'],
            [20, 'in_transit', 'Arrived at the delivery office', 'Leeds'],
          ],
          promises: [promised(0)],
        }),
      ],
      { orderNumber: '#1002' },
    ),
  ),
  example(
    'My parcel was delivered',
    'delivered',
    anOrderWith(
      [
        aParcelThat({
          trackingNumber: 'RM482913377GB',
          scans: [
            [22, 'delivered', 'Delivered, signed for', 'Leeds'],
            [27, 'out_for_delivery', 'Out for delivery', 'Leeds'],
          ],
          promises: [promised(-1)],
          proofOfDelivery: { kind: 'signature', at: hoursFromNow(-22) },
        }),
      ],
      { orderNumber: '#1003' },
    ),
  ),
  example(
    'My parcel is late',
    'late',
    anOrderWith(
      [
        aParcelThat({
          trackingNumber: 'RM482913378GB',
          shippedHoursAgo: 96,
          scans: [[50, 'in_transit', 'Left the sorting centre', 'Warrington']],
          promises: [promised(-1, 96)],
        }),
      ],
      { orderNumber: '#1004' },
    ),
  ),
  example(
    'My order comes in two parcels by two carriers',
    'on_its_way',
    anOrderWith(
      [
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
      ],
      { orderNumber: '#1005' },
    ),
  ),
  example(
    'I have heard nothing of my parcel for a week',
    'trouble',
    anOrderWith(
      [
        aParcelThat({
          trackingNumber: 'RM482913380GB',
          shippedHoursAgo: 200,
          scans: [[170, 'in_transit', 'Left the sorting centre', 'Warrington']],
        }),
      ],
      { orderNumber: '#1006' },
    ),
  ),
  example(
    'The courier came when I was out',
    'trouble',
    anOrderWith(
      [
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
      ],
      { orderNumber: '#1007' },
    ),
  ),
  example('My order has not been shipped yet', 'not_yet_shipped', anOrderWith([], { orderNumber: '#1008' })),
  example(
    'My order was canceled',
    'canceled',
    anOrderWith([], { orderNumber: '#1009', canceledAt: hoursFromNow(-20) }),
  ),
  example(
    'My parcel comes later than I was told',
    'trouble',
    anOrderWith(
      [
        aParcelThat({
          trackingNumber: 'RM482913381GB',
          scans: [
            [6, 'delayed', 'Delayed by weather', 'Carlisle'],
            [30, 'in_transit', 'Left the sorting centre', 'Glasgow'],
          ],
          promises: [promised(2, 6), promised(0, 48)],
        }),
      ],
      { orderNumber: '#1010' },
    ),
  ),
  example(
    'Only a part of my order has come',
    'partly_delivered',
    anOrderWith(
      [
        aParcelThat({
          trackingNumber: 'RM482913382GB',
          lines: [{ lineId: 'l-1', quantity: 1 }],
          scans: [[26, 'delivered', 'Delivered through the letterbox', 'Leeds']],
        }),
      ],
      { orderNumber: '#1011' },
    ),
  ),
  example(
    'My parcel waits at a shop',
    'ready_to_fetch',
    anOrderWith(
      [
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
      ],
      { orderNumber: '#1012' },
    ),
  ),
  example(
    'My parcel went back to the shop',
    'trouble',
    anOrderWith(
      [
        aParcelThat({
          trackingNumber: 'RM482913383GB',
          shippedHoursAgo: 150,
          scans: [[10, 'returned_to_sender', 'Returned to sender', 'Warrington']],
        }),
      ],
      { orderNumber: '#1013' },
    ),
  ),
  {
    name: 'I ask for scans of a parcel that is not mine',
    facts: asking(onItsWay, { olderScans: { parcelId: 'p-9' } } as Partial<Input>),
    expect: { refusal: 'no_such_parcel' },
  },
];
