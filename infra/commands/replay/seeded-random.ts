// Chance that repeats itself: the same seed gives the same data set on every machine.

export interface SeededRandom {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** An integer from `least` to `most`, both included. */
  between(least: number, most: number): number;
}

/** Mulberry32: 32 bits of state, as much as a replay needs. @example seededRandom('tau-bench').between(1, 6) */
export const seededRandom = (seed: string): SeededRandom => {
  let state = [...seed].reduce((sum, letter) => (Math.imul(sum, 31) + (letter.codePointAt(0) ?? 0)) | 0, 7);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { next, between: (least, most) => least + Math.floor(next() * (most - least + 1)) };
};

/** In another order: nothing moves much further than `distance` places. */
export const shuffled = <Item>(items: readonly Item[], by: { random: SeededRandom; distance: number }): Item[] =>
  items
    .map((item, index) => ({ item, place: index + by.random.next() * by.distance }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
