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

const { routes, token } = await openRoutes();
const bearer = { authorization: `Bearer ${token}` };

const send = async (route: Route, sent: { body?: unknown; headers?: Record<string, string> }) => {
  const {
    statusCode = 0,
    body = '',
    headers,
  } = await route.handler(anHttpEvent({ path: route.path, ...sent }), aContext());
  return { status: statusCode, body, contentType: headers?.['content-type'] };
};

const assertProblem = ({ status, body, contentType }: Awaited<ReturnType<typeof send>>): void => {
  expect(status).toBeLessThan(500);
  expect(contentType).toBe('application/problem+json');
  expect(JSON.parse(body)).toMatchObject({ status });
  expect(isProblem(JSON.parse(body)) || isProblem.errors).toBe(true);
};

const HEADER_NAMES = [
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
const headers = fc.dictionary(
  fc.constantFrom(...HEADER_NAMES),
  fc.oneof(fc.string(), fc.constant(bearer.authorization), fc.constant('application/json')),
  { maxKeys: 4 },
);
const body = fc.oneof(
  fc.string(),
  fc.json(),
  fc.object().map((value) => JSON.stringify(value)),
);

describe.each(routes.map((route) => [route.path, route] as const))('%s', (path, route) => {
  test(`answers ${RUNS} malformed requests with problems`, async () => {
    await fc.assert(
      fc.asyncProperty(body, headers, fc.boolean(), async (sent, told, withPass) => {
        // A pass alone lets an object through to the schema; it must be refused there or be one that is valid after all.
        const answer = await send(route, { body: sent, headers: { ...(withPass && bearer), ...told } });
        if (answer.status >= 300) assertProblem(answer);
      }),
      { numRuns: RUNS },
    );
  });

  const valid = validBodies[path];
  if (valid) {
    test(`answers ${RUNS} valid requests, and every "no" among them with a problem`, async () => {
      const seen = new Set<number>();
      await fc.assert(
        fc.asyncProperty(valid, async (sent) => {
          const answer = await send(route, {
            body: sent,
            headers: { ...bearer, 'idempotency-key': fc.sample(fc.uuid(), 1)[0] ?? '' },
          });
          seen.add(answer.status);
          if (answer.status >= 300) assertProblem(answer);
          expect([200, 202, 404, 409]).toContain(answer.status);
        }),
        { numRuns: RUNS },
      );
      expect([...seen].some((status) => status < 300)).toBe(true);
    });
  }
});

test('every route but the one for unknown paths has valid requests to send', () => {
  expect(Object.keys(validBodies).toSorted()).toEqual(
    routes
      .map(({ path }) => path)
      .filter((path) => path !== '$default')
      .toSorted(),
  );
});
