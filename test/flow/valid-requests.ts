// What each route's schema takes, generated. A route, a Shopify topic or a type of fact without an entry fails the build.
import fc from 'fast-check';
import { validFacts } from './valid-facts.ts';
import { id } from './valid-parts.ts';
import { easyPostBody, shopifyBodies } from './valid-webhooks.ts';

export interface ValidRequest {
  readonly body: unknown;
  /** Beside those that let it in. */
  readonly headers?: Readonly<Record<string, string>>;
}

const trackOrder = fc.record(
  {
    orderId: fc.oneof(fc.constant('1001'), id),
    olderScans: fc.record(
      { parcelId: fc.oneof(fc.constant('p-1'), id), after: fc.stringMatching(/^[\x21-\x7e]{1,400}$/) },
      { requiredKeys: ['parcelId'] },
    ),
  },
  { requiredKeys: [] },
);

const with_ = (body: fc.Arbitrary<unknown>, headers?: ValidRequest['headers']): fc.Arbitrary<ValidRequest> =>
  body.map((one) => ({ body: one, ...(headers && { headers }) }));

const ofShopify = Object.entries(shopifyBodies).map(([topic, body]) => with_(body, { 'x-shopify-topic': topic }));

/** By the route's path. */
export const validRequests: Readonly<Record<string, fc.Arbitrary<ValidRequest>>> = {
  '/api/micro-apps/track-order': with_(trackOrder),
  '/api/looks': with_(fc.record({ app: fc.constant('track-order') })),
  '/api/events': with_(validFacts),
  '/api/connectors/shopify': fc.oneof(...ofShopify),
  '/api/connectors/easypost': with_(easyPostBody),
};
