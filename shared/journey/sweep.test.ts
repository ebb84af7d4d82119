// What the relay left behind is published after all, and what waits too long is counted.
import { describe, expect, test } from '@jest/globals';
import { sweepAndCount } from '../../functions/sweeper/sweep-and-count.ts';
import { aWaitingFact } from '../../test/builders/inbound-fact.ts';
import { at, after as later } from '../../test/builders/instants.ts';
import { aJourneyEvent, aTransaction } from '../../test/builders/journey-event.ts';
import { inMemoryBus } from '../../test/fakes/in-memory-bus.ts';
import { inMemoryProfile } from '../../test/fakes/in-memory-profile.ts';
import type { DeadLetter } from './dead-letter-port.ts';

const now = at('2026-08-02T10:00');

const aSweeper = (bus = inMemoryBus()) => {
  const profile = inMemoryProfile();
  const letters: DeadLetter[] = [];
  const deadLetters = { keep: async (letter: DeadLetter) => void letters.push(letter) };
  const figures: Record<string, number> = {};
  const count = (name: string, value: number) => {
    figures[name] = value;
  };
  return {
    profile,
    bus,
    figures,
    letters,
    sweep: sweepAndCount({ bus, outbox: profile, profile, deadLetters, now: () => new Date(now), count }),
  };
};

describe('sweeping up', () => {
  test('an event whose mark is older than five minutes is published, a younger one is left to the relay', async () => {
    const { profile, bus, figures, sweep } = aSweeper();
    const old = aJourneyEvent({ madeAt: later(now, { minutes: -6 }) });
    await profile.commit(aTransaction({ events: [old, aJourneyEvent({ madeAt: later(now, { minutes: -4 }) })] }));
    await sweep();
    expect(bus.published.map(({ detail }) => detail)).toEqual([old]);
    expect(figures).toEqual({ OutboxMarksOld: 1, FactsWaitingTooLong: 0 });
    await sweep();
    expect(figures).toEqual({ OutboxMarksOld: 0, FactsWaitingTooLong: 0 });
  });

  test('after an outage everything goes out in one sweep', async () => {
    const { profile, bus, figures, sweep } = aSweeper();
    for (let hour = 2; hour < 12; hour += 1) {
      const events = Array.from({ length: 45 }, () => aJourneyEvent({ madeAt: later(now, { hours: -hour }) }));
      await profile.commit(aTransaction({ events }));
    }
    await sweep();
    expect(bus.published).toHaveLength(450);
    expect(figures.OutboxMarksOld).toBe(450);
  });

  test('while the bus takes nothing the sweep ends, and the marks stay', async () => {
    const { profile, figures, sweep } = aSweeper(inMemoryBus({ refuses: () => true }));
    await profile.commit(aTransaction({ events: [aJourneyEvent()] }));
    await sweep();
    await sweep();
    expect(figures.OutboxMarksOld).toBe(1);
  });

  test('facts that have waited for over an hour are counted', async () => {
    const { profile, figures, sweep } = aSweeper();
    await profile.wait(aWaitingFact({ since: later(now, { minutes: -61 }) }));
    await profile.wait(aWaitingFact({ since: later(now, { minutes: -59 }) }));
    await sweep();
    expect(figures.FactsWaitingTooLong).toBe(1);
  });

  test('facts that have waited for fourteen days become letters, whole, and wait no longer', async () => {
    const { profile, figures, letters, sweep } = aSweeper();
    const old = aWaitingFact({ since: later(now, { hours: -14 * 24 - 1 }) });
    const younger = aWaitingFact({ since: later(now, { hours: -14 * 24 + 1 }) });
    await profile.wait(old);
    await profile.wait(younger);
    await sweep();
    await sweep();
    expect(letters).toEqual([{ whole: expect.any(String), reason: expect.stringMatching(/14 days/) }]);
    expect(JSON.parse(letters[0]?.whole ?? '')).toMatchObject({ 'detail-type': 'ParcelScanned', detail: old.fact });
    expect(figures.FactsWaitingTooLong).toBe(1);
    expect(await profile.waitingSince({ before: now })).toEqual([younger]);
  });
});
