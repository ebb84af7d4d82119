// What every mapping from Shopify to facts stands on.
import type { ContactHasher } from '../../shared/journey/contact-hash.ts';
import type { ShopRules } from '../../shared/profile/shop.ts';

export interface MappingContext {
  readonly shop: Pick<ShopRules, 'shop' | 'timeZone'>;
  readonly hasher: ContactHasher;
}

/** The fact's id is made of Shopify's own ids and times: what is delivered twice is one fact. */
export const envelope = ({ shop }: MappingContext, source: readonly string[], time: string) =>
  ({ id: ['shopify', ...source].join('/'), schemaVersion: 1, time, shop: shop.shop }) as const;
