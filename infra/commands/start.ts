// npm start: synthesizes the stacks, runs them on this machine with a demo shop, and prints links to open.
import { parseArgs } from 'node:util';
import { demoFacts, demoOrders } from './demo-shop.ts';
import { linkIssuer } from './issue-link.ts';
import { runCommand } from './run-command.ts';
import { sendFacts } from './send-facts.ts';
import { type Suite, startSuite } from './suite.ts';
import { announceRunning, LOCAL_FOLDER } from './target.ts';

const PORT = '8420';

const stopOnSignal = (suite: Suite): void => {
  const { operatorEnvironment: environment, outputs } = suite.stack;
  const withdraw = announceRunning({ environment, outputs });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      withdraw();
      void suite.stop().then(() => process.exit(0));
    });
  }
};

const openDemoShop = async ({ stack, shop, target }: Suite): Promise<void> => {
  const { knows, issue } = linkIssuer(target, shop.shop);
  // A second start finds the first one's data.
  if (!(await knows(demoOrders[0]?.orderId ?? ''))) await sendFacts(target, demoFacts(new Date()));
  await stack.untilQuiet();
  // By id: what else was loaded into this shop may have the same number.
  for (const { name, orderId } of demoOrders) console.log(`${name}\n  ${await issue(orderId)}\n`);
};

await runCommand(async () => {
  const { values } = parseArgs({
    options: { fresh: { type: 'boolean', default: false }, port: { type: 'string', default: PORT } },
  });
  const suite = await startSuite({ folder: LOCAL_FOLDER, port: Number(values.port), fresh: values.fresh });
  stopOnSignal(suite);
  await openDemoShop(suite);
  const { url, endpoint, imitatedWithoutBehaviour } = suite.stack;
  console.log(`Without behaviour on this machine: ${imitatedWithoutBehaviour.join(', ')}.`);
  console.log(`${suite.shop.name} is open at ${url} (AWS services at ${endpoint}). Stop with Ctrl-C.`);
});
