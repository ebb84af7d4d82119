// How replays check and count: patience while something still arrives, and a closing line.
import { describe, expect, test } from '@jest/globals';
import { checkAll, inParallel } from '../../infra/commands/replay/in-parallel.ts';
import { seededRandom, shuffled } from '../../infra/commands/replay/seeded-random.ts';
import { tally } from '../../infra/commands/replay/tally.ts';

const lines: string[] = [];
const counted = () => {
  lines.length = 0;
  return tally((line) => lines.push(line));
};

describe('the closing line', () => {
  test('counts what passed and what failed, and names the failures before', () => {
    const count = counted();
    count.count('one', []);
    count.count('two', ['a', 'b']);
    expect(count.close()).toBe(false);
    expect(lines).toEqual(['FAILED two: a; b', '1 passed, 1 failed']);
  });

  test('does not call it a success that nothing was checked', () => {
    expect(counted().close()).toBe(false);
  });

  test('stands after twenty failures at most', () => {
    const count = counted();
    for (let number = 0; number < 25; number += 1) count.count(`${number}`, ['x']);
    count.close();
    expect(lines.slice(20)).toEqual(['... and 5 more', '0 passed, 25 failed']);
  });
});

describe('checking', () => {
  test('goes on while something still arrives', async () => {
    let asked = 0;
    const check = async () => (++asked < 2 ? ['not there yet'] : []);
    expect(await checkAll(['order'], { check, patienceMs: 5000, onPass: () => undefined })).toEqual([[]]);
  });

  test('without patience asks once', async () => {
    let asked = 0;
    const check = async () => [`asked ${++asked} times`];
    expect(await checkAll(['order'], { check, patienceMs: 0, onPass: () => undefined })).toEqual([['asked 1 times']]);
  });

  test('in parallel answers in the order of the items', async () => {
    expect(await inParallel([3, 1, 2], async (number) => number * 2)).toEqual([6, 2, 4]);
  });
});

describe('chance', () => {
  test('repeats itself', () => {
    const roll = () => Array.from({ length: 5 }, seededRandom('dice').next);
    expect(roll()).toEqual(roll());
    expect(new Set(roll()).size).toBe(5);
  });

  test('moves things about, and loses none', () => {
    const items = Array.from({ length: 100 }, (_, index) => index);
    const mixed = shuffled(items, { random: seededRandom('cards'), distance: 10 });
    expect(mixed).not.toEqual(items);
    expect(mixed.toSorted((a, b) => a - b)).toEqual(items);
    expect(mixed.every((item, place) => Math.abs(item - place) <= 10)).toBe(true);
  });
});
