// The stacks as they would be deployed, read back from their templates: what the infra tests look at.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import { touchpointApp } from '../../infra/app.ts';
import { readAssembly } from '../../infra/local/assembly.ts';
import type { RawStatement } from '../../infra/local/policy.ts';
import { openTemplates } from '../../infra/local/templates.ts';
import { readShopConfig, type ShopConfig } from '../../infra/shop-config.ts';

// biome-ignore lint/suspicious/noExplicitAny: the properties of every resource type there is
export type Properties = any;

export interface Resource {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  readonly properties: Properties;
}

export interface Stacks {
  readonly shop: ShopConfig;
  readonly folder: string;
  all(type: string): readonly Resource[];
  /** What a function's role allows; the function by its name without the shop. */
  statementsOf(functionName: string): readonly RawStatement[];
  readonly outputs: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const ADDRESSES = { endpoint: 'http://endpoint', url: 'http://pages', apiUrl: 'http://api' };

/** Synthesizes everything that a shop may configure, so that nothing goes unlooked at. */
export const synthesize = (): Stacks => {
  const folder = mkdtempSync(join(tmpdir(), 'touchpoint-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const shop: ShopConfig = {
    ...readShopConfig(),
    embedOrigins: ['https://www.shop.example'],
    passKeys: ['second', 'first'],
    alarmEmail: 'alarms@shop.example',
    shopifyEventSource: 'aws.partner/shopify.com/1/orders',
  };
  touchpointApp({ shop, outdir: folder, checked: true }).synth();
  const stacks = readAssembly(folder);
  const templates = openTemplates({ stacks, addresses: ADDRESSES, secret: (key) => `<secret ${key}>` });
  const all = (type: string) => templates.all<Properties>(type);
  return { shop, folder, all, outputs: templates.outputs(), statementsOf: (name) => statementsOf(all, name) };
};

const statementsOf = (all: Stacks['all'], functionName: string): readonly RawStatement[] => {
  const [found] = all('AWS::Lambda::Function').filter(({ name }) => name === `touchpoint-demo-${functionName}`);
  if (!found) throw new Error(`There is no function ${functionName}.`);
  const role = all('AWS::IAM::Role').find(({ arn }) => arn === found.properties.Role);
  return all('AWS::IAM::Policy')
    .filter(({ properties }) => properties.Roles.includes(role?.name))
    .flatMap(({ properties }) => properties.PolicyDocument.Statement as RawStatement[]);
};

export const listOf = <Item>(value: Item | readonly Item[] | undefined): readonly Item[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value as Item];
