// POST /api/connectors/easypost: EasyPost tells where parcels are.
import { deadLetterQueue } from '../../shared/aws/dead-letters.ts';
import { readSecret } from '../../shared/aws/secrets.ts';
import { busFromEnvironment } from '../../shared/lambda/door-dependencies.ts';
import { shopFromEnvironment, variable } from '../../shared/lambda/environment.ts';
import { httpHandler, WEBHOOK_BODY_LIMIT } from '../../shared/lambda/http.ts';
import { originFromEnvironment } from '../../shared/lambda/origin-from-environment.ts';
import { log } from '../../shared/log/log.ts';
import { receiveEasyPost } from './receive-easypost.ts';

const secretId = variable('EASYPOST_SECRET_ID');

export const handler = httpHandler({
  origin: originFromEnvironment(),
  bodyLimit: WEBHOOK_BODY_LIMIT,
  work: receiveEasyPost({
    bus: busFromEnvironment(),
    // A carrier tells of parcels, never of persons.
    personalData: { put: () => Promise.reject(new Error('EasyPost tells no personal data.')) },
    shop: shopFromEnvironment().shop,
    deadLetters: deadLetterQueue({ queueUrl: variable('DEAD_LETTER_QUEUE_URL') }),
    readSecret: () => readSecret(secretId),
    now: () => new Date(),
    log,
  }),
});
