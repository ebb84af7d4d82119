// Every HTTP route of the suite, in memory: for the tests that run over all of them.

import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { ulid } from 'ulid';
import { receiveEasyPost } from '../../functions/easypost-webhook/receive-easypost.ts';
import { receiveFacts } from '../../functions/events-door/receive-facts.ts';
import { reportLook } from '../../functions/looks/report-look.ts';
import { receiveShopify } from '../../functions/shopify-webhook/receive-shopify.ts';
import { unknownPath } from '../../functions/unknown-path/unknown-path.ts';
import * as register from '../../micro-apps/index.ts';
import type { AnyMicroApp } from '../../shared/contract/micro-app.ts';
import { newEventId } from '../../shared/journey/event-ids.ts';
import {
  type HttpReply,
  type HttpRequest,
  httpHandler,
  MICRO_APP_BODY_LIMIT,
  WEBHOOK_BODY_LIMIT,
} from '../../shared/lambda/http.ts';
import { type MicroAppDependencies, runMicroApp } from '../../shared/lambda/micro-app.ts';
import { originCheck } from '../../shared/lambda/origin.ts';
import { aCustomer, aProfile, SHOP } from '../builders/customer.ts';
import { ORIGIN_SECRET } from '../builders/http-event.ts';
import { at } from '../builders/instants.ts';
import { anOrder } from '../builders/order.ts';
import { aParcel } from '../builders/parcel.ts';
import { aPass } from '../builders/pass.ts';
import { aDoor, aShop, WEBHOOK_SECRET } from '../fakes/door.ts';
import { inMemoryProfile } from '../fakes/in-memory-profile.ts';
import { inMemoryPassKeys } from '../fakes/pass-keys.ts';

type Work = (request: HttpRequest) => Promise<HttpReply>;

export interface Route {
  readonly path: string;
  readonly handler: ReturnType<typeof httpHandler>;
  /** Headers that get a body past the route's door. */
  readonly letIn: (body: string) => Readonly<Record<string, string>>;
  /** Of a door: what it let in, and what it could not understand. */
  readonly door?: Pick<ReturnType<typeof aDoor>, 'facts' | 'letters'>;
}

const NOW = new Date(at('2026-08-03T12:00'));

const route = (path: string, work: Work, letIn: Route['letIn'], bodyLimit = MICRO_APP_BODY_LIMIT): Route => ({
  path,
  letIn,
  handler: httpHandler({
    origin: originCheck(async () => JSON.stringify({ current: ORIGIN_SECRET })),
    bodyLimit,
    work,
  }),
});

/** Doors are authenticated by signatures over the raw body, each in its sender's own way. */
const doors = (): readonly Route[] => {
  const hmac = (body: string) => createHmac('sha256', WEBHOOK_SECRET).update(body);
  const webhook = new Webhook(Buffer.from(WEBHOOK_SECRET).toString('base64'));
  const readKey = async () => Buffer.from(WEBHOOK_SECRET).toString('base64');
  const standard = (body: string) => ({
    'webhook-id': 'msg-1',
    'webhook-timestamp': String(NOW.getTime() / 1000),
    'webhook-signature': webhook.sign('msg-1', NOW, body),
  });
  const shopify = (body: string) => ({
    'x-shopify-topic': 'orders/updated',
    'x-shopify-hmac-sha256': hmac(body).digest('base64'),
  });
  const easyPost = (body: string) => ({ 'x-hmac-signature': `hmac-sha256-hex=${hmac(body).digest('hex')}` });
  type Dependencies = ReturnType<typeof aDoor>['dependencies'];
  const door = (path: string, work: (with_: Dependencies) => Work, sign: Route['letIn']): Route => {
    const { dependencies, ...took } = aDoor({ now: NOW });
    return { ...route(path, work(dependencies), sign, WEBHOOK_BODY_LIMIT), door: took };
  };
  return [
    door('/api/events', (with_) => receiveFacts({ ...with_, readSecret: readKey, shop: SHOP }), standard),
    door('/api/connectors/shopify', (with_) => receiveShopify({ ...with_, shop: aShop }), shopify),
    door('/api/connectors/easypost', (with_) => receiveEasyPost({ ...with_, shop: SHOP }), easyPost),
  ];
};

/** Every route, over one profile that holds Ada's order 1001, with a pass that opens what needs one. */
export const openRoutes = async (): Promise<readonly Route[]> => {
  const keys = inMemoryPassKeys();
  const profile = inMemoryProfile({ clock: () => NOW });
  const order = anOrder({ parcels: [aParcel()] });
  await profile.commit({ customer: aCustomer(), profile: aProfile(), order, events: [] });
  const with_: MicroAppDependencies = {
    profile,
    passes: keys.verifier,
    shop: aShop,
    now: () => NOW,
    newId: newEventId,
  };
  const apps: readonly AnyMicroApp[] = Object.values(register);
  const pass = aPass({ apps: apps.map(({ id }) => id), assurance: 'code', iat: NOW.getTime() / 1000 });
  const token = await keys.signer.sign(pass);
  const withPass = () => ({ authorization: `Bearer ${token}`, 'idempotency-key': ulid() });
  return [
    ...apps.map((app) => route(`/api/micro-apps/${app.id}`, runMicroApp(app, with_), withPass)),
    route('/api/looks', reportLook(with_), withPass),
    ...doors(),
    route('$default', unknownPath, () => ({})),
  ];
};
