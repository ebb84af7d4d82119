// Sends webhooks the way Shopify and EasyPost do: signed with the secret that the stack knows them by.
import { createHmac } from 'node:crypto';
import { readStackSecret } from './send-facts.ts';
import type { Target } from './target.ts';

export interface WebhookAnswer {
  readonly status: number;
  readonly body: unknown;
}

export interface WebhookSender {
  /** `body` goes to the letter. */
  send(webhook: { readonly body: string; readonly topic?: string }): Promise<WebhookAnswer>;
}

/** https://shopify.dev/docs/apps/build/webhooks/subscribe/https. @example (await shopifySender(target)).send({ topic: 'orders/create', body }) */
export const shopifySender = async (target: Target): Promise<WebhookSender> => {
  const secret = await readSigningSecret(target, 'ShopifySecret');
  return {
    send: ({ body, topic = '' }) =>
      postWebhook(`${target.output('Url')}/api/connectors/shopify`, body, {
        'x-shopify-topic': topic,
        'x-shopify-shop-domain': 'replay.myshopify.com',
        'x-shopify-hmac-sha256': createHmac('sha256', secret).update(body).digest('base64'),
      }),
  };
};

/** https://docs.easypost.com/guides/webhooks-guide */
export const easyPostSender = async (target: Target): Promise<WebhookSender> => {
  const secret = await readSigningSecret(target, 'EasyPostSecret');
  return {
    send: ({ body }) => {
      const hash = createHmac('sha256', secret.normalize('NFKD')).update(body).digest('hex');
      return postWebhook(`${target.output('Url')}/api/connectors/easypost`, body, {
        'x-hmac-signature': `hmac-sha256-hex=${hash}`,
      });
    },
  };
};

/** While a secret changes it is kept as `{"current":"...","previous":"..."}`. */
const readSigningSecret = async (target: Target, output: string): Promise<string> => {
  const text = await readStackSecret(target, output);
  return text.startsWith('{') ? (JSON.parse(text) as { current: string }).current : text.trim();
};

/** Posts a body as it is, under headers that stand for who sent it. */
export const postWebhook = async (
  url: string,
  body: string,
  headers: Readonly<Record<string, string>>,
): Promise<WebhookAnswer> => {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body,
  });
  const text = await answer.text();
  return { status: answer.status, body: text ? JSON.parse(text) : undefined };
};
