// POST /api/connectors/easypost: a signed tracker event (https://docs.easypost.com/guides/webhooks-guide).
import { receiveWebhook, type Understood, type WebhookDependencies } from '../../shared/lambda/connector.ts';
import type { HttpRequest } from '../../shared/lambda/http.ts';
import { NotUnderstood } from '../../shared/lambda/queue.ts';
import { hmacOf, isSameSignature } from '../../shared/lambda/signature.ts';
import type { ShopId } from '../../shared/profile/ids.ts';
import { understandEasyPost } from './tracker.ts';

export interface EasyPostDependencies extends WebhookDependencies {
  readonly shop: ShopId;
}

export const receiveEasyPost = (with_: EasyPostDependencies) =>
  receiveWebhook(
    { isSigned, understand: (request) => understand(request, with_), headers: ['x-hmac-signature'] },
    with_,
  );

const PREFIX = 'hmac-sha256-hex=';

/** `X-Hmac-Signature: hmac-sha256-hex=<hex>`, with the secret in Unicode form NFKD, as EasyPost's own clients have it. */
const isSigned = ({ headers, rawBody }: HttpRequest, secret: string): boolean => {
  const given = headers['x-hmac-signature'] ?? '';
  if (!given.startsWith(PREFIX)) return false;
  return isSameSignature(hmacOf(secret.normalize('NFKD'), rawBody), Buffer.from(given.slice(PREFIX.length), 'hex'));
};

const understand = ({ rawBody }: HttpRequest, { shop }: EasyPostDependencies): Understood => {
  try {
    return understandEasyPost(JSON.parse(rawBody), { shop });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new NotUnderstood('The body is not valid JSON.');
  }
};
