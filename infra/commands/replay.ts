// npm run replay -- tau-bench|shopify|easypost <folder> [--aws]: real data goes through the doors, and what comes out is checked.
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { replayEasyPost } from './replay/easypost.ts';
import { replayShopify } from './replay/shopify.ts';
import { openStage } from './replay/stage.ts';
import { tally } from './replay/tally.ts';
import { replayTauBench } from './replay/tau-bench.ts';
import { runCommand } from './run-command.ts';

const REPLAYS = { 'tau-bench': replayTauBench, shopify: replayShopify, easypost: replayEasyPost } as const;

const isReplay = (name: string | undefined): name is keyof typeof REPLAYS =>
  name !== undefined && Object.hasOwn(REPLAYS, name);

await runCommand(async () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { aws: { type: 'boolean', default: false } },
  });
  const [name, folder] = positionals;
  if (!isReplay(name) || !folder) {
    throw new Error(`Say what to replay and where it is: npm run replay -- ${Object.keys(REPLAYS).join('|')} <folder>`);
  }
  if (!existsSync(folder)) throw new Error(`There is no folder ${folder}.`);
  const stage = await openStage(values);
  const counted = tally();
  try {
    await REPLAYS[name]({ folder, stage, tally: counted });
  } finally {
    await stage.stop();
  }
  if (!counted.close()) process.exitCode = 1;
});
