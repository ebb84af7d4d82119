// Shopify's webhooks by EventBridge (partner bus -> rule -> queue -> here): authenticated by AWS, mapped as the signed ones are.
import * as z from 'zod';
import { contactHasher } from '../../shared/journey/contact-hash.ts';
import { type ConnectorDependencies, takeIn } from '../../shared/lambda/connector.ts';
import { faultsOf, NotUnderstood } from '../../shared/lambda/queue.ts';
import type { ShopRules } from '../../shared/profile/shop.ts';
import { parseKeepingDigits } from '../shopify-webhook/digits.ts';
import { understandShopify } from '../shopify-webhook/understand.ts';

export interface PartnerDependencies extends ConnectorDependencies {
  readonly shop: ShopRules;
  readonly readContactKey: () => Promise<string>;
}

const partnerEvent = z.object({
  detail: z.object({ metadata: z.object({ 'X-Shopify-Topic': z.string() }), payload: z.unknown() }),
});

/**
 * `record`: the queue's record to the letter, since its ids exceed 2^53.
 * @throws NotUnderstood
 */
export const takePartnerEvent = async (record: string, with_: PartnerDependencies): Promise<void> => {
  const result = partnerEvent.safeParse(parseKeepingDigits(record));
  if (!result.success) throw new NotUnderstood(faultsOf(result.error));
  const { metadata, payload } = result.data.detail;
  const hasher = contactHasher({ key: await with_.readContactKey(), shop: with_.shop.shop });
  const understood = understandShopify(
    { topic: metadata['X-Shopify-Topic'], body: payload },
    { shop: with_.shop, hasher },
  );
  await takeIn(understood, with_);
};
