// A person looked: one event a pass and hour, and nothing for a pass that was revoked.

import { beforeEach, expect, test } from '@jest/globals';
import { newEventId } from '../../shared/journey/event-ids.ts';
import { aCustomer, aProfile } from '../../test/builders/customer.ts';
import { at } from '../../test/builders/instants.ts';
import { aPass } from '../../test/builders/pass.ts';
import { aRequest } from '../../test/fakes/door.ts';
import { inMemoryProfile } from '../../test/fakes/in-memory-profile.ts';
import { inMemoryPassKeys } from '../../test/fakes/pass-keys.ts';
import { reportLook } from './report-look.ts';

const keys = inMemoryPassKeys();
let now = new Date(at('2026-08-01T12:10'));
let profile = inMemoryProfile({ clock: () => now });

beforeEach(async () => {
  now = new Date(at('2026-08-01T12:10'));
  profile = inMemoryProfile({ clock: () => now });
  await profile.commit({ customer: aCustomer(), profile: aProfile(), events: [] });
});

const look = async ({ pass = aPass(), app = 'track-order' } = {}) => {
  const report = reportLook({ profile, passes: keys.verifier, now: () => now, newId: newEventId });
  const authorization = `Bearer ${await keys.signer.sign(pass)}`;
  return report(aRequest(JSON.stringify({ app }), { authorization }));
};
const looks = async () => (await profile.timeline(aCustomer())).items;

test('twenty reports at once are one event, and another hour is another', async () => {
  const replies = await Promise.all(Array.from({ length: 20 }, () => look()));
  expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([202]));
  now = new Date(at('2026-08-01T13:00'));
  await look();
  expect(await looks()).toMatchObject([
    { type: 'CustomerLooked' },
    { type: 'CustomerLooked', aggregate: 'pass/pass-1' },
  ]);
});

test('a revoked pass reports nothing', async () => {
  await expect(look({ pass: aPass({ epoch: 1 }) })).rejects.toMatchObject({ problem: { status: 401 } });
  expect(await looks()).toEqual([]);
});

test('a pass for another app reports nothing', async () => {
  await expect(look({ app: 'request-refund' })).rejects.toMatchObject({ problem: { status: 403 } });
});

test('a look that loses against other changes is no fault of the customer', async () => {
  profile.commit = async () => ({ outcome: 'conflict' });
  expect((await look()).status).toBe(202);
});
