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
  for (const [reason, files] of Map.groupBy(folder.outOfScope, (one) => one.reason)) {
    console.log(`out of scope (${reason}): ${files.map(({ name }) => name).join(', ')}`);
  }
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
    for (const { name } of folder.envelopes)
      console.log(`out of scope: ${name}: nobody but Shopify may put it on the bus`);
    return;
  }
  const client = new EventBridgeClient({});
  for (const { detail } of folder.envelopes) {
    const entry = {
      EventBusName: shopifyEventSource,
      Source: shopifyEventSource,
      DetailType: 'shopifyWebhook',
      Detail: detail,
    };
    await client.send(new PutEventsCommand({ Entries: [entry] }));
  }
};

/** Answers that tell a sender what is wrong are as good as taken ones; what was taken but not understood must lie in dead letters. */
const checkAnswers = async (answers: Answers, { stage, tally }: Replay): Promise<void> => {
  const kept = await keptBodies(stage);
  for (const [webhook, answer] of answers) {
    const reason = kept.get(webhook.body);
    if (reason) console.log(`in dead letters: ${webhook.name}: ${reason}`);
    tally.count(webhook.name, faultsOf({ webhook, answer, isKept: reason !== undefined }));
  }
};

const accepted = z.object({ accepted: z.int() });
const problem = z.object({ type: z.string(), title: z.string(), detail: z.string() });

const faultsOf = (of: { webhook: Webhook; answer: WebhookAnswer; isKept: boolean }): readonly string[] => {
  const { webhook, isKept } = of;
  const { status, body } = of.answer;
  if (status >= 400 && status < 500 && problem.safeParse(body).success) return [];
  const taken = accepted.safeParse(body);
  if (status >= 300 || !taken.success) return [`it was answered with ${status} ${JSON.stringify(body)}`];
  if (taken.data.accepted > 0 || tellsNothing(webhook) || isKept) return [];
  return ['it was not understood and lies in no dead letter'];
};

const money = z.object({ kind: z.string().optional(), transactions: z.array(z.unknown()).optional() });

/** An authorization moves no money yet, and a refund without transactions none at all. */
const tellsNothing = ({ topic, body }: Webhook): boolean => {
  if (topic !== 'order_transactions/create' && topic !== 'refunds/create') return false;
  const { kind, transactions } = money.parse(JSON.parse(body));
  return kind === 'authorization' || transactions?.length === 0;
};

/** Bodies that lie whole in the connector's dead letters, with their reasons. */
const keptBodies = async ({ target }: Stage): Promise<ReadonlyMap<string, string>> => {
  const places = z.array(letterPlace).parse(JSON.parse(target.output('DeadLetters')));
  const own = places.filter((place) => place.kind === 'route' && place.route === '/api/connectors/shopify');
  return withLetters(own, async (letters) => {
    const withReason = letters.filter(({ reason }) => reason !== '');
    return new Map(withReason.map(({ whole, reason }) => [webhookIn(whole).body, reason]));
  });
};

const checkOrders = async ({ folder, stage, tally }: Replay): Promise<void> => {
  const arrived = stage.aws ? [] : folder.envelopes.flatMap(({ carries }) => carries ?? []);
  const orders = toldOrders([...folder.webhooks, ...arrived]);
  const asking = await tracking(stage);
  const check = async (told: ToldOrder): Promise<readonly string[]> => {
    const customerId = await asking.ownerOf(told.orderId);
    if (!customerId) return ['it did not come in'];
    const tracked = trackedIn(await asking.track({ customerId, orderId: told.orderId }));
    return typeof tracked === 'string' ? [tracked] : differencesOf(told, tracked);
  };
  const bar = progress('orders tracked', orders.length);
  const found = await checkAll(orders, { check, patienceMs: stage.patienceMs, onPass: () => bar.step() });
  bar.end();
  for (const [index, { orderId }] of orders.entries()) tally.count(`order ${orderId}`, found[index] ?? []);
};
