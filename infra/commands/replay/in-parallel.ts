// Many requests, a few at a time.

/** Answers in the order of the items. Ends with the first error. */
export const inParallel = async <Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
  most = 12,
): Promise<Result[]> => {
  const results: Result[] = [];
  const entries = items.entries();
  const worker = async (): Promise<void> => {
    // All workers draw from the one iterator.
    for (const [index, item] of entries) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: most }, worker));
  return results;
};

/**
 * Checks every item; what differs is checked again as long as anything still arrives, at most `patienceMs` without news.
 * Answers what differs in the end, for each item in its order.
 */
export const checkAll = async <Item>(
  items: readonly Item[],
  { check, patienceMs, onPass }: { check: Check<Item>; patienceMs: number; onPass: () => void },
): Promise<(readonly string[])[]> => {
  const differences = new Map<Item, readonly string[]>();
  let left = items;
  let end = Date.now() + patienceMs;
  for (;;) {
    await inParallel(left, async (item) => differences.set(item, await check(item)));
    const failed = left.filter((item) => (differences.get(item) ?? []).length > 0);
    for (let count = failed.length; count < left.length; count += 1) onPass();
    if (failed.length < left.length) end = Date.now() + patienceMs;
    left = failed;
    if (left.length === 0 || Date.now() >= end) break;
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_ROUNDS_MS));
  }
  return items.map((item) => differences.get(item) ?? []);
};

type Check<Item> = (item: Item) => Promise<readonly string[]>;

const BETWEEN_ROUNDS_MS = 500;
