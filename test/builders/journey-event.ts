// A journey event, as a transaction commits it and the bus hears it.
import { ulid } from 'ulid';
import type { JourneyEvent } from '../../shared/journey/journey-event.ts';
import type { Transaction } from '../../shared/profile/profile-port.ts';
import { aCustomer, CUSTOMER, SHOP } from './customer.ts';
import { at } from './instants.ts';
import { as, type Some } from './plain.ts';

/** Every one has an id of its own. `at` is when the id was made: the timeline sorts by it. */
export const aJourneyEvent = ({
  madeAt = at('2026-08-01T10:00'),
  ...of
}: Some<JourneyEvent> & { readonly madeAt?: string } = {}): JourneyEvent => {
  const id = ulid(Date.parse(madeAt));
  return as<JourneyEvent>({
    id,
    type: 'OrderTracked',
    schemaVersion: 1,
    time: madeAt,
    shop: SHOP,
    customerId: CUSTOMER,
    actor: { kind: 'customer' },
    orderId: '1001',
    aggregate: 'order/1001',
    seq: 1,
    part: 0,
    correlationId: id,
    causationId: id,
    data: {},
    ...of,
  });
};

/** A transaction of Ada's that changes nothing, unless told otherwise. */
export const aTransaction = (of: Partial<Transaction> = {}): Transaction => ({
  customer: aCustomer(),
  events: [],
  ...of,
});
