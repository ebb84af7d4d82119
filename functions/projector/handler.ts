// Inbound facts: bus -> rule -> queue -> here -> profile.

import { setTimeout } from 'node:timers/promises';
import { dynamoClient } from '../../shared/aws/clients.ts';
import { deadLetterQueue } from '../../shared/aws/dead-letters.ts';
import { dynamoProfile } from '../../shared/aws/dynamo-profile.ts';
import { newEventId } from '../../shared/journey/event-ids.ts';
import { inboundFact } from '../../shared/journey/inbound-fact.ts';
import { variable } from '../../shared/lambda/environment.ts';
import { queueHandler } from '../../shared/lambda/queue.ts';
import { log } from '../../shared/log/log.ts';
import { project } from './project.ts';

const deadLetters = deadLetterQueue({ queueUrl: variable('DEAD_LETTER_QUEUE_URL') });

const dependencies = {
  profile: dynamoProfile({ client: dynamoClient(), tableName: variable('TABLE_NAME') }),
  deadLetters,
  log,
  now: () => new Date(),
  newId: newEventId,
  // Full jitter: up to 40 ms before the second try, up to a second before the last ones.
  pause: (attempt: number) => setTimeout(Math.random() * Math.min(1000, 10 * 2 ** attempt)),
};

export const handler = queueHandler({
  parse: inboundFact,
  handle: (fact) => project(fact, dependencies),
  deadLetters,
});
