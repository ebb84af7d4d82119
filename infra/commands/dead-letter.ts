// A letter as an operator handles it, wherever it lies: in a queue, or in the bucket of what the relay gave up.
import type { LetterPlace } from '../letter-place.ts';
import { openBucket } from './dead-letter-bucket.ts';
import { openQueue } from './dead-letter-queue.ts';

export interface Letter {
  /** What an operator names it by. Example: `Facts/5b2e7a0c-...`. */
  readonly id: string;
  readonly place: LetterPlace;
  /** When it was first sent. */
  readonly since: Date;
  /** One sentence without any value of the record. */
  readonly reason: string;
  /** The record to the letter. It may hold personal data. */
  readonly whole: string;
  /** It has been taken elsewhere and goes from here. */
  remove(): Promise<void>;
}

/** Letters of a place. While they are open nobody else sees them. */
export interface OpenLetters {
  readonly letters: readonly Letter[];
  /** Lets others see again what was not removed. */
  close(): Promise<void>;
}

/**
 * Opens every place, lets `work` look at all letters (oldest first), and closes them whatever happens.
 * @example await withLetters(places, async (letters) => letters.length)
 */
export const withLetters = async <Result>(
  places: readonly LetterPlace[],
  work: (letters: readonly Letter[]) => Promise<Result>,
): Promise<Result> => {
  const opened = await Promise.all(places.map(open));
  try {
    const letters = opened.flatMap((one) => one.letters);
    return await work(letters.toSorted((a, b) => a.since.getTime() - b.since.getTime()));
  } finally {
    await Promise.all(opened.map((one) => one.close()));
  }
};

const open = (place: LetterPlace): Promise<OpenLetters> =>
  place.kind === 'stream' ? openBucket(place) : openQueue(place);
