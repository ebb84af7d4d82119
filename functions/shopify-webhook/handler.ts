// POST /api/connectors/shopify: Shopify tells of orders, parcels and money.
import { deadLetterQueue } from '../../shared/aws/dead-letters.ts';
import { readSecret } from '../../shared/aws/secrets.ts';
import { doorDependencies } from '../../shared/lambda/door-dependencies.ts';
import { shopFromEnvironment, variable } from '../../shared/lambda/environment.ts';
import { httpHandler, WEBHOOK_BODY_LIMIT } from '../../shared/lambda/http.ts';
import { originFromEnvironment } from '../../shared/lambda/origin-from-environment.ts';
import { receiveShopify } from './receive-shopify.ts';

const secretId = variable('SHOPIFY_SECRET_ID');

export const handler = httpHandler({
  origin: originFromEnvironment(),
  bodyLimit: WEBHOOK_BODY_LIMIT,
  work: receiveShopify({
    ...doorDependencies(),
    shop: shopFromEnvironment(),
    deadLetters: deadLetterQueue({ queueUrl: variable('DEAD_LETTER_QUEUE_URL') }),
    readSecret: () => readSecret(secretId),
  }),
});
