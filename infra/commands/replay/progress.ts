// A bar on a terminal, nothing anywhere else.
import { SingleBar } from 'cli-progress';

export interface Progress {
  step(count?: number): void;
  end(): void;
}

/** @example const bar = progress('orders tracked', 1000); bar.step(); bar.end(); */
export const progress = (what: string, total: number): Progress => {
  const bar = new SingleBar({
    format: `${what} [{bar}] {value}/{total}`,
    stream: process.stderr,
    hideCursor: true,
    noTTYOutput: false,
  });
  if (total > 0) bar.start(total, 0);
  return { step: (count = 1) => bar.increment(count), end: () => bar.stop() };
};
