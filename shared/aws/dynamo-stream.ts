// A record of the table's stream as the journey event that was put.
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { type JourneyEvent, journeyEnvelope } from '../journey/journey-event.ts';
import { fromItem } from './dynamo-attributes.ts';

/** @throws ZodError where the record holds no journey event. */
export const journeyEventIn = ({ dynamodb }: DynamoDBRecord): JourneyEvent =>
  journeyEnvelope.parse(fromItem((dynamodb?.NewImage ?? {}) as Record<string, AttributeValue>));
