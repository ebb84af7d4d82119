// Table stream -> relay -> event bus.
import { dynamoClient } from '../../shared/aws/clients.ts';
import { dynamoOutbox } from '../../shared/aws/dynamo-outbox.ts';
import { eventBus } from '../../shared/aws/event-bus.ts';
import { variable } from '../../shared/lambda/environment.ts';
import { relayBatch } from './relay-batch.ts';

export const handler = relayBatch({
  bus: eventBus({ busName: variable('BUS_NAME') }),
  outbox: dynamoOutbox({ client: dynamoClient(), tableName: variable('TABLE_NAME') }),
});
