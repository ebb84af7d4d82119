// Shopify's partner bus -> rule -> queue -> here -> our bus.
import * as z from 'zod';
import { deadLetterQueue } from '../../shared/aws/dead-letters.ts';
import { doorDependencies } from '../../shared/lambda/door-dependencies.ts';
import { shopFromEnvironment, variable } from '../../shared/lambda/environment.ts';
import { queueHandler } from '../../shared/lambda/queue.ts';
import { takePartnerEvent } from './take-partner-event.ts';

const dependencies = { ...doorDependencies(), shop: shopFromEnvironment() };

export const handler = queueHandler({
  // The detail is read again from the record's own text: its ids do not fit a number.
  parse: z.unknown(),
  handle: (_detail, record) => takePartnerEvent(record.body, dependencies),
  deadLetters: deadLetterQueue({ queueUrl: variable('DEAD_LETTER_QUEUE_URL') }),
});
