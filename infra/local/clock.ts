// The time by which queues hide messages and failed deliveries wait for their retry.
// It runs with the wall clock, and jumps over a wait when somebody only wants to know how things end (untilQuiet).

interface Waiting {
  readonly due: number;
  readonly wake: () => void;
}

export class Clock {
  #ahead = 0;
  #waiting = new Set<Waiting>();
  #timer: NodeJS.Timeout | undefined;

  /** Milliseconds since 1970. */
  now(): number {
    return Date.now() + this.#ahead;
  }

  /** How many wait for their time. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** Calls `wake` once `due` (milliseconds since 1970) has come; the answer takes it back. */
  at(due: number, wake: () => void): () => void {
    const waiting = { due, wake };
    this.#waiting.add(waiting);
    this.#arm();
    return () => {
      this.#waiting.delete(waiting);
      this.#arm();
    };
  }

  /** Resolves after so many seconds of this clock. */
  wait(seconds: number): Promise<void> {
    return new Promise((resolve) => this.at(this.now() + seconds * 1000, resolve));
  }

  /** Jumps to the next moment that somebody waits for. */
  skip(): void {
    const next = this.#next();
    if (next === undefined) return;
    this.#ahead += Math.max(0, next - this.now());
    this.#ring();
  }

  /** Nobody is woken any more. */
  stop(): void {
    this.#waiting.clear();
    clearTimeout(this.#timer);
  }

  #next(): number | undefined {
    return this.#waiting.size === 0 ? undefined : Math.min(...[...this.#waiting].map(({ due }) => due));
  }

  #arm(): void {
    clearTimeout(this.#timer);
    const next = this.#next();
    if (next !== undefined)
      this.#timer = setTimeout(() => this.#ring(), Math.min(Math.max(0, next - this.now()), 2 ** 31 - 1));
  }

  #ring(): void {
    const now = this.now();
    for (const waiting of [...this.#waiting]) {
      if (waiting.due > now) continue;
      this.#waiting.delete(waiting);
      waiting.wake();
    }
    this.#arm();
  }
}
