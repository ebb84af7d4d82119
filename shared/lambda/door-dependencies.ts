// What every door of the outside world stands on, bound to the stack it runs in.
import { dynamoClient } from '../aws/clients.ts';
import { dynamoPersonalData } from '../aws/dynamo-personal-data.ts';
import { eventBus } from '../aws/event-bus.ts';
import { readSecret } from '../aws/secrets.ts';
import type { BusPort } from '../journey/bus-port.ts';
import { log } from '../log/log.ts';
import type { ConnectorDependencies } from './connector.ts';
import { variable } from './environment.ts';

export const busFromEnvironment = (): BusPort => eventBus({ busName: variable('BUS_NAME') });

export const doorDependencies = (): ConnectorDependencies & { readonly readContactKey: () => Promise<string> } => {
  const contactKeyId = variable('CONTACT_KEY_SECRET_ID');
  return {
    bus: busFromEnvironment(),
    personalData: dynamoPersonalData({ client: dynamoClient(), tableName: variable('TABLE_NAME') }),
    readContactKey: () => readSecret(contactKeyId),
    now: () => new Date(),
    log,
  };
};
