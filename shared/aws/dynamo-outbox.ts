// The outbox port on DynamoDB: marks that the relay deletes and the sweeper finds.
import type { JourneyEvent } from '../journey/journey-event.ts';
import * as keys from '../profile/keys.ts';
import type { OutboxPort } from '../profile/profile-port.ts';
import { markedIn } from './dynamo-lists.ts';
import { type DynamoTable, deleteItems } from './dynamo-table.ts';

/** Deletes in one BatchWriteItem: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html */
const MOST_DELETES = 25;

/** @example dynamoOutbox({ client: dynamoClient(), tableName: process.env.TABLE_NAME }) */
export const dynamoOutbox = (table: DynamoTable): OutboxPort => ({
  published: async (events) => {
    const marks = [...new Map(events.map((event) => [event.id, keys.outboxKey(event)])).values()];
    for (let from = 0; from < marks.length; from += MOST_DELETES) {
      await deleteItems(table, marks.slice(from, from + MOST_DELETES));
    }
  },
  unpublished: ({ before }) =>
    markedIn<JourneyEvent>(table, {
      partition: keys.outboxPartition,
      before: keys.firstUlidAt(before),
      itemOf: ({ eventPk, eventSk }) => ({ pk: String(eventPk), sk: String(eventSk) }),
    }),
});
