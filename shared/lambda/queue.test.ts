// The skeleton of every queue-fed function: what fails is retried alone, what cannot be understood is kept whole.
import { describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { countEvent, counted } from '../../functions/figures/count-event.ts';
import { aFact } from '../../test/builders/inbound-fact.ts';
import { aJourneyEvent } from '../../test/builders/journey-event.ts';
import { aQueueBatch, asBusMessage } from '../../test/builders/queue-records.ts';
import type { DeadLetter } from '../journey/dead-letter-port.ts';
import { type InboundFact, inboundFact } from '../journey/inbound-fact.ts';
import { queueHandler } from './queue.ts';

const shipped = asBusMessage(aFact('ParcelShipped'));
const placed = asBusMessage(aFact('OrderPlaced'));
const strange = JSON.stringify({ detail: { ...aFact('OrderPlaced'), schemaVersion: 9, email: 'ada@example.org' } });

const aFunction = ({ fails = '' } = {}) => {
  const seen: InboundFact[] = [];
  const letters: DeadLetter[] = [];
  const handle = async (fact: InboundFact) => {
    if (fact.type === fails) throw new Error('the table is busy');
    seen.push(fact);
  };
  const keep = async (letter: DeadLetter) => void letters.push(letter);
  return { seen, letters, parse: inboundFact, handle, deadLetters: { keep } };
};

describe('a queue-fed function', () => {
  test('takes every record as it came', async () => {
    const { seen, ...subscription } = aFunction();
    expect(await queueHandler(subscription)(aQueueBatch(shipped, placed))).toEqual({ batchItemFailures: [] });
    expect(seen).toEqual([aFact('ParcelShipped'), aFact('OrderPlaced')]);
  });

  test('reports a record that it fails on, and takes the others', async () => {
    const { seen, letters, ...subscription } = aFunction({ fails: 'ParcelShipped' });
    const answer = await queueHandler(subscription)(aQueueBatch(shipped, placed));
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'message-0' }] });
    expect(seen).toHaveLength(1);
    expect(letters).toEqual([]);
  });

  test.each([
    ['is no JSON', 'Message Body', 'not valid JSON'],
    ['is empty', '', 'not valid JSON'],
    ['is no object', '[]', 'expected object'],
    ['has no detail', '{}', 'detail'],
    ['is of a version that nobody knows', strange, 'detail/schemaVersion'],
  ])('keeps a record that %s whole, with the reason, and is done with it', async (_story, body, reason) => {
    const { seen, letters, ...subscription } = aFunction();
    expect(await queueHandler(subscription)(aQueueBatch(body, placed))).toEqual({ batchItemFailures: [] });
    expect(letters).toEqual([{ whole: body, reason: expect.stringContaining(reason) }]);
    expect(letters[0]?.reason).not.toContain('ada@example.org');
    expect(seen).toHaveLength(1);
  });

  test('without a place for dead letters, or while that place fails, such a record fails like any other', async () => {
    const { deadLetters: _, ...withoutPlace } = aFunction();
    const failing = { ...aFunction(), deadLetters: { keep: async () => Promise.reject(new Error('no queue')) } };
    for (const subscription of [withoutPlace, failing]) {
      const answer = await queueHandler(subscription)(aQueueBatch(placed, strange));
      expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'message-1' }] });
    }
  });

  test("a handler's own parse errors are defects, not dead letters", async () => {
    const { letters, ...subscription } = aFunction();
    const handle = async () => void z.string().parse(7);
    const answer = await queueHandler({ ...subscription, handle })(aQueueBatch(placed));
    expect(answer.batchItemFailures).toHaveLength(1);
    expect(letters).toEqual([]);
  });
});

describe('figures', () => {
  test('journey events are counted by shop and type; what is none fails', async () => {
    const counts: unknown[] = [];
    const handler = queueHandler({ parse: counted, handle: countEvent((...figure) => void counts.push(figure)) });
    const answer = await handler(
      aQueueBatch(asBusMessage(aJourneyEvent({ type: 'ParcelDelivered' })), '{"detail":{}}'),
    );
    expect(counts).toEqual([['JourneyEvents', 1, { shop: 'northwind', type: 'ParcelDelivered' }]]);
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'message-1' }] });
  });
});
