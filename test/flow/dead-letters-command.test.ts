// What operators do with dead letters, on a suite that really runs: find them with their reasons, and send them back.

import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import * as z from 'zod';
import { type Letter, withLetters } from '../../infra/commands/dead-letter.ts';
import { redriveLetter } from '../../infra/commands/dead-letter-redrive.ts';
import { describeLetter } from '../../infra/commands/dead-letter-text.ts';
import { shopifySender } from '../../infra/commands/send-webhook.ts';
import { type Suite, startTemporarySuite } from '../../infra/commands/suite.ts';
import { type LetterPlace, letterPlace } from '../../infra/letter-place.ts';
import { aJourneyEvent } from '../builders/journey-event.ts';

let suite: Suite;
let places: readonly LetterPlace[];

beforeAll(async () => {
  suite = await startTemporarySuite();
  places = z.array(letterPlace).parse(JSON.parse(suite.target.output('DeadLetters')));
}, 60_000);
afterAll(() => suite.stop());

const look = () => withLetters(places, async (letters) => letters);
const redrive = (which: (letter: Letter) => boolean) =>
  withLetters(places, async (letters) =>
    Promise.all(letters.filter(which).map((letter) => redriveLetter(letter, suite.target))),
  );
const putEvent = (source: string, detail: object) =>
  new EventBridgeClient({}).send(
    new PutEventsCommand({
      Entries: [
        {
          EventBusName: suite.target.output('BusName'),
          Source: source,
          DetailType: 'Nonsense',
          Detail: JSON.stringify(detail),
        },
      ],
    }),
  );

test('nothing lies there at first', async () => {
  expect(await look()).toEqual([]);
});

describe('a webhook that was not understood', () => {
  const body = '{"id":9007199254740993123,"email":"ada@example.com"}';

  test('lies there whole, with its reason, and its list entry tells no personal data', async () => {
    await (await shopifySender(suite.target)).send({ topic: 'orders/updated', body });
    const [letter] = await look();
    expect(JSON.parse(letter?.whole ?? '')).toMatchObject({ body });
    expect(letter?.reason).toContain('created_at');
    const line = letter ? describeLetter(letter, new Date(letter.since.getTime() + 2 * 60 * 60 * 1000)) : '';
    expect(line).toMatch(/^ShopifyLetters\/\S+ {2}2 hours old {2}a webhook orders\/updated of 52 bytes\n/);
    expect(line).not.toContain('ada');
  });

  test('goes to its route again, and comes back as a new letter while its mapping is as it was', async () => {
    const [before] = await look();
    await redrive(() => true);
    const after = await look();
    expect(after).toHaveLength(1);
    expect(after[0]?.id).not.toBe(before?.id);
    expect(after[0]?.whole).toBe(before?.whole);
  });
});

describe('an event that a function could not work off', () => {
  test('lies there with the reason that the function gave, or with how often it failed', async () => {
    await putEvent('touchpoint.inbound', { type: 'Nonsense' });
    await putEvent('touchpoint.journey', { data: { orderId: '1001' } });
    await suite.stack.untilQuiet();
    const letters = await look();
    const byPlace = (name: string) => letters.find(({ place }) => place.name === name);
    expect(byPlace('Facts')?.reason).toContain('type');
    const failed = byPlace('JourneyFigures');
    expect(failed?.reason).toBe('Its function failed on it 5 times.');
    expect(failed && describeLetter(failed, new Date())).toContain('Nonsense of order 1001');
  });

  test('goes to its queue again and is worked off anew', async () => {
    const [before] = (await look()).filter(({ place }) => place.name === 'Facts');
    expect(await redrive(({ place }) => place.name === 'Facts')).toEqual(['is in its queue again.']);
    await suite.stack.untilQuiet();
    const [after] = (await look()).filter(({ place }) => place.name === 'Facts');
    expect(after?.whole).toBe(before?.whole);
    expect(after?.id).not.toBe(before?.id);
  });
});

describe('what the relay gave up', () => {
  const leave = async (items: readonly object[]) => {
    const [place] = places.filter((one) => one.kind === 'stream');
    const records = items.map((item) => ({ dynamodb: { NewImage: marshall(item) } }));
    const whole = {
      requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 21 },
      payload: JSON.stringify({ Records: records }),
    };
    await new S3Client({ forcePathStyle: true }).send(
      new PutObjectCommand({ Bucket: place?.bucket, Key: `aws/lambda/x/${items.length}`, Body: JSON.stringify(whole) }),
    );
  };
  const left = async () => (await look()).filter(({ place }) => place.kind === 'stream');
  const redriveLeft = () => redrive(({ place }) => place.kind === 'stream');

  test('is on the bus again, and gone from the bucket', async () => {
    const event = aJourneyEvent();
    await leave([event]);
    const [letter] = await left();
    expect(letter && describeLetter(letter, new Date())).toContain(event.type);
    expect(letter?.reason).toBe('The relay gave it up after 21 tries (RetryAttemptsExhausted).');
    expect(await redriveLeft()).toEqual(['is on the bus again.']);
    await suite.stack.untilQuiet();
    expect(await left()).toEqual([]);
    const heard = suite.stack.logs.filter(({ text }) => text.includes('JourneyEvents') && text.includes(event.type));
    expect(heard).toHaveLength(1);
  });

  test('stays where it holds no journey event', async () => {
    await leave([{ sk: 'EVENT#1' }, { sk: 'EVENT#2' }]);
    await expect(redriveLeft()).rejects.toThrow();
    const [letter] = await left();
    expect(letter && describeLetter(letter, new Date())).toContain('a record that cannot be read');
  });
});
