// What the DynamoDB adapter does when the table throttles, conflicts, leaves keys unread or loses an answer.

import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fromAttributes, toAttributes } from '../../shared/aws/dynamo-attributes.ts';
import { dynamoOutbox } from '../../shared/aws/dynamo-outbox.ts';
import { dynamoProfile } from '../../shared/aws/dynamo-profile.ts';
import { TableBusy } from '../../shared/aws/dynamo-table.ts';
import { profileKey } from '../../shared/profile/keys.ts';
import { aProfile } from '../builders/customer.ts';
import { aWaitingFact } from '../builders/inbound-fact.ts';
import { aJourneyEvent, aTransaction } from '../builders/journey-event.ts';
import { anOrder } from '../builders/order.ts';
import { clientAt, type Engine, startEngine } from './engine.ts';
import { type EngineDoor, type Fault, openDoor } from './engine-door.ts';
import { customer, orderId } from './profile-contract.ts';

let engine: Engine;
let door: EngineDoor;
beforeAll(async () => {
  engine = await startEngine();
  door = await openDoor(engine.endpoint);
});
afterAll(async () => {
  await door[Symbol.asyncDispose]();
  await engine.stop();
});

const aTable = async () => {
  const pauses: number[] = [];
  const pause = async (milliseconds: number) => void pauses.push(milliseconds);
  const client = clientAt(door.endpoint);
  const table = { client, tableName: await engine.table(), pause };
  door.asked.length = 0;
  door.faults.length = 0;
  return { profile: dynamoProfile(table), outbox: dynamoOutbox(table), tableName: table.tableName, pauses };
};

const canceled = (...codes: readonly string[]): Fault => ({
  status: 400,
  answer: {
    __type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException',
    message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes.join(', ')}]`,
    CancellationReasons: codes.map((Code) => ({ Code })),
  },
});

const throttled: Fault = {
  status: 400,
  answer: { __type: 'com.amazonaws.dynamodb.v20120810#ThrottlingException', message: 'Rate exceeded' },
};

const times = <Item>(count: number, item: Item): Item[] => Array.from({ length: count }, () => item);

type Keys = { RequestItems: Record<string, { Keys: { sk: { S: string } }[] }> };

/** The engine reads but the first of the keys; the others are said to be unprocessed. */
const readingOne: Fault = {
  change: ({ RequestItems }: Keys) => {
    const [[name, { Keys }] = ['', { Keys: [] }]] = Object.entries(RequestItems);
    left = { [name]: { Keys: Keys.slice(1) } };
    return { RequestItems: { [name]: { Keys: Keys.slice(0, 1) } } };
  },
  answered: (output: object) => ({ ...output, UnprocessedKeys: left }),
};
let left: object;

describe('reading', () => {
  test('profile and order come in one request', async () => {
    const { profile } = await aTable();
    await profile.commit(aTransaction({ order: anOrder(), profile: aProfile() }));
    door.asked.length = 0;
    await profile.read({ ...customer, orderId });
    expect(door.asked.map(({ operation }) => operation)).toEqual(['BatchGetItem']);
  });

  test('only the keys that were left unread are asked for again, and both items come', async () => {
    const { profile, tableName, pauses } = await aTable();
    await profile.commit(aTransaction({ order: anOrder(), profile: aProfile() }));
    door.asked.length = 0;
    door.faults.push(readingOne);
    expect(await profile.read({ ...customer, orderId })).toEqual({ order: anOrder(), profile: aProfile() });
    const keys = door.asked.map(({ input }) => (input as Keys).RequestItems[tableName]?.Keys.map(({ sk }) => sk.S));
    expect(keys).toEqual([['PROFILE', 'ORDER#1001'], ['ORDER#1001']]);
    expect(pauses).toHaveLength(1);
  });

  test('keys that stay unread end in an error with a name, after pauses that grow and have a bound', async () => {
    const { profile, tableName, pauses } = await aTable();
    const unread = { [tableName]: { Keys: [marshall(profileKey(customer))] } };
    door.faults.push(...times(20, { status: 200, answer: { Responses: {}, UnprocessedKeys: unread } }));
    await expect(profile.read(customer)).rejects.toThrow(TableBusy);
    expect(door.asked).toHaveLength(8);
    expect(pauses).toHaveLength(7);
    for (const [index, pause] of pauses.entries())
      expect(pause).toBeLessThanOrEqual(Math.min(800, 25 * 2 ** (index + 1)));
  });

  test('a throttled request is tried again', async () => {
    const { profile } = await aTable();
    await profile.commit(aTransaction({ order: anOrder() }));
    door.faults.push(throttled);
    expect((await profile.read({ ...customer, orderId })).order).toEqual(anOrder());
  });
});

describe('committing', () => {
  test.each(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded'])(
    'a transaction canceled by %s is tried again',
    async (code) => {
      const { profile, pauses } = await aTable();
      door.faults.push(canceled('None', code), canceled(code, 'None'));
      expect(await profile.commit(aTransaction({ order: anOrder() }))).toEqual({ outcome: 'committed' });
      expect(pauses).toHaveLength(2);
    },
  );

  test('a failed condition beside a conflict is not tried again', async () => {
    const { profile, pauses } = await aTable();
    door.faults.push(canceled('ConditionalCheckFailed', 'TransactionConflict'));
    expect(await profile.commit(aTransaction({ order: anOrder() }))).toEqual({ outcome: 'conflict' });
    expect(pauses).toEqual([]);
  });

  test('conflicts that outlast the bound are a conflict to the caller; throttles are an error with a name', async () => {
    const { profile } = await aTable();
    door.faults.push(...times(8, canceled('TransactionConflict')));
    expect(await profile.commit(aTransaction({ order: anOrder() }))).toEqual({ outcome: 'conflict' });
    door.faults.push(...times(8, canceled('ThrottlingError')));
    await expect(profile.commit(aTransaction({ order: anOrder() }))).rejects.toThrow(TableBusy);
    door.faults.push(...times(8, canceled('TransactionConflict', 'None', 'None')));
    await expect(profile.wait(aWaitingFact())).rejects.toThrow(TableBusy);
  });

  test('an answer lost on its way does not make a committed change a conflict', async () => {
    const { profile } = await aTable();
    door.faults.push({ lose: true });
    expect(await profile.commit(aTransaction({ order: anOrder(), events: [aJourneyEvent()] }))).toEqual({
      outcome: 'committed',
    });
    expect(door.asked).toHaveLength(2);
    const tokens = door.asked.map(({ input }) => (input as { ClientRequestToken: string }).ClientRequestToken);
    expect(tokens[0]).toBe(tokens[1]);
  });

  test('what the table refuses for another reason is thrown as it came', async () => {
    const { profile } = await aTable();
    door.faults.push(canceled('ValidationError'));
    await expect(profile.commit(aTransaction({ order: anOrder() }))).rejects.toThrow('Transaction cancelled');
    door.faults.push({ status: 400, answer: { __type: 'x#AccessDeniedException', message: 'no grant' } });
    await expect(profile.commit(aTransaction({ order: anOrder() }))).rejects.toThrow('no grant');
  });
});

test('deletes of outbox marks that were left undone are asked for again', async () => {
  const { profile, outbox, tableName } = await aTable();
  const events = times(30, undefined).map(() => aJourneyEvent());
  await profile.commit(aTransaction({ events }));
  door.asked.length = 0;
  door.faults.push({
    status: 200,
    answer: ({ RequestItems }: Keys) => ({ UnprocessedItems: RequestItems }),
  });
  await outbox.published(events);
  expect(await outbox.unpublished({ before: anOrder().placedAt })).toEqual([]);
  const sizes = door.asked
    .filter(({ operation }) => operation === 'BatchWriteItem')
    .map(({ input }) => (input as { RequestItems: Record<string, object[]> }).RequestItems[tableName]?.length);
  expect(sizes).toEqual([25, 25, 5]);
});

test('half a surrogate pair in an id or a text does not stop a write', async () => {
  const { profile } = await aTable();
  const order = anOrder({ orderId: '10\ud80001', lines: [{ title: 'Blue \udc00mug' }] });
  expect(await profile.commit(aTransaction({ order }))).toEqual({ outcome: 'committed' });
  const { order: kept } = await profile.read({ ...customer, orderId: order.orderId });
  expect(kept?.lines[0]?.title).toBe('Blue \ufffdmug');
});

test('attributes are written as the official library writes them, and read as what was written', () => {
  const name = fc.string({ minLength: 1 }).filter((text) => !(text in {}));
  const leaf = fc.oneof(fc.string(), fc.integer(), fc.maxSafeInteger(), fc.boolean(), fc.constant(null));
  const mapOf = (values: fc.Arbitrary<unknown>) => fc.dictionary(name, values, { noNullPrototype: true });
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof({ maxDepth: 4 }, leaf, fc.array(tie('tree')), mapOf(tie('tree'))),
  }));
  fc.assert(
    fc.property(mapOf(tree), (item) => {
      expect(toAttributes(item)).toEqual(marshall(item));
      expect(fromAttributes(toAttributes(item))).toEqual(item);
    }),
  );
});
