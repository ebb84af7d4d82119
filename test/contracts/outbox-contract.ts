// What every keeper of the profile promises about events on their way to the bus, and about personal data.
import { describe, expect, test } from '@jest/globals';
import type { JourneyEvent } from '../../shared/journey/journey-event.ts';
import { aCustomer } from '../builders/customer.ts';
import { at } from '../builders/instants.ts';
import { aJourneyEvent } from '../builders/journey-event.ts';
import { committing, customer, type MakeKeeper } from './profile-contract.ts';

export const describeOutbox = (make: MakeKeeper): void => {
  describe('the outbox', () => {
    const early: JourneyEvent = aJourneyEvent({ madeAt: at('2026-08-01T10:00') });
    const late: JourneyEvent = aJourneyEvent({ madeAt: at('2026-08-01T10:05') });

    test('an event stays unpublished until it is said to be published', async () => {
      const keeper = await make();
      await committing(keeper, { events: [late, early] });
      expect(await keeper.unpublished({ before: at('2026-08-01T11:00') })).toEqual([early, late]);
      await keeper.published([early, early]);
      expect(await keeper.unpublished({ before: at('2026-08-01T11:00') })).toEqual([late]);
      await keeper.published([early, late]);
      expect(await keeper.unpublished({ before: at('2026-08-01T11:00') })).toEqual([]);
      expect((await keeper.timeline(customer)).items).toEqual([late, early]);
    });

    test('only events made before then are looked for', async () => {
      const keeper = await make();
      await committing(keeper, { events: [early, late] });
      expect(await keeper.unpublished({ before: at('2026-08-01T10:00') })).toEqual([]);
      expect(await keeper.unpublished({ before: at('2026-08-01T10:05') })).toEqual([early]);
    });

    test('after an outage the oldest two hundred come first, and then the others', async () => {
      const keeper = await make();
      const events = Array.from({ length: 240 }, (_, index) =>
        aJourneyEvent({ madeAt: new Date(1_785_000_000_000 + index).toISOString() }),
      );
      for (let from = 0; from < events.length; from += 48)
        await committing(keeper, { events: events.slice(from, from + 48) });
      const first = await keeper.unpublished({ before: at('2026-12-01') });
      expect(first).toEqual(events.slice(0, 200));
      await keeper.published(first);
      expect(await keeper.unpublished({ before: at('2026-12-01') })).toEqual(events.slice(200));
    });
  });

  describe('personal data', () => {
    test('a newer revision replaces an older one, never the other way round', async () => {
      const keeper = await make();
      const put = (email: string, on: string) =>
        keeper.put({ ...customer, person: { email, addresses: [] }, revision: at(on) });
      await put('ada@example.org', '2026-08-02');
      await put('old@example.org', '2026-08-01');
      expect(await keeper.person(customer)).toEqual({ email: 'ada@example.org', addresses: [] });
      await put('new@example.org', '2026-08-03');
      expect(await keeper.person(customer)).toMatchObject({ email: 'new@example.org' });
      expect(await keeper.person(aCustomer({ customerId: 'grace' }))).toBeUndefined();
    });
  });
};
