// Secrets: fetched late, kept for a while, and not lost when the service is away.
import { expect, test } from '@jest/globals';
import { secretReader } from './secrets.ts';

const aService = () => {
  const calls: string[] = [];
  let now = 0;
  let isAway = false;
  const client = {
    send: async ({ input }: { input: { SecretId?: string } }) => {
      if (isAway) throw new Error('away');
      calls.push(input.SecretId ?? '');
      return { SecretString: `value ${calls.length}` };
    },
  };
  const read = secretReader({ client: client as never, now: () => now });
  return { calls, read, pass: (minutes: number) => (now += minutes * 60_000), goAway: () => (isAway = true) };
};

test('a secret is fetched at first use and again after five minutes', async () => {
  const { calls, read, pass } = aService();
  expect(calls).toEqual([]);
  expect([await read('a'), await read('a')]).toEqual(['value 1', 'value 1']);
  pass(5);
  expect(await read('a')).toBe('value 2');
});

test('an old value serves while a new one cannot be fetched; without one the error shows', async () => {
  const { read, pass, goAway } = aService();
  await read('a');
  goAway();
  pass(60);
  expect(await read('a')).toBe('value 1');
  await expect(read('b')).rejects.toThrow('away');
});
