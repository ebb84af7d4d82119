// What the customer was told, and whether it was something else before.
import type { TrackedParcel } from '../output.ts';
import type { Scene } from './scene.ts';

type Promised = NonNullable<TrackedParcel['promise']>;

/** "Promised by tomorrow, Thursday, 6 August". */
export const promiseSentence = (promise: Promised, scene: Scene): string => {
  const { words, formats } = scene;
  const { from, by } = promise;
  if (formats.isOver(by)) return words.wasPromisedFor(promisedDays(promise, scene));
  const isOneDay = from === by || formats.isToday(by);
  return from || isOneDay ? words.promisedFor(promisedDays(promise, scene)) : words.promisedBy(formats.day(by));
};

/** The days alone, where a label stands before them. */
export const promisedDays = ({ from, by }: Promised, { formats }: Scene): string =>
  from && from !== by ? formats.days(from, by) : formats.day(by);

export const promiseMoved = ({ movedFrom, movedAt }: Promised, { words, formats }: Scene): string | undefined =>
  movedFrom && movedAt ? words.promiseMoved(formats.date(movedFrom), formats.onDayOf(movedAt)) : undefined;
