// The story of parcels in trouble: each state carries the one step that helps, and its day.
import { expect, test } from '@jest/globals';
import { shopRules } from '../../shared/profile/shop.ts';
import { at } from '../../test/builders/instants.ts';
import { aParcel, aPromise, aScan } from '../../test/builders/parcel.ts';
import { findTrouble } from './trouble.ts';

const shopWaiting = (tracking: { staleAfterDays: number; lostAfterDays: number }) =>
  shopRules.parse({ shop: 'northwind', name: 'Northwind', timeZone: 'Europe/Berlin', tracking });
const shop = shopWaiting({ staleAfterDays: 5, lostAfterDays: 7 });

const troubleOf = (parcel: ReturnType<typeof aParcel>, on = '2026-08-03T10:00', of = shop) =>
  findTrouble(parcel, { now: at(on), shop: of });

test.each([
  [
    'a late parcel can be reported lost seven days after the promise',
    '2026-08-08',
    { kind: 'late', nextStep: 'wait', day: '2026-08-12' },
  ],
  ['from that day on it is offered', '2026-08-12', { kind: 'late', nextStep: 'report_lost' }],
])('%s', (_title, on, trouble) => {
  const scans = [aScan({ time: at('2026-08-08') })];
  expect(troubleOf(aParcel({ promises: [aPromise({ by: '2026-08-05' })], scans }), on)).toEqual(trouble);
});

test('after a failed attempt the parcel can be fetched until its last day', () => {
  const pickupPoint = { name: 'Corner Shop', address: '1 High Street', until: '2026-08-10' };
  expect(troubleOf(aParcel({ status: 'failed_attempt', pickupPoint }))).toEqual({
    kind: 'failed_attempt',
    nextStep: 'fetch_it',
    day: '2026-08-10',
  });
});

test('a parcel that waits to be fetched is in no trouble, however long ago it was promised', () => {
  const pickupPoint = { name: 'Corner Shop', address: '1 High Street', until: '2026-08-20' };
  const parcel = aParcel({ status: 'available_for_pickup', promises: [aPromise({ by: '2026-08-01' })], pickupPoint });
  expect(troubleOf(parcel, '2026-08-20')).toBeUndefined();
});

test('nobody waits for a parcel past its last day at the pick-up point without news', () => {
  const pickupPoint = { name: 'Corner Shop', address: '1 High Street', until: '2026-08-09' };
  const parcel = aParcel({ status: 'available_for_pickup', statusAt: at('2026-08-02T09:00'), pickupPoint });
  expect(troubleOf(parcel, '2026-08-09')).toBeUndefined();
  expect(troubleOf(parcel, '2026-08-10')).toEqual({ kind: 'stale', nextStep: 'report_lost' });
});

test.each([
  ['the carrier comes again', '2026-08-06', { kind: 'failed_attempt', nextStep: 'be_at_home', day: '2026-08-09' }],
  ['if it does not, the parcel is stale', '2026-08-07', { kind: 'stale', nextStep: 'wait', day: '2026-08-09' }],
  ['after seven silent days it can be reported lost', '2026-08-09', { kind: 'stale', nextStep: 'report_lost' }],
])('without a place to fetch it %s', (_title, on, trouble) => {
  const promises = [aPromise({ by: '2026-07-20' })];
  const parcel = aParcel({ status: 'failed_attempt', statusAt: at('2026-08-02T09:00'), promises });
  expect(troubleOf(parcel, on)).toEqual(trouble);
});

test('a failed attempt can be reported lost even where a shop waits longer before it calls a parcel stale', () => {
  const patient = shopWaiting({ staleAfterDays: 30, lostAfterDays: 7 });
  const parcel = aParcel({ status: 'failed_attempt', statusAt: at('2026-08-02T09:00') });
  expect(troubleOf(parcel, '2026-08-09', patient)).toEqual({ kind: 'failed_attempt', nextStep: 'report_lost' });
});

test.each(['returned_to_sender', 'undeliverable'] as const)('a parcel that is %s needs a person', (status) => {
  expect(troubleOf(aParcel({ status }))).toEqual({ kind: status, nextStep: 'ask_a_person' });
});
