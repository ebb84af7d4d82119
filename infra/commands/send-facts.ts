// Sends facts the way a shop does: signed (Standard Webhooks), through the front door, over the bus.
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { Webhook } from 'standardwebhooks';
import { ulid } from 'ulid';
import type { SentFact } from './facts-of-order.ts';
import type { Target } from './target.ts';

/** What one request to the door may hold. */
const MOST_FACTS = 100;

/** The text of one of the stack's secrets, by the output that names it. */
export const readStackSecret = async (target: Target, output: string): Promise<string> => {
  const answer = await new SecretsManagerClient({}).send(
    new GetSecretValueCommand({ SecretId: target.output(output) }),
  );
  if (!answer.SecretString) throw new Error(`The secret ${output} is empty.`);
  return answer.SecretString;
};

/**
 * @throws Error with the door's own words where it does not take them
 * @example await sendFacts(target, factsOfOrder(order, shift));
 */
export const sendFacts = async (target: Target, facts: readonly SentFact[]): Promise<void> => {
  const webhook = new Webhook(await readStackSecret(target, 'EventsSecret'));
  for (let from = 0; from < facts.length; from += MOST_FACTS) {
    const body = JSON.stringify(facts.slice(from, from + MOST_FACTS));
    const answer = await sendUntilTaken(body, { url: `${target.output('Url')}/api/events`, webhook });
    if (!answer.ok) throw new Error(`The door for events answered ${answer.status}: ${await answer.text()}`);
  }
};

/** A door that is not available right now takes the same facts later; what it has taken already does no harm. */
const MOST_TRIES = 5;

const sendUntilTaken = async (body: string, to: { url: string; webhook: Webhook }): Promise<Response> => {
  for (let attempt = 1; ; attempt += 1) {
    const [id, at] = [`msg_${ulid()}`, new Date()];
    const answer = await fetch(to.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': to.webhook.sign(id, at, body),
      },
      body,
    });
    if (answer.status !== 503 || attempt === MOST_TRIES) return answer;
    await new Promise((resolve) => setTimeout(resolve, 2 ** attempt * 500));
  }
};
