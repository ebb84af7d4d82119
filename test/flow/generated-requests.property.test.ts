// Whatever is sent to a route, it answers: no 5xx, and every "no" is a problem document.
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { aContext, anHttpEvent } from '../builders/http-event.ts';
import { openRoutes, type Route } from './routes.ts';
import { validBodies } from './valid-bodies.ts';

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
const body = fc.oneof(
  fc.string(),
  fc.json(),
  fc.object().map((object) => JSON.stringify(object)),
);

/** Takes a piece out of a valid body, or puts something else in its place. */
const mutated = (valid: fc.Arbitrary<unknown>): fc.Arbitrary<string> =>
  fc.tuple(valid, fc.nat(), fc.jsonValue(), fc.boolean()).map(([whole, at, other, removes]) => {
    let place = 0;
    const count = JSON.stringify(whole).split(/[:,]/).length;
    return (
      JSON.stringify(whole, (_key, part) => {
        place += 1;
        if (place !== at % count) return part;
        return removes ? undefined : other;
      }) ?? 'null'
    );
  });

describe.each(routes.map((route) => [route.path, route] as const))('%s', (path, route) => {
  const valid = validBodies[path];

  test(`answers ${RUNS} malformed requests, and each of its "no" is a problem`, async () => {
    const malformed = valid ? fc.oneof(body, mutated(valid)) : body;
    await fc.assert(
      fc.asyncProperty(malformed, headers, fc.integer({ min: 0, max: 3 }), async (sent, told, kind) => {
        // Most get past the door, so that what lies behind it is reached; some are stopped there.
        const own = kind === 0 ? told : { ...route.letIn(sent), ...(kind === 1 && told) };
        assertAnswered(await send(route, { body: sent, headers: own }));
      }),
      { numRuns: RUNS },
    );
  });

  if (!valid) return;
  test(`answers ${RUNS} valid requests with what was asked for, or says why not`, async () => {
    const seen = new Set<number>();
    await fc.assert(
      fc.asyncProperty(valid, async (whole) => {
        const sent = JSON.stringify(whole);
        const answer = await send(route, { body: sent, headers: route.letIn(sent) });
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
  expect(Object.keys(validBodies).toSorted()).toEqual(paths.toSorted());
});
