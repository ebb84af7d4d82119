// The CDK app: what a shop's config becomes. The CLI deploys it; the local run starts what it synthesizes.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { App, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import * as register from '../micro-apps/index.ts';
import type { AnyMicroApp } from '../shared/contract/micro-app.ts';
import { acknowledgeFindings } from './acknowledgements.ts';
import { AppStack } from './app-stack.ts';
import { bundleFunctions } from './bundle.ts';
import { DataStack } from './data-stack.ts';
import { EdgeStack } from './edge-stack.ts';
import { buildPages } from './pages.ts';
import type { ShopConfig } from './shop-config.ts';

/** Every micro-app of the register, in its order. */
export const registeredApps: readonly AnyMicroApp[] = Object.values(register);

interface TouchpointAppProps {
  readonly shop: ShopConfig;
  /** Folder of the assembly; bundles and pages are made in `<outdir>/built`. */
  readonly outdir: string;
  /** Rule packs and template linter, for what is deployed. They take longer than all the rest: the local run goes without. */
  readonly checked?: boolean;
}

/**
 * The suite of one shop, ready to synthesize: no environment, no network, no look-ups.
 * @example touchpointApp({ shop: readShopConfig(), outdir: 'cdk.out', checked: true }).synth()
 */
export const touchpointApp = ({ shop, outdir, checked = false }: TouchpointAppProps): App => {
  const built = resolve(outdir, 'built');
  const bundles = bundleFunctions({ outFolder: join(built, 'bundles') });
  const pages = buildPages({ shop, apps: registeredApps, outFolder: join(built, 'pages') });
  const app = new App({
    outdir,
    context: featureFlags(),
    analyticsReporting: false,
    builtinCloudFormationValidation: checked,
  });
  const name = `touchpoint-${shop.shop}`;

  const edge = new EdgeStack(app, `${name}-edge`, { env: { region: 'us-east-1' }, crossRegionReferences: true });
  const data = new DataStack(app, `${name}-data`, { env: { region: shop.region }, terminationProtection: true, shop });
  const suite = new AppStack(app, name, {
    env: { region: shop.region },
    crossRegionReferences: true,
    shop,
    apps: registeredApps,
    bundles,
    pages,
    data,
    firewallArn: edge.firewallArn,
  });

  Tags.of(app).add('touchpoint-shop', shop.shop);
  if (checked) Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  acknowledgeFindings({ data, suite });
  return app;
};

/** The CLI hands these over by itself; a synth in this process must give the same templates. */
const featureFlags = (): Record<string, unknown> => {
  const { context } = JSON.parse(readFileSync(new URL('../cdk.json', import.meta.url), 'utf8'));
  return context as Record<string, unknown>;
};
