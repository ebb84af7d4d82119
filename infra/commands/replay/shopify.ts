// npm run replay -- shopify <folder>: every body goes through the connector as a signed webhook, and each order is tracked.
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import * as z from 'zod';
import { letterPlace } from '../../letter-place.ts';
import { withLetters } from '../dead-letter.ts';
import { webhookIn } from '../dead-letter-content.ts';
import { shopifySender, type WebhookAnswer } from '../send-webhook.ts';
import { checkAll } from './in-parallel.ts';
import { progress } from './progress.ts';
import { readShopifyFolder, type ShopifyFolder, type Webhook } from './shopify-files.ts';
import { differencesOf, type ToldOrder, toldOrders } from './shopify-orders.ts';
import type { Stage } from './stage.ts';
import type { Tally } from './tally.ts';
import { trackedIn, tracking } from './tracking.ts';

interface Replay {
  readonly folder: ShopifyFolder;
  readonly stage: Stage;
  readonly tally: Tally;
}

export const replayShopify = async (given: { folder: string; stage: Stage; tally: Tally }): Promise<void> => {
  const folder = readShopifyFolder(given.folder);
  const replay = { ...given, folder };
  const answers = await sendWebhooks(replay);
  await putEnvelopes(replay);
  await given.stage.settle();
  await checkAnswers(answers, replay);
  await checkOrders(replay);
  for (const { name, reason } of folder.outOfScope) console.log(`out of scope: ${name}: ${reason}`);
};

type Answers = ReadonlyMap<Webhook, WebhookAnswer>;

const sendWebhooks = async ({ folder, stage }: Replay): Promise<Answers> => {
  const sender = await shopifySender(stage.target);
  const answers = new Map<Webhook, WebhookAnswer>();
  const bar = progress('webhooks sent', folder.webhooks.length);
  for (const webhook of folder.webhooks) {
    answers.set(webhook, await sender.send(webhook));
    bar.step();
  }
  bar.end();
  return answers;
};

/** On AWS only Shopify itself puts events on its partner bus. */
const putEnvelopes = async ({ folder, stage: { aws, shop } }: Replay): Promise<void> => {
  const { shopifyEventSource } = shop;
  if (aws || !shopifyEventSource) {
    for (const { name } of folder.envelopes) console.log(`out of scope: ${name}: nobody but Shopify may put it on the bus`);
    return;
  }
  const client = new EventBridgeClient({});
  for (const { text } of folder.envelopes) {
    const entry = {
      EventBusName: shopifyEventSource,
      Source: shopifyEventSource,
      DetailType: 'shopifyWebhook',
      Detail: detailIn(text),
    };
    await client.send(new PutEventsCommand({ Entries: [entry] }));
  }
};
