// EasyPost's tracker events, as EasyPost sends them.
import { createHmac } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { SHOP } from '../../test/builders/customer.ts';
import { aDoor, aRequest } from '../../test/fakes/door.ts';
import { receiveEasyPost } from './receive-easypost.ts';
import { statusOf } from './status.ts';

// Two ways to write one text: EasyPost signs with the decomposed form.
const SECRET = 'sécrét-of-the-webhook';

const signed = (body: unknown) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const hex = createHmac('sha256', SECRET.normalize('NFKD')).update(text).digest('hex');
  return aRequest(text, { 'x-hmac-signature': `hmac-sha256-hex=${hex}` });
};

const told = async (body: unknown) => {
  const door = aDoor();
  const receive = receiveEasyPost({
    ...door.dependencies,
    shop: SHOP,
    readSecret: async () => SECRET.normalize('NFC'),
  });
  return { ...door, reply: await receive(signed(body)) };
};

const detail = {
  datetime: '2026-08-02T09:30:00Z',
  status: 'in_transit',
  status_detail: 'arrived_at_facility',
  message: 'Arrived',
  carrier_code: 'AR',
  tracking_location: { city: 'LEEDS', state: null, country: 'GB', zip: 'LS1 1AA' },
};
const tracker = {
  id: 'trk_1',
  object: 'Tracker',
  tracking_code: 'RM0001GB',
  carrier: 'RoyalMail',
  updated_at: '2026-08-02T09:31:00Z',
  signed_by: null,
  est_delivery_date: '2026-08-05T00:00:00Z',
  tracking_details: [detail],
  carrier_detail: { est_delivery_date_local: null },
};
const updated = (of: object = {}) => ({ description: 'tracker.updated', result: { ...tracker, ...of } });

test('a tracker tells scans and the promised day', async () => {
  const { facts, reply } = await told(updated());
  expect(reply).toEqual({ status: 202, body: { accepted: 2 } });
  const parcel = { carrier: 'RoyalMail', trackingNumber: 'RM0001GB' };
  expect(facts.map(({ data }) => data)).toEqual([
    {
      parcel,
      scan: {
        time: '2026-08-02T09:30:00.000Z',
        status: 'in_transit',
        rawCode: 'AR',
        rawText: 'Arrived',
        place: 'LEEDS, GB',
      },
    },
    { parcel, promise: { by: '2026-08-05', at: '2026-08-02T09:31:00.000Z' } },
  ]);
});

test('the day where the parcel arrives goes before the other', async () => {
  const { facts } = await told(updated({ carrier_detail: { est_delivery_date_local: '2026-08-06' } }));
  expect(facts.at(-1)).toMatchObject({ data: { promise: { by: '2026-08-06' } } });
});

test.each(['2026-08-05T00:00:00Z', '2026-08-05T00:00:00+02:00', '2026-08-05T23:00:00-08:00', '2026-08-05'])(
  'promised for %s is promised for the 5th',
  async (est_delivery_date) => {
    const { facts } = await told(updated({ est_delivery_date }));
    expect(facts.at(-1)).toMatchObject({ data: { promise: { by: '2026-08-05' } } });
  },
);

test.each([[null], ['soon']])('a detail whose time is %j is no scan, and the others are', async (datetime) => {
  const { facts, letters } = await told(updated({ tracking_details: [{ ...detail, datetime }, detail] }));
  expect(facts.map(({ type }) => type)).toEqual(['ParcelScanned', 'ParcelPromiseChanged']);
  expect(letters).toEqual([]);
});

test('told again, the scans are the same facts', async () => {
  const [first, second] = [await told(updated()), await told(updated({ updated_at: '2026-08-03T00:00:00Z' }))];
  expect(second.facts[0]).toEqual(first.facts[0]);
});

test('who signed is never kept, but that someone did is', async () => {
  const delivered = { ...detail, status: 'delivered', message: 'Delivered, signed for by A. BYRON' };
  const { facts } = await told(updated({ signed_by: 'A. BYRON', tracking_details: [delivered] }));
  expect(facts[0]).toMatchObject({ data: { proofOfDelivery: { kind: 'signature' }, scan: { status: 'delivered' } } });
  expect(JSON.stringify(facts)).not.toMatch(/byron/i);
});

test.each([
  ['pre_transit', 'label_created', 'label_created'],
  ['in_transit', 'weather_delay', 'delayed'],
  ['in_transit', 'departed_facility', 'in_transit'],
  ['out_for_delivery', 'out_for_delivery', 'out_for_delivery'],
  ['available_for_pickup', 'arrived_at_pickup_location', 'available_for_pickup'],
  ['delivered', 'arrived_at_destination', 'delivered'],
  ['return_to_sender', 'return', 'returned_to_sender'],
  ['failure', 'delivery_exception', 'failed_attempt'],
  ['failure', 'lost', 'exception'],
  ['cancelled', 'cancelled', 'canceled'],
  ['unknown', 'unknown', undefined],
  ['error', 'expired', undefined],
  ['teleported', 'constructor', undefined],
])('%s with %s is %s', (status, statusDetail, expected) => {
  expect(statusOf(status, statusDetail).status).toBe(expected);
});

describe('what is not as it should be', () => {
  test('a wrong signature is refused', async () => {
    const { dependencies } = aDoor();
    const receive = receiveEasyPost({ ...dependencies, shop: SHOP });
    for (const headers of [{}, { 'x-hmac-signature': 'hmac-sha256-hex=00' }, signed(updated()).headers]) {
      await expect(receive(aRequest('{}', headers))).rejects.toMatchObject({ problem: { status: 401 } });
    }
  });

  test.each([['{'], ['null'], [{ description: 'tracker.updated', result: { object: 'Batch' } }]])(
    '%j is kept whole with the reason, and EasyPost goes on',
    async (body) => {
      const { reply, letters } = await told(body);
      expect(reply.status).toBe(202);
      expect(letters).toHaveLength(1);
    },
  );

  test.each([
    ['another event', { description: 'batch.created', result: {} }],
    ['a return', updated({ is_return: true })],
  ])('%s is accepted and tells nothing', async (_, body) => {
    const { reply, facts, letters } = await told(body);
    expect([reply.status, facts, letters]).toEqual([202, [], []]);
  });
});
