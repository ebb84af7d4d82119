// The profile port on DynamoDB, by the plain client: what the table is asked stands here as it is sent, and an entity library's
// own time and 100 kB would be paid at every start of every function.
import type { JourneyEvent } from '../journey/journey-event.ts';
import type { CustomerProfile } from '../profile/customer-profile.ts';
import * as keys from '../profile/keys.ts';
import { SCANS_PAGE, TIMELINE_PAGE } from '../profile/limits.ts';
import type { Order } from '../profile/order.ts';
import type { Scan } from '../profile/parcel.ts';
import type { ProfilePort, Snapshot, WaitingFact } from '../profile/profile-port.ts';
import { type Attributes, fromItem } from './dynamo-attributes.ts';
import { answerIn, commitIn } from './dynamo-commit.ts';
import { markedIn, pageIn } from './dynamo-lists.ts';
import { findIn, letGoIn, waitIn, waitingForIn } from './dynamo-references.ts';
import { type DynamoTable, getItems } from './dynamo-table.ts';

interface DynamoProfile extends DynamoTable {
  /** Days that journey events are kept, 400 unless told otherwise: a year and the time to ask about it. */
  readonly eventDays?: number;
  readonly clock?: () => Date;
}

/** @example dynamoProfile({ client: dynamoClient(), tableName: process.env.TABLE_NAME }) */
export const dynamoProfile = ({ eventDays = 400, clock = () => new Date(), ...table }: DynamoProfile): ProfilePort => ({
  read: (key) => readIn({ ...table, clock }, key),
  commit: (transaction) => commitIn({ ...table, eventDays, clock }, transaction),
  find: (reference) => findIn(table, reference),
  olderScans: (at) =>
    pageIn<Scan>(table, {
      pk: keys.customerPartition(at),
      beginning: keys.scanPrefix(at),
      after: at.after,
      limit: SCANS_PAGE,
    }),
  timeline: (of) =>
    pageIn<JourneyEvent>(table, {
      pk: keys.customerPartition(of),
      beginning: keys.EVENT_PREFIX,
      after: of.after,
      limit: of.limit ?? TIMELINE_PAGE,
    }),
  wait: (fact) => waitIn(table, fact),
  letGo: (fact) => letGoIn(table, fact),
  waitingFor: (reference) => waitingForIn(table, reference),
  waitingSince: ({ before }) =>
    markedIn<WaitingFact>(table, {
      partition: keys.waitingMarkPartition,
      before,
      itemOf: ({ waitingPk, waitingSk }) => ({ pk: String(waitingPk), sk: String(waitingSk) }),
    }),
});

const readIn = async (
  { clock, ...table }: DynamoTable & { readonly clock: () => Date },
  { orderId, answerKey, consistent, ...customer }: Parameters<ProfilePort['read']>[0],
): Promise<Snapshot> => {
  const places = {
    profile: keys.profileKey(customer),
    order: orderId && keys.orderKey({ ...customer, orderId }),
    answered: answerKey === undefined ? undefined : keys.answerKey(customer, answerKey),
  };
  const asked = Object.values(places).filter((key) => key !== undefined);
  const items = await getItems(table, asked, { consistent });
  const at = (key?: keys.ItemKey): Attributes | undefined => key && items.find(({ sk }) => sk?.S === key.sk);
  const [profile, order, stored] = [at(places.profile), at(places.order), at(places.answered)];
  const answered = stored && answerIn(stored);
  return {
    profile: profile && fromItem<CustomerProfile>(profile),
    order: order && fromItem<Order>(order),
    ...(answered && answered.expiresAt > clock().getTime() / 1000 && { answered }),
  };
};
