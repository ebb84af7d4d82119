// npm run pass -- <order> [--aws]: prints a link for the customer of that order.
import { parseArgs } from 'node:util';
import { readShopConfig } from '../shop-config.ts';
import { linkIssuer } from './issue-link.ts';
import { runCommand } from './run-command.ts';
import { openTarget } from './target.ts';

await runCommand(async () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { aws: { type: 'boolean', default: false } },
  });
  const [order] = positionals;
  if (!order) throw new Error("Say which order: npm run pass -- '#1001'");
  const { issue } = linkIssuer(openTarget(values), readShopConfig(process.env.SHOP_FILE).shop);
  console.log(await issue(order));
});
