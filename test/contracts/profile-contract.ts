// What every keeper of the profile promises. Run over the DynamoDB adapter and its in-memory twin alike.
import { describe, expect, test } from '@jest/globals';
import type { OrderId } from '../../shared/profile/ids.ts';
import { TooLargeForProfile } from '../../shared/profile/limits.ts';
import type { Person, PersonalDataPort } from '../../shared/profile/personal-data-port.ts';
import type { CustomerKey, OutboxPort, ProfilePort, Transaction } from '../../shared/profile/profile-port.ts';
import { aCustomer, aProfile } from '../builders/customer.ts';
import { at } from '../builders/instants.ts';
import { aJourneyEvent, aTransaction } from '../builders/journey-event.ts';
import { anOrder } from '../builders/order.ts';

export interface ProfileKeeper extends ProfilePort, OutboxPort, PersonalDataPort {
  person(of: CustomerKey): Promise<Person | undefined>;
}

/** Gives a keeper of its own to every test. `clock` says now. */
export type MakeKeeper = (given?: { readonly clock: () => Date }) => Promise<ProfileKeeper>;

export const customer = aCustomer();
export const orderId = '1001' as OrderId;

export const committing = (keeper: ProfileKeeper, of: Partial<Transaction>) => keeper.commit(aTransaction(of));

const anAnswer = {
  key: 'key-1',
  requestHash: 'hash-1',
  answer: '{"claim":"c-1"}',
  expiresAt: Date.parse('2026-08-02') / 1000,
};

export const describeCommits = (make: MakeKeeper): void => {
  describe('reading and committing', () => {
    test('a customer whom nobody knows has neither profile nor order', async () => {
      const keeper = await make();
      const { profile, order } = await keeper.read({ ...customer, orderId });
      expect([profile, order]).toEqual([undefined, undefined]);
    });

    test('profile and order are read as they were committed', async () => {
      const keeper = await make();
      const order = anOrder({ deliveredAt: '2026-08-01', canceledAt: undefined });
      const profile = aProfile({
        locale: 'de-AT',
        contacts: ['a', 'b'],
        firstOrder: { orderId, placedAt: at('2026-07-31') },
      });
      expect(await committing(keeper, { order, profile })).toEqual({ outcome: 'committed' });
      expect(await keeper.read({ ...customer, orderId })).toEqual({ profile, order });
      expect(await keeper.read({ ...customer, orderId, consistent: true })).toEqual({ profile, order });
      expect((await keeper.read(customer)).order).toBeUndefined();
    });

    test.each(['#W2611340', '10', 'a/b?c=%23', 'größe 漢字', '漢'.repeat(128), `PROFILE`])(
      'the order %s is kept under its id, and no other is found by it',
      async (id) => {
        const keeper = await make();
        await committing(keeper, { order: anOrder({ orderId: id }) });
        expect((await keeper.read({ ...customer, orderId: id as OrderId })).order?.orderId).toBe(id);
        for (const other of [`${id}0`, id.slice(0, -1), encodeURIComponent(id).toLowerCase()]) {
          if (other !== '' && other !== id)
            expect((await keeper.read({ ...customer, orderId: other as OrderId })).order).toBeUndefined();
        }
      },
    );

    test.each([
      ['created twice', [1, 1], ['committed', 'conflict']],
      ['changed step by step', [1, 2, 3], ['committed', 'committed', 'committed']],
      ['changed on an old version', [1, 2, 2], ['committed', 'committed', 'conflict']],
      ['changed on a version that is not there yet', [1, 3], ['committed', 'conflict']],
      ['changed before it was created', [2], ['conflict']],
    ])('an order %s: each version follows the one before', async (_story, versions, outcomes) => {
      const keeper = await make();
      const seen = [];
      for (const version of versions) seen.push((await committing(keeper, { order: anOrder({ version }) })).outcome);
      expect(seen).toEqual(outcomes);
      const created = aProfile({ customerId: 'grace' });
      const grace = aCustomer({ customerId: 'grace' });
      expect((await committing(keeper, { customer: grace, profile: { ...created, version: 2 } })).outcome).toBe(
        'conflict',
      );
    });

    test('a transaction that loses writes nothing at all', async () => {
      const keeper = await make();
      await committing(keeper, { order: anOrder() });
      const lost = await committing(keeper, {
        order: anOrder(),
        profile: aProfile(),
        events: [aJourneyEvent()],
        answered: anAnswer,
        makesKnown: [{ reference: { shop: customer.shop, kind: 'order_number', orderNumber: '#1001' } }],
      });
      expect(lost).toEqual({ outcome: 'conflict' });
      expect((await keeper.read(customer)).profile).toBeUndefined();
      expect((await keeper.timeline(customer)).items).toEqual([]);
      expect(await keeper.unpublished({ before: at('2030-01-01') })).toEqual([]);
      expect(await keeper.find({ shop: customer.shop, kind: 'order_number', orderNumber: '#1001' })).toEqual([]);
      expect((await committing(keeper, { answered: anAnswer })).outcome).toBe('committed');
    });

    test('of fifty that race for one version exactly one wins', async () => {
      const keeper = await make();
      await committing(keeper, { order: anOrder() });
      const outcomes = await Promise.all(
        Array.from({ length: 50 }, (_, index) =>
          committing(keeper, { order: anOrder({ version: 2, total: index }), events: [aJourneyEvent()] }),
        ),
      );
      expect(outcomes.filter(({ outcome }) => outcome === 'committed')).toHaveLength(1);
      expect(outcomes.filter(({ outcome }) => outcome === 'conflict')).toHaveLength(49);
      const { order } = await keeper.read({ ...customer, orderId, consistent: true });
      expect(order).toMatchObject({ version: 2, total: outcomes.findIndex(({ outcome }) => outcome === 'committed') });
      expect((await keeper.timeline(customer)).items).toHaveLength(1);
    });

    test('a pass of an older epoch changes nothing, with or without a change of the profile', async () => {
      const keeper = await make();
      await committing(keeper, { profile: aProfile({ passEpoch: 3 }) });
      const profile = aProfile({ version: 2, passEpoch: 3 });
      expect((await committing(keeper, { passEpoch: 2, order: anOrder() })).outcome).toBe('conflict');
      expect((await committing(keeper, { passEpoch: 2, profile })).outcome).toBe('conflict');
      expect((await committing(keeper, { passEpoch: 0, order: anOrder() })).outcome).toBe('conflict');
      expect((await committing(keeper, { passEpoch: 3, order: anOrder() })).outcome).toBe('committed');
      expect((await committing(keeper, { passEpoch: 3, profile })).outcome).toBe('committed');
    });

    test('a customer without a profile has the pass epoch 0', async () => {
      const keeper = await make();
      expect((await committing(keeper, { passEpoch: 1, events: [aJourneyEvent()] })).outcome).toBe('conflict');
      expect((await committing(keeper, { passEpoch: 0, events: [aJourneyEvent()] })).outcome).toBe('committed');
      expect((await committing(keeper, { passEpoch: 0, profile: aProfile() })).outcome).toBe('committed');
    });

    test('a hundred and one items are too many, and an order over 400 kB too large: both are said by name, and nothing is written', async () => {
      const keeper = await make();
      const events = Array.from({ length: 51 }, () => aJourneyEvent());
      await expect(committing(keeper, { events })).rejects.toThrow(TooLargeForProfile);
      const huge = anOrder({ lines: Array.from({ length: 500 }, () => ({ title: 'x'.repeat(1000) })) });
      await expect(committing(keeper, { order: huge, events: [aJourneyEvent()] })).rejects.toThrow(TooLargeForProfile);
      expect((await keeper.timeline(customer)).items).toEqual([]);
      expect((await committing(keeper, { events: events.slice(1) })).outcome).toBe('committed');
    });
  });
};

export const describeAnswers = (make: MakeKeeper): void => {
  describe('commands that were answered', () => {
    const clock = () => new Date('2026-08-01');

    test('a command sent twice is done once, and the second sees the first answer', async () => {
      const keeper = await make({ clock });
      expect((await committing(keeper, { answered: anAnswer, order: anOrder() })).outcome).toBe('committed');
      const again = await committing(keeper, {
        answered: { ...anAnswer, requestHash: 'other', answer: 'x' },
        order: anOrder({ version: 2 }),
      });
      expect(again).toEqual({ outcome: 'answered', before: anAnswer });
      expect((await keeper.read({ ...customer, orderId })).order?.version).toBe(1);
    });

    test('an answer is read together with what a decision needs, until it ends', async () => {
      let now = new Date(at('2026-08-01'));
      const keeper = await make({ clock: () => now });
      await committing(keeper, { answered: anAnswer, order: anOrder() });
      const read = () => keeper.read({ ...customer, orderId, answerKey: 'key-1', consistent: true });
      expect(await read()).toMatchObject({ order: { orderId }, answered: anAnswer });
      expect((await keeper.read({ ...customer, orderId, answerKey: 'key-2' })).answered).toBeUndefined();
      now = new Date(at('2026-08-02'));
      expect((await read()).answered).toBeUndefined();
    });

    test('already answered is said before someone was faster', async () => {
      const keeper = await make({ clock });
      await committing(keeper, { answered: anAnswer, order: anOrder() });
      expect((await committing(keeper, { answered: anAnswer, order: anOrder() })).outcome).toBe('answered');
    });

    test('of fifty that send one command at once, one is done and all others are answered', async () => {
      const keeper = await make({ clock });
      const outcomes = await Promise.all(
        Array.from({ length: 50 }, () => committing(keeper, { answered: anAnswer, events: [aJourneyEvent()] })),
      );
      expect(outcomes.filter(({ outcome }) => outcome === 'committed')).toHaveLength(1);
      expect(outcomes.filter(({ outcome }) => outcome === 'answered')).toHaveLength(49);
      expect((await keeper.timeline(customer)).items).toHaveLength(1);
    });

    test('an answer counts until its end, to the second, wherever it still lies', async () => {
      let now = new Date((anAnswer.expiresAt - 1) * 1000);
      const keeper = await make({ clock: () => now });
      await committing(keeper, { answered: anAnswer });
      expect((await committing(keeper, { answered: anAnswer })).outcome).toBe('answered');
      now = new Date(anAnswer.expiresAt * 1000);
      expect(
        (await committing(keeper, { answered: { ...anAnswer, expiresAt: anAnswer.expiresAt + 60 } })).outcome,
      ).toBe('committed');
      expect((await committing(keeper, { answered: anAnswer })).outcome).toBe('answered');
    });

    test("another customer's key of the same name is another key", async () => {
      const keeper = await make({ clock });
      await committing(keeper, { answered: anAnswer });
      expect(
        (await committing(keeper, { customer: aCustomer({ customerId: 'grace' }), answered: anAnswer })).outcome,
      ).toBe('committed');
    });
  });
};
