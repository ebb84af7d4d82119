// Waits until nothing is under way: no invocation, no message for a function, no stream record unread.
import type { Activity } from './activity.ts';
import type { Clock } from './clock.ts';
import type { EventSources } from './event-sources.ts';
import type { LocalFunction } from './functions.ts';
import type { Queues } from './queues.ts';

interface Parts {
  /** Longest wait. */
  readonly seconds: number;
  readonly activity: Activity;
  readonly clock: Clock;
  readonly functions: readonly LocalFunction[];
  readonly queues: Queues;
  readonly sources: EventSources;
}

/** @throws Error that says what is still busy when the time is over */
export async function untilQuiet(parts: Parts): Promise<void> {
  const { activity, clock, seconds } = parts;
  const end = Date.now() + seconds * 1000;
  for (;;) {
    await within(activity.idle(), end);
    // What just ended may have started something in the same turn.
    await new Promise((resolve) => setImmediate(resolve));
    const waiting = waitingFor(parts);
    if (activity.running === 0 && clock.waiting === 0 && waiting.length === 0) return;
    if (Date.now() > end)
      throw new Error(`Still busy after ${seconds} seconds: ${waiting.join(', ') || 'a retry waits for its time'}.`);
    if (activity.running === 0) clock.skip();
  }
}

function waitingFor({ functions, queues, sources }: Parts): string[] {
  const running = functions.filter(({ pool }) => pool.busy > 0).map(({ name }) => `${name} runs`);
  const full = sources.queues.flatMap(({ queue }) => {
    const { visible, hidden } = queues.counts(queue);
    return visible + hidden > 0 ? [`${queue.name} holds ${visible + hidden} messages`] : [];
  });
  const reading = sources.streams
    .filter((stream) => stream.running)
    .map(({ table }) => `the stream of ${table} is read`);
  return [...running, ...full, ...reading];
}

async function within(work: Promise<void>, end: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, Math.max(0, end - Date.now()));
  });
  await Promise.race([work, over]);
  clearTimeout(timer);
}
