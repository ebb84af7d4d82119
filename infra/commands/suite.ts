// The whole suite on this machine: synthesized and started. `npm start`, the replays, the bench and the browser tests share it.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { touchpointApp } from '../app.ts';
import { type LocalStack, type LocalStackSettings, startLocalStack } from '../local/local-stack.ts';
import { readShopConfig, type ShopConfig } from '../shop-config.ts';
import { type Target, targetOf } from './target.ts';

export interface Suite {
  readonly stack: LocalStack;
  readonly shop: ShopConfig;
  readonly target: Target;
  stop(): Promise<void>;
}

/** Shopify can send by EventBridge too: AWS makes its bus on Shopify's word, this machine makes it at once. */
export const localShopConfig = (): ShopConfig => ({
  ...readShopConfig(process.env.SHOP_FILE),
  shopifyEventSource: 'aws.partner/shopify.com/1/demo',
});

/**
 * Synthesizes and starts the suite; this process becomes its operator.
 * @param folder everything is kept in it, for the next start
 * @example const { stack, target } = await startSuite({ folder: '.touchpoint', port: 8420 });
 */
export const startSuite = async (
  given: { readonly folder: string } & Pick<LocalStackSettings, 'port' | 'fresh' | 'onLog'>,
): Promise<Suite> => {
  const { folder: named, ...settings } = given;
  const folder = resolve(named);
  mkdirSync(folder, { recursive: true });
  const shop = localShopConfig();
  const assemblyFolder = join(folder, 'cdk.out');
  touchpointApp({ shop, outdir: assemblyFolder }).synth();
  const stack = await startLocalStack({ ...settings, assemblyFolder, dataFolder: join(folder, 'data') });
  Object.assign(process.env, stack.operatorEnvironment);
  return { stack, shop, target: targetOf(stack.outputs), stop: () => stack.stop() };
};

/** A suite of its own in a temporary folder on free ports; nothing of it stays. */
export const startTemporarySuite = async (settings: Pick<LocalStackSettings, 'onLog'> = {}): Promise<Suite> => {
  const folder = mkdtempSync(join(tmpdir(), 'touchpoint-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const suite = await startSuite({ folder, port: 0, ...settings });
    const stop = async (): Promise<void> => {
      await suite.stop();
      remove();
    };
    return { ...suite, stop };
  } catch (error) {
    remove();
    throw error;
  }
};
