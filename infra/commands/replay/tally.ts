// What a replay found: every check counted, the first failures told, and the closing line that CI reads.

const MOST_TOLD = 20;

export interface Tally {
  /** `differences`: what is not as the data set says; none is a pass. `name`: what was checked, e.g. an order's id. */
  count(name: string, differences: readonly string[]): void;
  /** Prints the failures and, alone on its line, `N passed, N failed`. Answers whether all is well. */
  close(): boolean;
}

export const tally = (print: (line: string) => void = console.log): Tally => {
  let passed = 0;
  const failures: string[] = [];
  return {
    count: (name, differences) => {
      if (differences.length === 0) passed += 1;
      else failures.push(`${name}: ${differences.join('; ')}`);
    },
    close: () => {
      for (const failure of failures.slice(0, MOST_TOLD)) print(`FAILED ${failure}`);
      if (failures.length > MOST_TOLD) print(`... and ${failures.length - MOST_TOLD} more`);
      print(`${passed} passed, ${failures.length} failed`);
      // Nothing checked is nothing proved.
      return failures.length === 0 && passed > 0;
    },
  };
};

/** @example differs('headline', answer.headline.kind, 'delivered') is [] or ['headline is "late" instead of "delivered"'] */
export const differs = (what: string, is: unknown, shouldBe: unknown): readonly string[] =>
  JSON.stringify(is) === JSON.stringify(shouldBe)
    ? []
    : [`${what} is ${JSON.stringify(is)} instead of ${JSON.stringify(shouldBe)}`];
