// The one file that says whose suite is deployed, and where: read by the CDK app, the local run and the operator's commands.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { type ShopRules, shopRules } from '../shared/profile/shop.ts';

/** Function names hold the shop's id, and AWS allows them 64 characters. */
const MOST_CHARACTERS_OF_A_SHOP = 32;

const origin = z.string().refine((text) => URL.canParse(text) && new URL(text).origin === text, {
  error: 'must be an origin such as https://www.example.com, without a path',
});

/** What a shop deploys. Every field is in `infra/shop.json`, or may be added to it. */
export const shopConfig = z.strictObject({
  ...shopRules.shape,
  shop: shopRules.shape.shop.refine((id) => id.length <= MOST_CHARACTERS_OF_A_SHOP, {
    error: `must have at most ${MOST_CHARACTERS_OF_A_SHOP} characters`,
  }),
  /** AWS region of everything but the edge's firewall. */
  region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be an AWS region such as eu-west-1'),
  /** Where a person of the shop answers: pages show it. */
  contact: z.string().regex(/^(https:\/\/|mailto:)\S+$/, 'must be an https: or mailto: address'),
  /** `#rrggbb`: pages carry it, made readable on light and on dark. */
  brandColour: z.string().regex(/^#[0-9a-f]{6}$/, 'must be a colour such as #2c5d4b'),
  /** Origins of shop pages that embed a micro-app. Our own pages need none. */
  embedOrigins: z.array(origin).max(20).default([]),
  /** Names of the keys that sign passes, newest first. Rotation puts a new name in front; the old one goes after the longest pass. */
  passKeys: z
    .array(z.string().regex(/^[a-z0-9]{1,20}$/, 'must be 1 to 20 lower-case letters and digits'))
    .min(1)
    .max(2),
  /** Raised by one after a new origin secret was put: the deploy then hands it to the edge. */
  originSecretRevision: z.int().positive(),
  /** Alarms are mailed there, once the address has confirmed it. */
  alarmEmail: z.email().optional(),
  /** Name of Shopify's partner event source, as EventBridge shows it once Shopify made it. */
  shopifyEventSource: z
    .string()
    .regex(
      /^aws\.partner\/shopify\.com(\.test)?\/[^/]+\/.+$/,
      'must be a name such as aws.partner/shopify.com/1/orders',
    )
    .optional(),
});
export type ShopConfig = z.infer<typeof shopConfig>;

/**
 * Reads a shop's file; without a name the project's own `infra/shop.json`.
 * @throws Error with a sentence for each field that is missing or wrong
 */
export const readShopConfig = (file: string = fileURLToPath(new URL('shop.json', import.meta.url))): ShopConfig => {
  const result = shopConfig.safeParse(readJson(file));
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message }) => `${path.join('.') || 'the file'}: ${message}`);
  throw new Error(`${file} cannot be used.\n${faults.join('\n')}`);
};

const readJson = (file: string): unknown => {
  const text = readFileSync(file, 'utf8');
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`${file} cannot be used: it is not valid JSON.`, { cause });
  }
};

/** The part of it that functions see. */
export const rulesOf = (shop: ShopConfig): ShopRules => shopRules.parse(shop);
