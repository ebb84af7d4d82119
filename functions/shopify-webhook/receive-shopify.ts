// POST /api/connectors/shopify: a signed webhook (https://shopify.dev/docs/apps/build/webhooks/subscribe/https).
import { contactHasher } from '../../shared/journey/contact-hash.ts';
import { receiveWebhook, type Understood, type WebhookDependencies } from '../../shared/lambda/connector.ts';
import type { HttpRequest } from '../../shared/lambda/http.ts';
import { NotUnderstood } from '../../shared/lambda/queue.ts';
import { hmacOf, isSameSignature } from '../../shared/lambda/signature.ts';
import type { ShopRules } from '../../shared/profile/shop.ts';
import { parseKeepingDigits } from './digits.ts';
import { understandShopify } from './understand.ts';

export interface ShopifyDependencies extends WebhookDependencies {
  readonly shop: ShopRules;
  readonly readContactKey: () => Promise<string>;
}

const HEADERS = ['x-shopify-topic', 'x-shopify-shop-domain', 'x-shopify-webhook-id', 'x-shopify-hmac-sha256'];

export const receiveShopify = (with_: ShopifyDependencies) =>
  receiveWebhook({ isSigned, understand: (request) => understand(request, with_), headers: HEADERS }, with_);

const isSigned = ({ headers, rawBody }: HttpRequest, secret: string): boolean =>
  isSameSignature(hmacOf(secret, rawBody), Buffer.from(headers['x-shopify-hmac-sha256'] ?? '', 'base64'));

const understand = async (request: HttpRequest, with_: ShopifyDependencies): Promise<Understood> => {
  const topic = request.headers['x-shopify-topic'];
  if (!topic) throw new NotUnderstood('The header X-Shopify-Topic is missing.');
  const hasher = contactHasher({ key: await with_.readContactKey(), shop: with_.shop.shop });
  return understandShopify({ topic, body: readBody(request.rawBody) }, { shop: with_.shop, hasher });
};

const readBody = (rawBody: string): unknown => {
  try {
    return parseKeepingDigits(rawBody);
  } catch {
    throw new NotUnderstood('The body is not valid JSON.');
  }
};
