// Sends a letter back to where it came from. It is removed only after it was taken there.
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { eventBus } from '../../shared/aws/event-bus.ts';
import { busEntryOf } from '../../shared/journey/bus-entry.ts';
import type { Letter } from './dead-letter.ts';
import { journeyEventsIn, webhookIn } from './dead-letter-content.ts';
import { postWebhook } from './send-webhook.ts';
import type { Target } from './target.ts';

/**
 * Answers what became of it, in one sentence.
 * @throws Error with a sentence where it was not taken; it stays
 */
export const redriveLetter = async (letter: Letter, target: Target): Promise<string> => {
  const became = await sendBack(letter, target);
  await letter.remove();
  return became;
};

const sendBack = async ({ place, whole }: Letter, target: Target): Promise<string> => {
  switch (place.kind) {
    case 'subscription':
      await new SQSClient({}).send(new SendMessageCommand({ QueueUrl: place.feeds, MessageBody: whole }));
      return 'is in its queue again.';
    case 'route':
      return postAgain(whole, `${target.output('Url')}${place.route}`);
    case 'schedule':
      return 'is gone: a later tick has done its work.';
    case 'stream':
      return publishAgain(whole, target);
  }
};

/** As it came, with the signature that it came with: the mapping takes another look at it. */
const postAgain = async (whole: string, url: string): Promise<string> => {
  const { headers, body } = webhookIn(whole);
  const { status } = await postWebhook(url, body, headers);
  if (status === 401)
    throw new Error('Its signature is of a secret that is no longer accepted. Have the sender send it again.');
  if (status >= 300) throw new Error(`Its route answered ${status}.`);
  return 'went to its route again; if it is still not understood, it is back as a new letter.';
};

/** Subscribers drop by its id what they have seen. */
const publishAgain = async (whole: string, target: Target): Promise<string> => {
  const events = journeyEventsIn(whole);
  const bus = eventBus({ busName: target.output('BusName') });
  const failed = await bus.publish(events.map(busEntryOf));
  if (failed.length > 0) throw new Error(`The bus did not take ${failed.length} of its ${events.length} events.`);
  return 'is on the bus again.';
};
