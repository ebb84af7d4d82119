// What the bench measures: one figure a line, with the level it should reach where there is one.

export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: 'requests' | 'read units' | 'ms' | 'requests/s' | 'kB' | 's' | 'times';
  readonly atMost?: number;
  readonly atLeast?: number;
  /** The figure of the same run that a ratio stands on. */
  readonly baseline?: number;
}

/** Whether a figure reaches its level; nothing where it has none. */
const isReached = ({ value, atMost, atLeast }: Figure): boolean | undefined => {
  if (atMost !== undefined) return value <= atMost;
  return atLeast === undefined ? undefined : value >= atLeast;
};

/** To three places, which is more than the machine repeats. */
export const rounded = (value: number): number => Number(value.toFixed(3));

const HEADINGS = ['figure', 'value', 'unit', 'baseline', 'level', 'ok'] as const;

/** @example console.log(tableOf(figures)) */
export const tableOf = (figures: readonly Figure[]): string => {
  const rows = [HEADINGS, ...figures.map(rowOf)];
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) =>
        column === 1 || column === 3 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return [line(HEADINGS), ...figures.map((figure) => line(rowOf(figure)))].join('\n');
};

const rowOf = (figure: Figure): readonly string[] => {
  const { name, value, unit, atMost, atLeast, baseline } = figure;
  const level = atMost !== undefined ? `<= ${atMost}` : atLeast !== undefined ? `>= ${atLeast}` : '';
  const reached = isReached(figure);
  const ok = reached === undefined ? '' : reached ? 'yes' : 'MISSED';
  return [name, String(rounded(value)), unit, baseline === undefined ? '' : String(rounded(baseline)), level, ok];
};

/** One sentence for the end of the run. */
export const verdictOf = (figures: readonly Figure[]): string => {
  const missed = figures.filter((figure) => isReached(figure) === false).map(({ name }) => name);
  const reached = figures.filter((figure) => isReached(figure)).length;
  return missed.length === 0
    ? `All ${reached} levels are reached.`
    : `${reached} levels are reached, ${missed.length} missed: ${missed.join('; ')}.`;
};
