// Dead letters on their way to the queue: whole, whatever they hold.
import { gunzipSync } from 'node:zlib';
import type { SendMessageCommandInput } from '@aws-sdk/client-sqs';
import { expect, test } from '@jest/globals';
import { deadLetterQueue, PACKED } from './dead-letters.ts';

const keep = async (whole: string, reason = 'because') => {
  const sent: SendMessageCommandInput[] = [];
  const client = { send: async ({ input }: { input: SendMessageCommandInput }) => void sent.push(input) };
  await deadLetterQueue({ queueUrl: 'https://queue', client: client as never }).keep({ whole, reason });
  return sent[0];
};

test('a record goes to the letter, with its reason beside it', async () => {
  expect(await keep('{"id":9007199254740993}')).toEqual({
    QueueUrl: 'https://queue',
    MessageBody: '{"id":9007199254740993}',
    MessageAttributes: { reason: { DataType: 'String', StringValue: 'because' } },
  });
});

test.each([
  ['nothing', ''],
  ['a character that a message may not', '\u0000'],
  ['half a character', '\ud800x'],
  ['more than a message', 'é'.repeat(600_000)],
])('a record that holds %s is packed', async (_, whole) => {
  const letter = await keep(whole);
  expect(letter?.MessageAttributes?.encoding?.StringValue).toBe(PACKED);
  const unpacked = gunzipSync(Buffer.from(letter?.MessageBody ?? '', 'base64')).toString();
  expect(unpacked).toBe(whole.toWellFormed());
});
