// The whole suite on this machine: facts in by the front door, tracked, looked at, told to subscribers; every call checked
// against the calling function's synthesized policy.
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { demoFacts, demoOrders } from '../../infra/commands/demo-shop.ts';
import type { SentFact } from '../../infra/commands/facts-of-order.ts';
import { type LinkIssuer, linkIssuer } from '../../infra/commands/issue-link.ts';
import { readStackSecret, sendFacts } from '../../infra/commands/send-facts.ts';
import { type Suite, startTemporarySuite } from '../../infra/commands/suite.ts';
import { dynamoClient } from '../../shared/aws/clients.ts';
import { dynamoProfile } from '../../shared/aws/dynamo-profile.ts';
import { eventBus } from '../../shared/aws/event-bus.ts';
import { INBOUND_SOURCE } from '../../shared/journey/inbound-fact.ts';
import type { CustomerId } from '../../shared/profile/ids.ts';
import { instantOf } from '../../shared/profile/time.ts';
import { lettersOf } from './letters.ts';

let suite: Suite;
let links: LinkIssuer;

beforeAll(async () => {
  suite = await startTemporarySuite();
  links = linkIssuer(suite.target, suite.shop.shop);
  await sendFacts(suite.target, demoFacts(new Date()));
  await suite.stack.untilQuiet({ seconds: 60 });
}, 120_000);
afterAll(async () => suite?.stop(), 30_000);

const post = async (
  path: string,
  given: { pass?: string; body: string; headers?: Record<string, string>; base?: string },
) => {
  const answer = await fetch(`${given.base ?? suite.stack.url}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(given.pass && { authorization: `Bearer ${given.pass}` }),
      ...given.headers,
    },
    body: given.body,
  });
  return { status: answer.status, body: await answer.json() };
};
const track = async (order: string) =>
  post('/api/micro-apps/track-order', { pass: await links.issuePass(order), body: '{}' });
const signedForShopify = async (text: string, topic: string) => {
  const secret = await readStackSecret(suite.target, 'ShopifySecret');
  const signature = createHmac('sha256', secret).update(text).digest('base64');
  return { 'x-shopify-topic': topic, 'x-shopify-hmac-sha256': signature };
};
const signedForEasyPost = async (text: string) => {
  const secret = await readStackSecret(suite.target, 'EasyPostSecret');
  return { 'x-hmac-signature': `hmac-sha256-hex=${createHmac('sha256', secret).update(text).digest('hex')}` };
};
const profile = () => dynamoProfile({ client: dynamoClient(), tableName: suite.target.output('TableName') });
const timeline = async () =>
  (await profile().timeline({ shop: suite.shop.shop, customerId: 'customer-1' as CustomerId, limit: 100 })).items;

describe('the demo shop', () => {
  test.each(demoOrders)('order of "$name" is tracked', async ({ orderId, orderNumber }) => {
    expect(await track(orderId)).toMatchObject({ status: 200, body: { order: { orderNumber } } });
  });

  test('what happened stands on the timeline, newest first, and was counted by a subscriber', async () => {
    const events = await timeline();
    expect(events.map(({ id }) => id)).toEqual(
      events
        .map(({ id }) => id)
        .toSorted()
        .toReversed(),
    );
    const types = new Set(events.map(({ type }) => type));
    expect([...types]).toEqual(
      expect.arrayContaining(['OrderPlaced', 'ParcelShipped', 'ParcelScanned', 'PaymentCaptured']),
    );
    const counted = suite.stack.logs.filter(({ text }) => text.includes('JourneyEvents'));
    expect(counted.length).toBeGreaterThan(0);
  });

  test('two looks in an hour are one event', async () => {
    const pass = await links.issuePass('order-1001');
    const look = () => post('/api/looks', { pass, body: JSON.stringify({ app: 'track-order' }) });
    expect([(await look()).status, (await look()).status]).toEqual([202, 202]);
    const looked = (await timeline()).filter(({ type }) => type === 'CustomerLooked');
    expect(looked[0]).toMatchObject({ orderId: 'order-1001', data: { app: 'track-order' } });
    // `seq` is the hour: two, where an hour ended between the looks.
    expect(looked.length).toBeLessThanOrEqual(2);
    expect(new Set(looked.map(({ seq }) => seq)).size).toBe(looked.length);
  });

  test('nothing of it lies in what functions logged: not a part of a pass', async () => {
    const pass = await links.issuePass('order-1001');
    const logged = suite.stack.logs.map(({ text }) => text).join('\n');
    for (const part of pass.split('.')) expect(logged).not.toContain(part);
  });
});

describe('doors', () => {
  test('an API that is called past the edge answers nobody', async () => {
    const pass = await links.issuePass('order-1001');
    const answer = await post('/api/micro-apps/track-order', { pass, body: '{}', base: suite.stack.apiUrl });
    expect(answer).toMatchObject({ status: 403, body: { type: 'urn:problem-type:touchpoint:wrong-origin' } });
  });

  test('a page that is not there is the page that says so, with its status and the headers of every page', async () => {
    const [there, missing] = await Promise.all(
      ['/track-order/', '/no-such-page'].map((path) => fetch(`${suite.stack.url}${path}`)),
    );
    expect([there?.status, missing?.status]).toEqual([200, 404]);
    expect(await missing?.text()).toContain('There is nothing here');
    for (const name of ['content-type', 'content-security-policy', 'cache-control', 'referrer-policy'])
      expect([name, missing?.headers.get(name)?.split(';')[0]]).toEqual([
        name,
        there?.headers.get(name)?.split(';')[0],
      ]);
  });

  test('a path that nobody serves is a problem document', async () => {
    expect(await post('/api/nothing', { body: '{}' })).toMatchObject({ status: 404, body: { status: 404 } });
  });

  test('Shopify by webhook and by its partner bus, and EasyPost, each reach the profile', async () => {
    const at = new Date().toISOString();
    const order = {
      id: 12345,
      name: '#S1',
      email: 's@example.com',
      created_at: at,
      updated_at: at,
      currency: 'EUR',
      total_price: '5.00',
      line_items: [{ id: 1, title: 'Mug', quantity: 1, price: '5.00' }],
    };
    // 2^53 + 1: the digits are written by hand, since a number would lose the last one.
    const text = JSON.stringify(order).replace('12345', '9007199254740993');
    const shopify = await signedForShopify(text, 'orders/create');
    expect((await post('/api/connectors/shopify', { body: text, headers: shopify })).status).toBe(202);

    const source = suite.shop.shopifyEventSource ?? '';
    const partner = { payload: { ...order, id: 77, name: '#S2' }, metadata: { 'X-Shopify-Topic': 'orders/create' } };
    const bus = eventBus({ busName: source });
    expect(
      await bus.publish([{ source, type: 'shopifyWebhook', time: instantOf(new Date()), detail: partner }]),
    ).toEqual([]);

    const tracker = JSON.stringify({
      description: 'tracker.updated',
      result: {
        id: 'trk',
        object: 'Tracker',
        tracking_code: 'RM482913375GB',
        carrier: 'Royal Mail',
        updated_at: at,
        tracking_details: [
          {
            datetime: at,
            status: 'delivered',
            status_detail: 'arrived_at_destination',
            message: 'Left with a neighbour',
          },
        ],
      },
    });
    const answer = await post('/api/connectors/easypost', { body: tracker, headers: await signedForEasyPost(tracker) });
    expect(answer.status).toBe(202);

    await suite.stack.untilQuiet({ seconds: 60 });
    expect((await track('9007199254740993')).status).toBe(200);
    expect((await track('77')).status).toBe(200);
    expect(await track('order-1001')).toMatchObject({ body: { headline: { kind: 'delivered' } } });
  }, 90_000);

  test('what cannot be understood lies whole among the letters, wherever it came in', async () => {
    const text = '{"not":"an order"}';
    const headers = await signedForShopify(text, 'orders/create');
    expect((await post('/api/connectors/shopify', { body: text, headers })).status).toBe(202);
    const event = '{"description":"tracker.updated","result":5}';
    const fromEasyPost = await signedForEasyPost(event);
    expect((await post('/api/connectors/easypost', { body: event, headers: fromEasyPost })).status).toBe(202);
    const say = async (busName: string, source: string, detail: object) =>
      eventBus({ busName }).publish([{ source, type: 'X', time: instantOf(new Date()), detail }]);
    await say(suite.target.output('BusName'), INBOUND_SOURCE, { type: 'OrderPlaced', data: 'nothing' });
    const partner = suite.shop.shopifyEventSource ?? '';
    await say(partner, partner, { payload: { not: 'an order' }, metadata: { 'X-Shopify-Topic': 'orders/create' } });
    await suite.stack.untilQuiet({ seconds: 60 });
    const letters = await lettersOf(suite.target);
    expect(letters.map(({ whole }) => whole).join()).toContain(JSON.stringify(text).slice(1, -1));
    expect(letters).toHaveLength(4);
    for (const { reason } of letters) expect(reason).toMatch(/\w/);
  }, 90_000);

  test('a person is kept apart from the facts, and older scans are read page by page', async () => {
    const [placed] = demoFacts(new Date());
    await sendFacts(suite.target, [
      { ...placed, id: 'with-a-person', data: { ...placed?.data, person: { name: 'Ada' } } } as SentFact,
    ]);
    const pass = await links.issuePass('order-1001');
    const body = JSON.stringify({ olderScans: { parcelId: 'p-1' } });
    const answer = await post('/api/micro-apps/track-order', { pass, body });
    expect(answer).toMatchObject({ status: 200, body: { olderScans: { parcelId: 'p-1', scans: [] } } });
  });
});

/** What happens only after an outage, or is done by AWS itself. The sweep's calls are used in test/contracts, against the engine. */
const UNUSED_HERE = [
  // A look that lost a race, in functions/looks.
  'looks dynamodb:BatchGetItem',
  'sweeper dynamodb:BatchGetItem',
  'sweeper dynamodb:BatchWriteItem',
  'sweeper dynamodb:DeleteItem',
  'sweeper events:PutEvents',
  // Lambda itself writes to a failed tick's destination, with these.
  'sweeper sqs:GetQueueAttributes',
  'sweeper sqs:GetQueueUrl',
];

describe('permissions', () => {
  test('every call that a function made was allowed by its own policy', () => {
    const denied = suite.stack.logs.filter(({ text }) => text.includes('AccessDenied'));
    expect(denied).toEqual([]);
  });

  test('what is granted and was not needed by any call here is listed', async () => {
    suite.stack.runSchedules();
    await suite.stack.untilQuiet({ seconds: 60 });
    const { granted, used } = suite.stack.permissions();
    const unused = Object.entries(granted).flatMap(([name, actions]) =>
      actions
        .filter((action) => !used[name]?.includes(action))
        .map((action) => `${name.replace(/^touchpoint-[a-z]+-/, '')} ${action}`),
    );
    expect(unused.toSorted()).toEqual(UNUSED_HERE);
  });
});
