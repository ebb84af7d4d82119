// What shops and carriers tell us: facts with sensible defaults that fit together (one order, one parcel, one payment).
import { createHash } from 'node:crypto';
import {
  type InboundFact,
  type InboundFactOf,
  type InboundFactType,
  inboundFact,
} from '../../shared/journey/inbound-fact.ts';
import type { Reference, WaitingFact } from '../../shared/profile/profile-port.ts';
import { CUSTOMER, SHOP } from './customer.ts';
import { at } from './instants.ts';
import { aPromise, aScan } from './parcel.ts';
import { as, type Plain, type Some } from './plain.ts';

const line = { lineId: 'l-1', articleId: 'a-1', title: 'Blue mug', quantity: 1, unitPrice: 1299, paid: 1299 };
const orderState = {
  orderId: '1001',
  orderNumber: '#1001',
  placedAt: at('2026-07-31T10:00'),
  currency: 'GBP',
  total: 1299,
  lines: [{ ...line, needsShipping: true }],
};
const parcel = { orderId: '1001', parcelId: 'p-1' };
const payment = { orderId: '1001', paymentId: 'pay-1', amount: 1299, currency: 'GBP' };

const usually: { readonly [Type in InboundFactType]: Plain<Pick<InboundFactOf<Type>, 'time' | 'data'>> } = {
  OrderPlaced: { time: at('2026-07-31T10:00'), data: { customerId: CUSTOMER, ...orderState } },
  OrderAmended: { time: at('2026-07-31T11:00'), data: orderState },
  OrderCanceled: { time: at('2026-07-31T12:00'), data: { orderId: '1001', canceledAt: at('2026-07-31T12:00') } },
  ParcelShipped: {
    time: at('2026-07-31T18:00'),
    data: {
      ...parcel,
      shippedAt: at('2026-07-31T18:00'),
      carrier: 'Royal Mail',
      trackingNumber: 'RM0001GB',
      lines: [{ lineId: 'l-1', quantity: 1 }],
      canceled: false,
    },
  },
  ParcelScanned: { time: at('2026-08-02T09:30'), data: { parcel, scan: aScan() } },
  ParcelPromiseChanged: { time: at('2026-08-01T09:00'), data: { parcel, promise: aPromise() } },
  PaymentCaptured: { time: at('2026-07-31T10:01'), data: { ...payment, capturedAt: at('2026-07-31T10:01') } },
  PaymentRefunded: {
    time: at('2026-08-05T10:00'),
    data: { ...payment, refundId: 'r-1', refundedAt: at('2026-08-05T10:00'), lines: [{ lineId: 'l-1', quantity: 1 }] },
  },
  CustomerUpdated: { time: at('2026-07-31T10:00'), data: { customerId: CUSTOMER, locale: 'en-GB', contacts: [] } },
};

type FactOf<Type extends InboundFactType> = Some<Pick<InboundFactOf<Type>, 'id' | 'shop' | 'time'>> & {
  readonly data?: Some<InboundFactOf<Type>['data']>;
};

/**
 * A fact of a type, as the bus hears it. Its id tells its content: two alike are one fact told twice.
 * @example aFact('ParcelScanned', { data: { scan: aScan({ status: 'delivered' }) } })
 */
export const aFact = <Type extends InboundFactType>(
  type: Type,
  { data, ...of }: FactOf<Type> = {},
): InboundFactOf<Type> => {
  const told = {
    type,
    schemaVersion: 1,
    shop: SHOP,
    ...usually[type],
    ...of,
    data: { ...usually[type].data, ...data },
  };
  const id = createHash('sha256').update(JSON.stringify(told)).digest('hex').slice(0, 16);
  return inboundFact.parse({ id, ...told }) as InboundFactOf<Type>;
};

/** A scan that waits for its parcel, unless told otherwise. */
export const aWaitingFact = (of: { awaits?: Plain<Reference>; fact?: InboundFact; since?: string } = {}): WaitingFact =>
  as<WaitingFact>({
    awaits: { shop: SHOP, kind: 'parcel', ...parcel },
    fact: aFact('ParcelScanned'),
    since: at('2026-08-02T09:31'),
    ...of,
  } as Plain<WaitingFact>);
