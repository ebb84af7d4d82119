// What Lambda hands to queue-fed and stream-fed functions.
import type { DynamoDBStreamEvent, SQSEvent, SQSRecord } from 'aws-lambda';
import { toAttributes, toKey } from '../../shared/aws/dynamo-attributes.ts';
import { INBOUND_SOURCE, type InboundFact } from '../../shared/journey/inbound-fact.ts';
import { JOURNEY_SOURCE, type JourneyEvent } from '../../shared/journey/journey-event.ts';
import { eventKey } from '../../shared/profile/keys.ts';

/** A fact or journey event as a rule puts it into a queue. */
export const asBusMessage = (detail: InboundFact | JourneyEvent): string =>
  JSON.stringify({
    version: '0',
    id: detail.id,
    source: 'actor' in detail ? JOURNEY_SOURCE : INBOUND_SOURCE,
    'detail-type': detail.type,
    time: detail.time,
    detail,
  });

/** A batch of these bodies; the first message has the id `message-0`. */
export const aQueueBatch = (...bodies: readonly string[]): SQSEvent => ({
  Records: bodies.map(
    (body, index): SQSRecord => ({
      messageId: `message-${index}`,
      receiptHandle: `receipt-${index}`,
      body,
      attributes: {
        ApproximateReceiveCount: '1',
        SentTimestamp: '1785578400000',
        SenderId: 'events',
        ApproximateFirstReceiveTimestamp: '1785578400001',
      },
      messageAttributes: {},
      md5OfBody: '',
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn:aws:sqs:eu-central-1:111122223333:facts',
      awsRegion: 'eu-central-1',
    }),
  ),
});

/** A batch of the table's stream; the first record has the sequence number `100`. What is no event stands there as it is. */
export const aStreamBatch = (
  ...images: readonly (JourneyEvent | { readonly strange: string })[]
): DynamoDBStreamEvent => ({
  Records: images.map((image, index) => ({
    eventName: 'INSERT',
    eventSource: 'aws:dynamodb',
    dynamodb: {
      SequenceNumber: String(100 + index),
      NewImage: toAttributes('id' in image ? { ...eventKey(image), ...image, ttl: 1_900_000_000 } : image) as never,
      Keys: toKey('id' in image ? eventKey(image) : { pk: 'CUSTOMER#x', sk: 'EVENT#x' }) as never,
    },
  })),
});
