// From an HTTP event to the reply and the committed journey events, in memory: the one way through, with its every "no".

import { beforeEach, describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { trackOrder } from '../../micro-apps/index.ts';
import { type AnyMicroApp, accept, defineMicroApp, refuse } from '../../shared/contract/micro-app.ts';
import { newEventId } from '../../shared/journey/event-ids.ts';
import { defineJourneyEvent, happened } from '../../shared/journey/journey-event.ts';
import { httpHandler, MICRO_APP_BODY_LIMIT } from '../../shared/lambda/http.ts';
import { runMicroApp } from '../../shared/lambda/micro-app.ts';
import { originCheck } from '../../shared/lambda/origin.ts';
import type { Pass } from '../../shared/pass/pass.ts';
import { shopRules } from '../../shared/profile/shop.ts';
import { aCustomer, aProfile } from '../builders/customer.ts';
import { aContext, anHttpEvent, ORIGIN_SECRET } from '../builders/http-event.ts';
import { at } from '../builders/instants.ts';
import { anOrder } from '../builders/order.ts';
import { aPass } from '../builders/pass.ts';
import { inMemoryProfile } from '../fakes/in-memory-profile.ts';
import { inMemoryPassKeys } from '../fakes/pass-keys.ts';

const keys = inMemoryPassKeys();
const now = new Date(at('2026-08-01T12:00'));

/** A small app that changes something: it renames the first line, once. */
const lineRenamed = defineJourneyEvent({ type: 'LineRenamed', schemaVersion: 1, data: z.object({ length: z.int() }) });
const renameLine = defineMicroApp({
  id: 'rename-line',
  title: { en: 'Rename', de: 'Umbenennen' },
  audience: ['customer'],
  assurance: 'code',
  input: z.object({ title: z.string() }),
  output: z.object({ title: z.string() }),
  refusals: {
    same_title: {
      title: { en: 'Same', de: 'Gleich' },
      detail: { en: 'It has this title.', de: 'So heißt sie schon.' },
      next: { en: 'Choose another.', de: 'Wähle einen anderen.' },
    },
  },
  emits: [lineRenamed],
  facts: () => ({}),
  decide: ({ input, order }) => {
    const [line] = order.lines;
    if (!line || line.title === input.title) return refuse('same_title');
    const renamed = { ...order, version: order.version + 1, lines: [{ ...line, title: input.title }] };
    return accept(
      { title: input.title, secret: 'undeclared' },
      { order: renamed, events: [happened(lineRenamed, { length: input.title.length })] },
    );
  },
  element: { tag: 'rename-line', file: './element.ts' },
  whenItFails: 'Nobody can rename.',
});

let profile = inMemoryProfile();
let interfere: (() => Promise<void>) | undefined;

beforeEach(async () => {
  interfere = undefined;
  profile = inMemoryProfile({
    clock: () => now,
    before: async (call) => {
      if (call !== 'commit' || !interfere) return;
      const once = interfere;
      interfere = undefined;
      await once();
    },
  });
  await profile.commit({ customer: aCustomer(), profile: aProfile(), order: anOrder(), events: [] });
});

const newId = newEventId;

interface Sent {
  readonly app?: AnyMicroApp;
  readonly pass?: Pass | string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

const send = async ({ app = trackOrder, pass = aPass(), body = {}, headers = {} }: Sent = {}) => {
  const shop = shopRules.parse({ shop: 'northwind', name: 'Northwind', timeZone: 'Europe/London', tracking: {} });
  const handler = httpHandler({
    origin: originCheck(async () => JSON.stringify({ current: ORIGIN_SECRET })),
    bodyLimit: MICRO_APP_BODY_LIMIT,
    work: runMicroApp(app, { profile, passes: keys.verifier, shop, now: () => now, newId }),
  });
  const token = typeof pass === 'string' ? pass : await keys.signer.sign(pass);
  const result = await handler(
    anHttpEvent({ body, headers: { ...(token && { authorization: `Bearer ${token}` }), ...headers } }),
    aContext(),
  );
  return { status: result.statusCode, body: JSON.parse(result.body ?? '{}'), headers: result.headers ?? {} };
};
const rename = (title: string, more: Sent = {}) =>
  send({
    app: renameLine,
    pass: aPass({ apps: ['rename-line'], assurance: 'code' }),
    body: { title },
    ...more,
    headers: { 'idempotency-key': 'key-00001', ...more.headers },
  });
const timeline = async () => (await profile.timeline(aCustomer())).items;

describe('tracking an order', () => {
  test('a link shows where it is, and leaves nothing behind', async () => {
    expect(await send()).toMatchObject({
      status: 200,
      body: { headline: { kind: 'not_yet_shipped' } },
      headers: { 'cache-control': 'no-store' },
    });
    expect(await timeline()).toEqual([]);
  });

  test("somebody else's order and one that is not there get the same answer", async () => {
    await profile.commit({
      customer: aCustomer({ customerId: 'eve' }),
      profile: aProfile({ customerId: 'eve' }),
      events: [],
    });
    const [other, absent] = await Promise.all([
      send({ pass: aPass({ sub: 'eve' as never }) }),
      send({ pass: aPass({ order: 'nope' as never }) }),
    ]);
    expect(other).toEqual(absent);
    expect(other).toMatchObject({ status: 404, body: { type: 'urn:problem-type:touchpoint:not-found' } });
  });

  test('a pass of one order cannot name another', async () => {
    expect((await send({ body: { orderId: '1002' } })).status).toBe(404);
  });

  test('a pass for all orders names the order', async () => {
    const { order: _, ...forAll } = aPass();
    expect((await send({ pass: forAll, body: { orderId: '1001' } })).status).toBe(200);
    expect(await send({ pass: forAll })).toMatchObject({ status: 400, body: { errors: [{ pointer: '/orderId' }] } });
  });
});

describe('who is let in', () => {
  test.each([
    ['nobody', '', 401, 'pass-missing'],
    ['words', 'let-me-in', 401, 'pass-invalid'],
    ['a pass for another app', aPass({ apps: ['request-refund'] }), 403, 'not-allowed'],
    ['a pass that has ended', aPass({ iat: 1, exp: 2 }), 401, 'pass-ended'],
    ['a revoked pass', aPass({ epoch: 1 }), 401, 'pass-invalid'],
  ] as const)('%s: %s', async (_title, pass, status, name) => {
    expect(await send({ pass: pass as Pass })).toMatchObject({
      status,
      body: { status, type: `urn:problem-type:touchpoint:${name}` },
    });
  });

  test('a link is not enough for what needs a code', async () => {
    expect(await rename('Red mug', { pass: aPass({ apps: ['rename-line'] }) })).toMatchObject({
      status: 403,
      body: { next: 'code' },
    });
  });

  test('an agent is refused where only customers may', async () => {
    const pass = aPass({ apps: ['rename-line'], assurance: 'desk', act: { sub: 'agent-1', kind: 'agent' } });
    expect((await rename('Red mug', { pass })).status).toBe(403);
  });

  test.each([
    ['another secret', 'wrong-secret-wrong-secret'],
    ['none', ''],
  ])('the API answers nobody who comes past the edge: %s', async (_title, secret) => {
    expect((await send({ headers: { 'x-origin-secret': secret } })).status).toBe(403);
  });
});

describe('what is sent', () => {
  test.each([
    ['no JSON', '{', {}, 400],
    ['a list', [], {}, 400],
    ['another media type', '<a/>', { 'content-type': 'text/xml' }, 415],
    ['more than 64 kB', JSON.stringify({ a: 'x'.repeat(70_000) }), {}, 413],
  ])('%s', async (_title, body, headers, status) => {
    expect(await send({ body, headers })).toMatchObject({ status, body: { status } });
  });

  test('each fault is told with its place and its reason', async () => {
    const { body } = await send({ body: { olderScans: { parcelId: 5 } } });
    expect(body.errors).toEqual([{ pointer: '/olderScans/parcelId', detail: expect.stringContaining('string') }]);
  });

  test('a refusal is a name, a sentence in the language of the reader and the next step', async () => {
    const answer = await rename('Blue mug', { headers: { 'accept-language': 'de-AT,en;q=0.5' } });
    expect(answer).toMatchObject({
      status: 409,
      body: { refusal: 'same_title', title: 'Gleich', detail: 'So heißt sie schon.', next: 'Wähle einen anderen.' },
    });
  });
});

describe('changing something', () => {
  test('the change and what happened are committed together, and undeclared fields stay inside', async () => {
    expect(await rename('Red mug')).toMatchObject({ status: 200, body: { title: 'Red mug' } });
    expect((await rename('Red mug')).body).not.toHaveProperty('secret');
    expect(await timeline()).toMatchObject([
      {
        type: 'LineRenamed',
        actor: { kind: 'customer' },
        aggregate: 'order/1001',
        seq: 2,
        part: 0,
        data: { length: 7 },
      },
    ]);
  });

  test('the same command again gets the first answer and changes nothing more', async () => {
    const [first, again] = [await rename('Red mug'), await rename('Red mug')];
    expect(again.body).toEqual(first.body);
    expect(again.headers).toMatchObject({ 'idempotency-replayed': 'true' });
    expect(await timeline()).toHaveLength(1);
  });

  test('the same key with another body is refused', async () => {
    await rename('Red mug');
    expect(await rename('Green mug')).toMatchObject({
      status: 422,
      body: { type: 'urn:problem-type:touchpoint:idempotency-key-reused' },
    });
  });

  test('the same key for another order, or by somebody of whom we are less sure, shows nothing of the first answer', async () => {
    await profile.commit({ customer: aCustomer(), order: anOrder({ orderId: '1002' }), events: [] });
    await rename('Red mug');
    const pass = aPass({ apps: ['rename-line'], assurance: 'code', order: '1002' });
    expect((await rename('Red mug', { pass })).status).toBe(422);
    expect((await rename('Red mug', { pass: { ...pass, order: aPass().order, assurance: 'desk' } })).status).toBe(422);
  });

  test('without a key nothing is changed', async () => {
    expect((await rename('Red mug', { headers: { 'idempotency-key': '' } })).status).toBe(400);
  });

  test('whoever is slower decides again on what the faster one left', async () => {
    interfere = async () => {
      await profile.commit({
        customer: aCustomer(),
        order: anOrder({ version: 2, lines: [{ title: 'Red mug' }] }),
        events: [],
      });
    };
    expect(await rename('Red mug')).toMatchObject({ status: 409, body: { refusal: 'same_title' } });
  });

  test('twenty at once with one key change it once and get one answer', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => rename('Red mug')));
    expect(new Set(answers.map(({ status, body }) => JSON.stringify([status, body])))).toEqual(
      new Set([JSON.stringify([200, { title: 'Red mug' }])]),
    );
    expect(await timeline()).toHaveLength(1);
  });

  test('a pass that is revoked between the read and the change changes nothing', async () => {
    interfere = async () => {
      await profile.commit({ customer: aCustomer(), profile: aProfile({ version: 2, passEpoch: 1 }), events: [] });
    };
    expect((await rename('Red mug')).status).toBe(401);
    expect(await timeline()).toEqual([]);
  });
});

test('a defect is an id and nothing from inside', async () => {
  profile.read = async () => {
    throw new Error('arn:aws:dynamodb:secret-table');
  };
  const answer = await send();
  expect(answer).toMatchObject({ status: 500, body: { instance: 'urn:request:request-1' } });
  expect(JSON.stringify(answer)).not.toContain('secret-table');
});
