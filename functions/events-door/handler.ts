// POST /api/events: a shop's own systems tell facts.
import { readSecret } from '../../shared/aws/secrets.ts';
import { doorDependencies } from '../../shared/lambda/door-dependencies.ts';
import { shopFromEnvironment, variable } from '../../shared/lambda/environment.ts';
import { httpHandler, WEBHOOK_BODY_LIMIT } from '../../shared/lambda/http.ts';
import { originFromEnvironment } from '../../shared/lambda/origin-from-environment.ts';
import { receiveFacts } from './receive-facts.ts';

const secretId = variable('EVENTS_SECRET_ID');

export const handler = httpHandler({
  origin: originFromEnvironment(),
  bodyLimit: WEBHOOK_BODY_LIMIT,
  work: receiveFacts({
    ...doorDependencies(),
    shop: shopFromEnvironment().shop,
    readSecret: () => readSecret(secretId),
  }),
});
