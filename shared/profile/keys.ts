// Where everything stands in the table: the only place that knows how a key is written.
import { createHash } from 'node:crypto';
import type { JourneyEvent } from '../journey/journey-event.ts';
import { canonical } from './fold/newer.ts';
import type { OrderId, ParcelId } from './ids.ts';
import type { Scan } from './parcel.ts';
import type { CustomerKey, OrderKey, Reference, WaitingFact } from './profile-port.ts';
import type { Instant } from './time.ts';

export interface ItemKey {
  readonly pk: string;
  readonly sk: string;
}

/** Partition prefixes: what a function's grant names. */
export const PARTITIONS = {
  customer: 'CUSTOMER#',
  personalData: 'PII#',
  lookup: 'LOOKUP#',
  waiting: 'WAITING#',
  waitingMark: 'WAITING_MARK#',
  outbox: 'OUTBOX#',
} as const;

/** Journey events are the items whose sort key begins so; the stream's filter passes only these. */
export const EVENT_PREFIX = 'EVENT#';

/** Partitions that every transaction or waiting fact writes to are spread over so many keys. */
export const SHARDS = 8;

const LONGEST_PART = 256;

// A sort key holds 1,024 bytes and an encoded character up to nine: what is longer than any real id stands as its hash.
// `=` is never in an encoded text, so that no id can be taken for a hash.
const part = (text: string): string => {
  const encoded = encodeURIComponent(text.toWellFormed());
  return encoded.length > LONGEST_PART ? `=${createHash('sha256').update(encoded).digest('base64url')}` : encoded;
};

// `#` ends every part: ORDER#1 must never be the beginning of ORDER#10 in a query.
const joined = (...parts: readonly string[]): string => parts.map(part).join('#');

export const customerPartition = ({ shop, customerId }: CustomerKey): string =>
  PARTITIONS.customer + joined(shop, customerId);

export const profileKey = (of: CustomerKey): ItemKey => ({ pk: customerPartition(of), sk: 'PROFILE' });

export const orderKey = (of: OrderKey): ItemKey => ({ pk: customerPartition(of), sk: `ORDER#${part(of.orderId)}` });

export const eventKey = (event: Pick<JourneyEvent, 'shop' | 'customerId' | 'id'>): ItemKey => ({
  pk: customerPartition(event),
  sk: EVENT_PREFIX + event.id,
});

/** The answer to one command of a customer. */
export const answerKey = (of: CustomerKey, key: string): ItemKey => ({
  pk: customerPartition(of),
  sk: `ANSWER#${part(key)}`,
});

/** All older scans of one parcel begin so. */
export const scanPrefix = (of: { readonly orderId: OrderId; readonly parcelId: ParcelId }): string =>
  `SCAN#${joined(of.orderId, of.parcelId)}#`;

/** A scan's place among its parcel's: a carrier may tell several at one time, even of one code. */
export const scanPlace = (scan: Scan): string =>
  `${scan.time}#${createHash('sha256').update(canonical(scan)).digest('base64url')}`;

export const personKey = ({ shop, customerId }: CustomerKey): ItemKey => ({
  pk: PARTITIONS.personalData + joined(shop, customerId),
  sk: 'PERSON',
});

export const lookupKey = (reference: Reference): ItemKey => ({
  pk: PARTITIONS.lookup + referencePart(reference),
  sk: 'LOOKUP',
});

export const waitingPartition = (reference: Reference): string => PARTITIONS.waiting + referencePart(reference);

export const waitingKey = ({ awaits, since, fact }: WaitingFact): ItemKey => ({
  pk: waitingPartition(awaits),
  sk: `${since}#${part(fact.id)}`,
});

/** Tells the sweeper of a waiting fact; sorted by how long it waits. */
export const waitingMarkKey = (waiting: WaitingFact): ItemKey => {
  const { pk, sk } = waitingKey(waiting);
  return { pk: waitingMarkPartition(shardOf(pk)), sk: `${sk}#${part(pk)}` };
};

export const waitingMarkPartition = (shard: number): string => PARTITIONS.waitingMark + shard;

/** Tells the sweeper of an event that may not have reached the bus; a ULID sorts by the time it was made. */
export const outboxKey = ({ id }: Pick<JourneyEvent, 'id'>): ItemKey => ({
  pk: outboxPartition(shardOf(id)),
  sk: id,
});

export const outboxPartition = (shard: number): string => PARTITIONS.outbox + shard;

/** The smallest id that a ULID of this instant can have. Example: `firstUlidAt('1970-01-01T00:00:00.032Z')` is `00000000100000000000000000`. */
export const firstUlidAt = (at: Instant): string => {
  let time = Date.parse(at);
  let encoded = '';
  for (let place = 0; place < 10; place += 1) {
    encoded = CROCKFORD.charAt(time % 32) + encoded;
    time = Math.floor(time / 32);
  }
  return encoded.padEnd(26, '0');
};

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const referencePart = (reference: Reference): string => {
  switch (reference.kind) {
    case 'order':
      return joined(reference.shop, reference.kind, reference.orderId);
    case 'order_number':
      return joined(reference.shop, reference.kind, reference.orderNumber);
    case 'parcel':
      return joined(reference.shop, reference.kind, reference.orderId, reference.parcelId);
    case 'tracking':
      return joined(reference.shop, reference.kind, carrierName(reference.carrier), reference.trackingNumber);
  }
};

// `FedEx`, `fed-ex` and `FEDEX` are one carrier. A name of punctuation alone stays as it is.
const carrierName = (carrier: string): string => {
  const plain = carrier.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  return plain === '' ? carrier : plain;
};

const shardOf = (text: string): number => {
  let sum = 0;
  for (let index = 0; index < text.length; index += 1) sum = (sum * 31 + text.charCodeAt(index)) >>> 0;
  return sum % SHARDS;
};
