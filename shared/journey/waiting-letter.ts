// A waiting fact that will not be folded becomes a dead letter: whole, in the form in which the queue would have brought it, so that
// it can be sent again.
import type { ProfilePort, WaitingFact } from '../profile/profile-port.ts';
import type { DeadLetterPort } from './dead-letter-port.ts';
import { INBOUND_SOURCE } from './inbound-fact.ts';

interface Places {
  readonly deadLetters: DeadLetterPort;
  readonly profile: Pick<ProfilePort, 'letGo'>;
}

/** A crash in between leaves it in both places, and it is kept once more: a letter too many, never one too few. */
export const keepAsLetter = async (
  waiting: WaitingFact,
  reason: string,
  { deadLetters, profile }: Places,
): Promise<void> => {
  const { fact } = waiting;
  const whole = JSON.stringify({ source: INBOUND_SOURCE, 'detail-type': fact.type, detail: fact });
  await deadLetters.keep({ whole, reason });
  await profile.letGo(waiting);
};
