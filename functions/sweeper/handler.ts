// Clock -> sweeper -> event bus, the operator's letters, and the figures that alarms look at.
import { dynamoClient } from '../../shared/aws/clients.ts';
import { deadLetterQueue } from '../../shared/aws/dead-letters.ts';
import { dynamoOutbox } from '../../shared/aws/dynamo-outbox.ts';
import { dynamoProfile } from '../../shared/aws/dynamo-profile.ts';
import { eventBus } from '../../shared/aws/event-bus.ts';
import { variable } from '../../shared/lambda/environment.ts';
import { count } from '../../shared/log/figures.ts';
import { sweepAndCount } from './sweep-and-count.ts';

const table = { client: dynamoClient(), tableName: variable('TABLE_NAME') };

export const handler = sweepAndCount({
  bus: eventBus({ busName: variable('BUS_NAME') }),
  outbox: dynamoOutbox(table),
  profile: dynamoProfile(table),
  deadLetters: deadLetterQueue({ queueUrl: variable('DEAD_LETTER_QUEUE_URL') }),
  now: () => new Date(),
  count: (name, value) => count(name, value, { table: table.tableName }),
});
