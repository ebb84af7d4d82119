// Middle and tail of what was measured: single values say nothing on a machine that others use too.

/** @example quantile([3, 1, 2], 0.5) is 2 */
export const quantile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  if (value === undefined) throw new Error('Nothing was measured.');
  return value;
};

export const median = (values: readonly number[]): number => quantile(values, 0.5);
