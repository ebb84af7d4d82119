// What is in a letter, as far as it must be known to send it again.
import type { DynamoDBRecord } from 'aws-lambda';
import * as z from 'zod';
import { journeyEventIn } from '../../shared/aws/dynamo-stream.ts';
import type { JourneyEvent } from '../../shared/journey/journey-event.ts';

const webhook = z.object({
  headers: z.record(z.string(), z.string().optional()),
  body: z.string(),
});

/** A connector's letter: the body to the letter, and the headers without which it is not whole. */
export const webhookIn = (whole: string): { headers: Readonly<Record<string, string>>; body: string } => {
  const { headers, body } = webhook.parse(JSON.parse(whole));
  return { headers: Object.fromEntries(Object.entries(headers).filter(isGiven)), body };
};

const isGiven = (header: [string, string | undefined]): header is [string, string] => header[1] !== undefined;

const failedBatch = z.object({ payload: z.string() });

/**
 * The relay's leftovers.
 * @throws ZodError where a record holds no journey event
 */
export const journeyEventsIn = (whole: string): readonly JourneyEvent[] => {
  const { payload } = failedBatch.parse(JSON.parse(whole));
  const { Records }: { Records: readonly DynamoDBRecord[] } = JSON.parse(payload);
  return Records.map(journeyEventIn);
};
