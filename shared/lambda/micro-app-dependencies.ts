// What every function behind a pass stands on, bound to the stack it runs in.

import { dynamoClient } from '../aws/clients.ts';
import { dynamoProfile } from '../aws/dynamo-profile.ts';
import { kmsPassKeys } from '../aws/pass-keys.ts';
import { newEventId } from '../journey/event-ids.ts';
import { passVerifier } from '../pass/pass-token.ts';
import { shopFromEnvironment, variable } from './environment.ts';
import type { MicroAppDependencies } from './micro-app.ts';

export const microAppDependencies = (): MicroAppDependencies => ({
  profile: dynamoProfile({ client: dynamoClient(), tableName: variable('TABLE_NAME') }),
  passes: passVerifier(kmsPassKeys(variable('PASS_KEY_IDS').split(',')).read),
  shop: shopFromEnvironment(),
  now: () => new Date(),
  newId: newEventId,
});
