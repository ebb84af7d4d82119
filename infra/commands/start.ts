// npm start: synthesizes the stacks, runs them on this machine with a demo shop, and prints links to open.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { touchpointApp } from '../app.ts';
import { type LocalStack, startLocalStack } from '../local/local-stack.ts';
import { readShopConfig } from '../shop-config.ts';
import { demoFacts, demoOrders } from './demo-shop.ts';
import { linkIssuer } from './issue-link.ts';
import { runCommand } from './run-command.ts';
import { sendFacts } from './send-facts.ts';
import { announceRunning, LOCAL_FOLDER, targetOf } from './target.ts';

const NODE_NEEDED = 24;
const PORT = 8420;

await runCommand(async () => {
  const { values } = parseArgs({ options: { fresh: { type: 'boolean', default: false }, port: { type: 'string' } } });
  assertNode();
  mkdirSync(LOCAL_FOLDER, { recursive: true });
  // Shopify can send by EventBridge too: AWS makes its bus on their word, this machine makes it at once.
  const shop = { ...readShopConfig(process.env.SHOP_FILE), shopifyEventSource: 'aws.partner/shopify.com/1/demo' };
  const assemblyFolder = join(LOCAL_FOLDER, 'cdk.out');
  touchpointApp({ shop, outdir: assemblyFolder }).synth();
  const stack = await startLocalStack({
    assemblyFolder,
    dataFolder: join(LOCAL_FOLDER, 'data'),
    port: Number(values.port ?? PORT),
    fresh: values.fresh,
  });
  stopOnSignal(stack, announceRunning({ environment: stack.operatorEnvironment, outputs: stack.outputs }));
  Object.assign(process.env, stack.operatorEnvironment);
  await openDemoShop(stack, shop);
});

const assertNode = (): void => {
  if (Number.parseInt(process.versions.node, 10) >= NODE_NEEDED) return;
  throw new Error(
    `Touchpoint needs Node ${NODE_NEEDED} or newer; this is ${process.version}. Install it, then run: npm start`,
  );
};

const stopOnSignal = (stack: LocalStack, withdraw: () => void): void => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      withdraw();
      void stack.stop().then(() => process.exit(0));
    });
  }
};

const openDemoShop = async (stack: LocalStack, shop: ReturnType<typeof readShopConfig>): Promise<void> => {
  const target = targetOf(stack.outputs);
  const { knows, issue } = linkIssuer(target, shop.shop);
  // A second start finds the first one's data.
  if (!(await knows(demoOrders[0]?.orderNumber ?? ''))) await sendFacts(target, demoFacts(new Date()));
  await stack.untilQuiet();
  console.log(`\n${shop.name} is open. Not imitated here: ${stack.imitatedWithoutBehaviour.join(', ')}.\n`);
  for (const { name, orderNumber } of demoOrders) {
    console.log(`${name}\n  ${await issue(orderNumber)}\n`);
  }
  console.log(`Pages and API: ${stack.url}   AWS services: ${stack.endpoint}   Stop with Ctrl-C.`);
};
