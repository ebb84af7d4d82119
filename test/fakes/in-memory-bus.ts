// The bus's in-memory twin: keeps what was published, and refuses what a test wants refused.
import type { BusEntry, BusPort } from '../../shared/journey/bus-port.ts';

export interface InMemoryBus extends BusPort {
  /** Everything published so far, oldest first, as subscribers get it. */
  readonly published: readonly BusEntry[];
}

/** @example inMemoryBus({ refuses: (entry) => entry.type === 'OrderTracked' }) */
export const inMemoryBus = ({
  refuses = () => false,
}: {
  refuses?: (entry: BusEntry) => boolean;
} = {}): InMemoryBus => {
  const published: BusEntry[] = [];
  return {
    published,
    publish: async (entries) => {
      const failed = entries.filter(refuses);
      const taken = entries.filter((entry) => !failed.includes(entry));
      // Through JSON, as over the bus: what is undefined is not there.
      published.push(...taken.map((entry) => JSON.parse(JSON.stringify(entry)) as BusEntry));
      return failed;
    },
  };
};
