// A folder of Shopify's bodies as they stand in documentation and libraries: each becomes the webhook that would carry it.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parseForWriting, withRaisedIds } from './exact-json.ts';
import { SEED_TABLES, webhooksOfSeeds } from './shopify-seeds.ts';

export interface Webhook {
  /** File and, where it holds several, which of them. */
  readonly name: string;
  readonly topic: string;
  readonly body: string;
}

/** A record as EventBridge's partner bus carries it. */
interface Envelope {
  readonly name: string;
  /** JSON text of metadata and payload. */
  readonly detail: string;
  /** The webhook that is in it, where it is one that is mapped. */
  readonly carries?: Webhook;
}

export interface ShopifyFolder {
  readonly webhooks: readonly Webhook[];
  readonly envelopes: readonly Envelope[];
  readonly outOfScope: readonly { readonly name: string; readonly reason: string }[];
}

/** Which topic carries a resource, by the name of its field in the file. */
const TOPICS: Readonly<Record<string, string>> = {
  order: 'orders/updated',
  orders: 'orders/updated',
  fulfillment: 'fulfillments/update',
  fulfillment_event: 'fulfillment_events/create',
  fulfillment_events: 'fulfillment_events/create',
  refund: 'refunds/create',
  transaction: 'order_transactions/create',
  transactions: 'order_transactions/create',
  customer: 'customers/update',
};

const OUT_OF_SCOPE: Readonly<Record<string, string>> = {
  draft_order: 'a draft is no order yet',
  customer_address: 'addresses come with their customer',
  fulfillment_order: 'tells the warehouse what to pack; parcels come as fulfillments',
  original_fulfillment_order: 'tells the warehouse what to pack; parcels come as fulfillments',
  events: "Shopify's own log",
  tender_transactions: 'the same money comes as transactions',
  webhook: 'a setting of Shopify',
};

/** Above 2^53 for sure: 25 digits. No set holds such ids, so a copy of each body gets them. */
const RAISED = '90071992547';
const RAISED_BY_PARTNER = '90071992548';

export const readShopifyFolder = (folder: string): ShopifyFolder => {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8').replace(/^\uFEFF/, '');
  const files = names.filter((name) => name.endsWith('.json')).map((name) => readFile(name, read(name)));
  const tables = names.filter((name) => name.endsWith('.csv'));
  const [seeds = ''] = tables.map(dirname);
  const fromFiles = files.flatMap(({ webhooks }) => webhooks);
  return {
    webhooks: [
      ...fromFiles,
      ...fromFiles.filter(({ body }) => isJson(body)).map((webhook) => raised(webhook, RAISED)),
      ...(tables.length > 0 ? webhooksOfSeeds((table) => read(join(seeds, table))) : []),
    ],
    envelopes: files
      .flatMap(({ envelopes }) => envelopes)
      .flatMap((envelope) => [envelope, ...filled(envelope, fromFiles)]),
    outOfScope: [...files.flatMap(({ outOfScope }) => outOfScope), ...tables.flatMap(tableOutOfScope)],
  };
};

const readFile = (name: string, text: string): ShopifyFolder => {
  const nothing: ShopifyFolder = { webhooks: [], envelopes: [], outOfScope: [] };
  // What is no JSON was never a resource: the connector must say so and keep it.
  if (!isJson(text)) return { ...nothing, webhooks: [{ name, topic: 'orders/updated', body: text }] };
  if (name.endsWith('.envelope.json'))
    return { ...nothing, envelopes: [{ name, detail: JSON.stringify(detailOf(text)) }] };
  const [field, content] = contentOf(name, parseForWriting(text));
  const topic = TOPICS[field];
  if (!topic) return { ...nothing, outOfScope: [{ name, reason: OUT_OF_SCOPE[field] ?? 'a piece of a resource' }] };
  const resources: readonly unknown[] = Array.isArray(content) ? content : [content];
  return {
    ...nothing,
    webhooks: resources.map((resource, index) => ({
      name: resources.length > 1 ? `${name} (${index + 1})` : name,
      topic,
      body: JSON.stringify(resource),
    })),
  };
};

/** A file holds `{"order": {...}}`, or a bare list that is called as the file is. */
const contentOf = (name: string, parsed: unknown): readonly [string, unknown] => {
  if (Array.isArray(parsed)) return [basename(name, '.json'), parsed];
  const [first] = Object.entries(parsed ?? {});
  return first ?? ['', undefined];
};

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

const raised = ({ name, topic, body }: Webhook, prefix: string): Webhook => ({
  name: `${name} with ids above 2^53`,
  topic,
  body: withRaisedIds(body, prefix),
});

interface Detail {
  readonly metadata: object;
  readonly payload: unknown;
}

const detailOf = (text: string): Detail => (parseForWriting(text) as { detail: Detail }).detail;

/** The envelope around orders, which is what a shop would have EventBridge carry. */
const filled = (envelope: Envelope, webhooks: readonly Webhook[]): readonly Envelope[] =>
  webhooks
    .filter(({ topic, body }) => topic === 'orders/updated' && isJson(body))
    .map((webhook) => {
      const carries = raised(webhook, RAISED_BY_PARTNER);
      const { metadata } = parseForWriting(envelope.detail) as Detail;
      const payload = parseForWriting(carries.body);
      return {
        name: `${envelope.name} around ${webhook.name}`,
        detail: JSON.stringify({ metadata: { ...metadata, 'X-Shopify-Topic': webhook.topic }, payload }),
        carries,
      };
    });

const tableOutOfScope = (name: string) => {
  const table = basename(name);
  if (Object.values<string>(SEED_TABLES).includes(table)) return [];
  const reason = table.startsWith('shopify_gql_')
    ? 'in the shape of GraphQL'
    : 'tells nothing of orders, parcels or refunds';
  return [{ name, reason }];
};
