// On a schedule: publishes what the relay left behind (a stream keeps 24 hours, an outage can last longer), counts what waits too
// long, and hands to the operator what waits in vain.
import type { OutboxPort, ProfilePort } from '../profile/profile-port.ts';
import { instantOf } from '../profile/time.ts';
import type { BusPort } from './bus-port.ts';
import type { DeadLetterPort } from './dead-letter-port.ts';
import { publishEvents } from './relay.ts';
import { keepAsLetter } from './waiting-letter.ts';

interface Sweep {
  readonly bus: BusPort;
  readonly outbox: OutboxPort;
  readonly profile: Pick<ProfilePort, 'waitingSince' | 'letGo'>;
  /** The projector's: from there a fact is sent again as if it had never waited. */
  readonly deadLetters: DeadLetterPort;
  readonly now: Date;
}

/** What alarms look at. Both have a bound: "many" needs no exact number. */
export interface Swept {
  /** Events that should have been on the bus for minutes when the sweep began. */
  readonly outboxMarksOld: number;
  /** Facts that have waited for their order or parcel for over an hour, and still do. */
  readonly factsWaitingTooLong: number;
}

const OLD_MARK_MS = 5 * 60_000;
const LONG_WAIT_MS = 60 * 60_000;
/** Whoever has not told of an order or parcel by then never will. */
const MOST_WAIT_DAYS = 14;
/** So many pages in one sweep: the next one goes on. */
const MOST_PAGES = 10;

export const sweep = async ({ bus, outbox, profile, deadLetters, now }: Sweep): Promise<Swept> => {
  const ago = (milliseconds: number) => ({ before: instantOf(new Date(now.getTime() - milliseconds)) });
  const waiting = await profile.waitingSince(ago(LONG_WAIT_MS));
  const { before: last } = ago(MOST_WAIT_DAYS * 24 * 60 * 60_000);
  const inVain = waiting.filter(({ since }) => since < last);
  const reason = `For ${MOST_WAIT_DAYS} days nobody told of the order or parcel that it speaks of.`;
  for (const one of inVain) await keepAsLetter(one, reason, { deadLetters, profile });
  let outboxMarksOld = 0;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const events = await outbox.unpublished(ago(OLD_MARK_MS));
    outboxMarksOld += events.length;
    const failed = await publishEvents(events, { bus, outbox });
    // What failed stands at the beginning of the next page again: only a later sweep helps.
    if (events.length === 0 || failed.length > 0) break;
  }
  return { outboxMarksOld, factsWaitingTooLong: waiting.length - inVain.length };
};
