// How often and how patiently a thing is tried again that the SDK does not retry by itself.
import { setTimeout as sleep } from 'node:timers/promises';

/** How to wait so many milliseconds. */
export type Pause = (milliseconds: number) => Promise<unknown>;

export const MOST_TRIES = 8;
const FIRST_PAUSE_MS = 25;
const LONGEST_PAUSE_MS = 800;

/**
 * Exponential backoff with full jitter: https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
 * @example for await (const _ of tries()) { if (await attempt()) return; } throw new Error('busy');
 */
export async function* tries(pause: Pause = sleep): AsyncGenerator<number> {
  for (let count = 0; count < MOST_TRIES; count += 1) {
    if (count > 0) await pause(Math.random() * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** count));
    yield count;
  }
}
