// Whatever is sent to a route, it answers: no 5xx, and every "no" is a problem document.
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { SHOPIFY_TOPICS } from '../../functions/shopify-webhook/understand.ts';
import { aContext, anHttpEvent } from '../builders/http-event.ts';
import { openRoutes, type Route } from './routes.ts';
import { type ValidRequest, validRequests } from './valid-requests.ts';
import { shopifyBodies } from './valid-webhooks.ts';

const RUNS = 1000;

/** RFC 9457, section 3.1, and what we promise beyond it. */
const isProblem = new Ajv().compile({
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'instance'],
  additionalProperties: false,
  properties: {
    type: { type: 'string', pattern: '^urn:problem-type:touchpoint:[a-z-]+$' },
    title: { type: 'string', minLength: 1 },
    status: { type: 'integer', minimum: 400, maximum: 499 },
    detail: { type: 'string', minLength: 1 },
    instance: { type: 'string', pattern: '^urn:request:' },
    refusal: { type: 'string' },
    next: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'detail'],
        properties: { pointer: { type: 'string' }, detail: { type: 'string', minLength: 1 } },
      },
    },
  },
});

const routes = await openRoutes();

const send = async (route: Route, sent: { body: string; headers?: Readonly<Record<string, string>> }) => {
  const answer = await route.handler(anHttpEvent({ path: route.path, ...sent }), aContext());
  const { statusCode: status = 0, body = '', headers } = answer;
  return { status, body, contentType: headers?.['content-type'] };
};

const assertAnswered = ({ status, body, contentType }: Awaited<ReturnType<typeof send>>): void => {
  expect(status).toBeLessThan(500);
  if (status < 300) return;
  expect(contentType).toBe('application/problem+json');
  expect(JSON.parse(body)).toMatchObject({ status });
  expect(isProblem(JSON.parse(body)) || isProblem.errors).toBe(true);
};

const HEADERS = [
  'authorization',
  'content-type',
  'idempotency-key',
  'accept-language',
  'x-origin-secret',
  'webhook-id',
  'webhook-timestamp',
  'webhook-signature',
  'x-shopify-hmac-sha256',
  'x-shopify-topic',
  'x-hmac-signature',
];
const value = fc.oneof(fc.string(), fc.constant('application/json'), fc.constant('orders/create'));
const headers = fc.dictionary(fc.constantFrom(...HEADERS), value, { maxKeys: 4 });
interface Sent {
  readonly body: string;
  readonly headers?: ValidRequest['headers'];
}

const nonsense: fc.Arbitrary<Sent> = fc
  .oneof(
    fc.string(),
    fc.json(),
    fc.object().map((object) => JSON.stringify(object)),
  )
  .map((body) => ({ body }));

/** Takes a piece out of a valid body, or puts something else in its place. */
const mutated = (valid: fc.Arbitrary<ValidRequest>): fc.Arbitrary<Sent> =>
  fc.tuple(valid, fc.nat(), fc.jsonValue(), fc.boolean()).map(([{ body: whole, headers }, at, other, removes]) => {
    let place = 0;
    const count = JSON.stringify(whole).split(/[:,]/).length;
    const body = JSON.stringify(whole, (_key, part) => {
      place += 1;
      if (place !== at % count) return part;
      return removes ? undefined : other;
    });
    return { body: body ?? 'null', headers };
  });

/** A door takes in all that is valid: nothing of it becomes a letter. */
const assertTookIn = ({ facts, letters }: NonNullable<Route['door']>): void => {
  expect(letters).toEqual([]);
  expect(facts.length).toBeGreaterThan(0);
};

describe.each(routes.map((route) => [route.path, route] as const))('%s', (path, route) => {
  const valid = validRequests[path];

  test(`answers ${RUNS} malformed requests, and each of its "no" is a problem`, async () => {
    const malformed = valid ? fc.oneof(nonsense, mutated(valid)) : nonsense;
    await fc.assert(
      fc.asyncProperty(malformed, headers, fc.integer({ min: 0, max: 3 }), async (sent, told, kind) => {
        // Most get past the door, so that what lies behind it is reached; some are stopped there.
        const { body } = sent;
        const own = kind === 0 ? told : { ...route.letIn(body), ...sent.headers, ...(kind === 1 && told) };
        assertAnswered(await send(route, { body, headers: own }));
      }),
      { numRuns: RUNS },
    );
  });

  if (!valid) return;
  test(`answers ${RUNS} valid requests with what was asked for, or says why not`, async () => {
    const seen = new Set<number>();
    await fc.assert(
      fc.asyncProperty(valid, async ({ body: whole, headers: told }) => {
        const body = JSON.stringify(whole);
        for (const list of [route.door?.facts, route.door?.letters]) list?.splice(0);
        const answer = await send(route, { body, headers: { ...route.letIn(body), ...told } });
        if (route.door) assertTookIn(route.door);
        seen.add(answer.status);
        assertAnswered(answer);
        expect([200, 202, 404, 409]).toContain(answer.status);
      }),
      { numRuns: RUNS },
    );
    expect([...seen].some((status) => status < 300)).toBe(true);
  });
});

test('every route but the one for unknown paths has valid requests to send', () => {
  const paths = routes.map((route) => route.path).filter((path) => path !== '$default');
  expect(Object.keys(validRequests).toSorted()).toEqual(paths.toSorted());
});

test('every Shopify topic that is read has valid bodies to send', () => {
  expect(Object.keys(shopifyBodies).toSorted()).toEqual(SHOPIFY_TOPICS.toSorted());
});
