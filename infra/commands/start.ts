// npm start: synthesizes the stacks, runs them on this machine with a demo shop, and prints links to open.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { demoOfToday } from './demo-shop.ts';
import { logFunctions } from './function-log.ts';
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
  const { find, issue } = linkIssuer(target, shop.shop);
  // What an earlier start left under way arrives first.
  await stack.untilQuiet();
  const { orders, missing } = await demoOfToday({ find, now: new Date() });
  if (missing.length > 0) await sendFacts(target, missing);
  await stack.untilQuiet();
  // By id: what else was loaded into this shop may have the same number.
  for (const { name, orderId, orderNumber } of orders)
    console.log(`${name} (${orderNumber})\n  ${await issue(orderId)}\n`);
};

await runCommand(async () => {
  const { values } = parseArgs({
    options: { fresh: { type: 'boolean', default: false }, port: { type: 'string', default: PORT } },
  });
  const onLog = logFunctions(join(LOCAL_FOLDER, 'functions.log'), console.error);
  const suite = await startSuite({ folder: LOCAL_FOLDER, port: Number(values.port), fresh: values.fresh, onLog });
  stopOnSignal(suite);
  await openDemoShop(suite);
  const { url, endpoint, imitatedWithoutBehaviour } = suite.stack;
  console.log(`Without behaviour on this machine: ${imitatedWithoutBehaviour.join(', ')}.`);
  console.log(`${suite.shop.name} is open at ${url} (AWS services at ${endpoint}). Stop with Ctrl-C.`);
});
