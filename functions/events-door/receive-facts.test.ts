// POST /api/events as a shop's system meets it.
import { describe, expect, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { ProblemError } from '../../shared/http/problem.ts';
import { SHOP } from '../../test/builders/customer.ts';
import { aFact } from '../../test/builders/inbound-fact.ts';
import { aDoor, aRequest } from '../../test/fakes/door.ts';
import { receiveFacts } from './receive-facts.ts';

const NOW = new Date('2026-08-01T10:00:00.000Z');
const KEY = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

const signed = (body: unknown, { key = KEY, at = NOW } = {}) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return aRequest(text, {
    'webhook-id': 'msg-1',
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(key).sign('msg-1', at, text),
  });
};

const anEventsDoor = (options: Parameters<typeof aDoor>[0] = {}, secret = KEY) => {
  const door = aDoor({ now: NOW, ...options });
  const receive = receiveFacts({ ...door.dependencies, shop: SHOP, readSecret: async () => secret });
  const problemOf = async (request: Parameters<typeof receive>[0]) => {
    const thrown: unknown = await receive(request).catch((error: unknown) => error);
    if (!(thrown instanceof ProblemError)) throw new Error('not a problem');
    return thrown;
  };
  return { ...door, receive, problemOf };
};

const { shop: _, ...canceled } = aFact('OrderCanceled');
const { shop: __, ...placed } = aFact('OrderPlaced');
const ada = { name: 'Ada Byron', email: 'Ada@Example.com', phone: '+44 20 7946 0000', addresses: [] };

describe('the signature', () => {
  test('of the sender lets facts in', async () => {
    const { receive, facts } = anEventsDoor();
    expect(await receive(signed(canceled))).toEqual({ status: 202, body: { accepted: 1 } });
    expect(facts).toEqual([{ ...canceled, shop: SHOP }]);
  });

  test('by the secret before still counts while it changes', async () => {
    const { receive } = anEventsDoor(
      {},
      JSON.stringify({ current: 'whsec_bmV3LXNlY3JldC1vZi10aGUtc2hvcA==', previous: KEY }),
    );
    expect((await receive(signed(canceled))).status).toBe(202);
  });

  test.each([
    ['another key', signed(canceled, { key: 'whsec_bmV3LXNlY3JldC1vZi10aGUtc2hvcA==' })],
    ['six minutes ago', signed(canceled, { at: new Date(NOW.getTime() - 360_000) })],
    ['another body', { ...signed(canceled), rawBody: '{}' }],
    ['nothing at all', aRequest('{}')],
    ['a broken signature', aRequest('{}', { 'webhook-id': '1', 'webhook-timestamp': 'x', 'webhook-signature': 'v1,' })],
  ])('by %s is refused', async (_name, request) => {
    expect((await anEventsDoor().problemOf(request)).problem.status).toBe(401);
  });
});

describe('a person', () => {
  test('never travels: the bus hears keyed hashes, the name stays in its own place', async () => {
    const { receive, facts, persons } = anEventsDoor();
    await receive(signed({ ...placed, data: { ...placed.data, person: ada, locale: 'en-GB' } }));
    expect(facts.map(({ type }) => type)).toEqual(['OrderPlaced', 'CustomerUpdated']);
    expect(JSON.stringify(facts)).not.toMatch(/ada@|byron|7946/i);
    expect(persons).toMatchObject([{ customerId: placed.data.customerId, person: ada, revision: placed.time }]);
  });

  test('without an account is the same guest in every order, by the e-mail address', async () => {
    const { receive, facts } = anEventsDoor();
    const guest = (orderId: string, email?: string) => {
      const { customerId: _id, ...data } = placed.data;
      return { ...placed, id: orderId, data: { ...data, orderId, ...(email && { person: { email } }) } };
    };
    await receive(signed([guest('1', 'ada@example.com'), guest('2', ' ADA@example.com '), guest('3')]));
    const ids = facts.flatMap((fact) => (fact.type === 'OrderPlaced' ? [fact.data.customerId] : []));
    expect(ids[0]).toMatch(/^guest-[\w-]{43}$/);
    expect(ids[1]).toBe(ids[0]);
    expect(ids[2]).toMatch(/^guest-/);
    expect(ids[2]).not.toBe(ids[0]);
  });
});

describe('what is wrong', () => {
  test('is told with its place, and nothing of the list goes in', async () => {
    const { problemOf, facts } = anEventsDoor();
    const { problem } = await problemOf(
      signed([canceled, { ...canceled, data: { orderId: '1', canceledAt: 'soon' } }]),
    );
    expect(problem).toMatchObject({ status: 400, errors: [{ pointer: '/1/data/canceledAt' }] });
    expect(facts).toEqual([]);
  });

  test.each([
    ['no JSON', '{', 400],
    ['an unknown type', { ...canceled, type: 'OrderEaten' }, 400],
    ['another shop', { ...canceled, shop: 'elsewhere' }, 400],
    ['an empty list', [], 400],
    ['101 facts', Array.from({ length: 101 }, () => canceled), 400],
    ['a number', 5, 400],
    [
      'a fact too large for the bus',
      {
        ...placed,
        data: {
          ...placed.data,
          lines: placed.data.lines.flatMap((line) =>
            Array.from({ length: 500 }, (_line, index) => ({
              ...line,
              lineId: `${index}`.padEnd(128, 'x'),
              articleId: 'a'.repeat(128),
              title: '€'.repeat(300),
            })),
          ),
        },
      },
      413,
    ],
  ])('%s is answered with a problem', async (_name, body, status) => {
    expect((await anEventsDoor().problemOf(signed(body))).problem.status).toBe(status);
  });

  test('with the bus makes the sender send all again', async () => {
    const error = await anEventsDoor({ busRefuses: true }).problemOf(signed(canceled));
    expect(error).toMatchObject({ problem: { status: 503 }, headers: { 'retry-after': '5' } });
  });
});
