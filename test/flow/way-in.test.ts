// From a shop's and a carrier's HTTP request to the order as the profile knows it, in memory.

import { createHmac } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { receiveEasyPost } from '../../functions/easypost-webhook/receive-easypost.ts';
import { project } from '../../functions/projector/project.ts';
import { receiveShopify } from '../../functions/shopify-webhook/receive-shopify.ts';
import { newEventId } from '../../shared/journey/event-ids.ts';
import type { HttpRequest } from '../../shared/lambda/http.ts';
import { orderId } from '../../shared/profile/ids.ts';
import { SHOP } from '../builders/customer.ts';
import { at } from '../builders/instants.ts';
import { aDoor, aRequest, aShop, WEBHOOK_SECRET } from '../fakes/door.ts';
import { inMemoryProfile } from '../fakes/in-memory-profile.ts';

const hmac = (body: string) => createHmac('sha256', WEBHOOK_SECRET).update(body);

const fromShopify = (topic: string, body: object): HttpRequest => {
  const text = JSON.stringify(body);
  return aRequest(text, { 'x-shopify-topic': topic, 'x-shopify-hmac-sha256': hmac(text).digest('base64') });
};

const fromEasyPost = (body: object): HttpRequest => {
  const text = JSON.stringify(body);
  return aRequest(text, { 'x-hmac-signature': `hmac-sha256-hex=${hmac(text).digest('hex')}` });
};

test('a carrier’s scan that comes before the parcel, and a parcel before its order, end on the order of the guest', async () => {
  const door = aDoor();
  const shopify = receiveShopify({ ...door.dependencies, shop: aShop });
  const easyPost = receiveEasyPost({ ...door.dependencies, shop: SHOP });

  await easyPost(
    fromEasyPost({
      description: 'tracker.updated',
      result: {
        id: 'trk_1',
        object: 'Tracker',
        carrier: 'DHL Express',
        tracking_code: 'A1',
        updated_at: '2026-08-03T10:00:00Z',
        tracking_details: [{ datetime: '2026-08-03T09:00:00Z', status: 'delivered', signed_by: 'A. BYRON' }],
      },
    }),
  );
  const created = { created_at: '2026-08-01T10:00:00Z', updated_at: '2026-08-01T10:00:00Z' };
  const lines = [{ id: 11, title: 'Mug', quantity: 1, price: '12.99' }];
  const parcel = {
    ...created,
    id: 31,
    order_id: 1001,
    tracking_company: 'DHL-Express',
    tracking_number: 'A1',
    line_items: lines,
  };
  await shopify(fromShopify('fulfillments/create', parcel));
  const order = {
    ...created,
    id: 1001,
    name: '#1001',
    email: 'ada@example.com',
    currency: 'GBP',
    total_price: '12.99',
    line_items: lines,
  };
  await shopify(fromShopify('orders/create', order));

  const profile = inMemoryProfile();
  const with_ = {
    ...door.dependencies,
    profile,
    log: { warn: () => undefined },
    newId: newEventId,
    pause: async () => undefined,
  };
  for (const fact of door.facts) await project(fact, with_);

  const [target] = await profile.find({ shop: SHOP, kind: 'order_number', orderNumber: '#1001' });
  expect(target).toMatchObject({ orderId: orderId.parse('1001'), customerId: expect.stringMatching(/^guest-/) });
  const known = target && (await profile.read(target));
  expect(known?.order).toMatchObject({
    total: 1299,
    lines: [{ quantity: { ordered: 1, shipped: 1, delivered: 1 } }],
    parcels: [{ status: 'delivered', deliveredAt: at('2026-08-03T09:00') }],
  });
  expect(known?.profile?.contacts).toHaveLength(1);
  expect(await profile.waitingSince({ before: at('2030-01-01') })).toEqual([]);
  expect(door.letters).toEqual([]);
});
