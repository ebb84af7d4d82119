// The same orders by EventBridge.
import { expect, test } from '@jest/globals';
import { NotUnderstood } from '../../shared/lambda/queue.ts';
import { aDoor, aShop } from '../../test/fakes/door.ts';
import { takePartnerEvent } from './take-partner-event.ts';

const envelope = (topic: string, payload: string) =>
  `{"detail-type":"shopifyWebhook","detail":{"metadata":{"X-Shopify-Topic":"${topic}"},"payload":${payload}}}`;

const transaction =
  '{"id":9007199254740993,"order_id":9007199254740995,"kind":"capture","status":"success","amount":"5.00","currency":"EUR","created_at":"2026-08-01T08:00:00Z"}';

test('a partner event is mapped as the webhook is, with the digits of its ids', async () => {
  const { dependencies, facts } = aDoor();
  await takePartnerEvent(envelope('order_transactions/create', transaction), { ...dependencies, shop: aShop });
  expect(facts).toMatchObject([{ data: { paymentId: '9007199254740993', orderId: '9007199254740995', amount: 500 } }]);
});

test.each([
  ['no topic', '{"detail":{"metadata":{},"payload":{}}}'],
  ['another shape', envelope('orders/create', '[]')],
])('%s is not understood', async (_, record) => {
  const { dependencies } = aDoor();
  await expect(takePartnerEvent(record, { ...dependencies, shop: aShop })).rejects.toThrow(NotUnderstood);
});

test('a bus that refuses makes the queue try again', async () => {
  const { dependencies } = aDoor({ busRefuses: true });
  const record = envelope('order_transactions/create', transaction);
  await expect(takePartnerEvent(record, { ...dependencies, shop: aShop })).rejects.toMatchObject({
    problem: { status: 503 },
  });
});
