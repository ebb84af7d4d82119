// The event bus as functions see it.
import type { Instant } from '../profile/time.ts';

/** One entry for the bus. `type` becomes the detail-type, `detail` the whole fact or journey event. */
export interface BusEntry {
  readonly source: string;
  readonly type: string;
  readonly time: Instant;
  readonly detail: object;
}

export interface BusPort {
  /**
   * Publishes in batches of the bus's own size, looks at every entry of the answer and sends what failed again, with a bound.
   * Answers the entries that still failed; throws nothing for them.
   */
  publish(entries: readonly BusEntry[]): Promise<readonly BusEntry[]>;
}
