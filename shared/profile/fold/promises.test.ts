// What was promised, told once and again, in any order.
import { expect, test } from '@jest/globals';
import { at } from '../../../test/builders/instants.ts';
import { aParcel, aPromise } from '../../../test/builders/parcel.ts';
import { promiseMove } from '../whereabouts.ts';
import { withPromise } from './promises.ts';

const told = (by: string, on: string) => aPromise({ by, at: at(on) });
const promised = (...promises: readonly ReturnType<typeof told>[]) => promises.reduce(withPromise, aParcel());

const story = [told('2026-08-05', '2026-08-01'), told('2026-08-06', '2026-08-02'), told('2026-08-06', '2026-08-04')];

test.each([
  ['as it came', story],
  ['the other way round', story.toReversed()],
])('a promise told again moved when it was told first: %s', (_, facts) => {
  expect(promiseMove(promised(...facts))).toEqual({ from: '2026-08-05', at: at('2026-08-02') });
});

test('a promise that came back moved when the one between was told last, whenever that is heard', () => {
  const back = told('2026-08-05', '2026-08-07');
  for (const facts of [
    [...story, back],
    [back, ...story],
  ]) {
    expect(promiseMove(promised(...facts))).toEqual({ from: '2026-08-06', at: at('2026-08-04') });
  }
});

test('one promise told twice alike is one, and has not moved', () => {
  const once = promised(told('2026-08-05', '2026-08-01'));
  expect(withPromise(once, told('2026-08-05', '2026-08-01'))).toEqual(once);
  expect(promiseMove(once)).toBeUndefined();
});
