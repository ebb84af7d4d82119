// `npm run bench [-- --json <file>]`: what tracking costs, and how it stands against the levels of the project. Figures, not tests:
// a missed level is marked, and fails nothing.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runCommand } from '../../infra/commands/run-command.ts';
import { bundleAll } from './bundles.ts';
import { type Figure, rounded, tableOf, verdictOf } from './figure.ts';
import { measureFirstAnswer } from './first-answer.ts';
import { measureStarts } from './function-start.ts';
import { measureHandler } from './handler-time.ts';
import { measureLocalStack } from './local-stack-load.ts';
import { measurePages } from './page-weight.ts';
import { openPlace } from './place.ts';
import { measureTableCost } from './table-cost.ts';

const measure = async (folder: string): Promise<Figure[]> => {
  const say = (what: string) => console.error(`${what} ...`);
  const figures = [...measurePages(folder)];
  const bundles = bundleAll(folder);
  say('starting the suite, seeding customers with up to 10,000 orders');
  const place = await openPlace();
  try {
    say('what the table is asked');
    figures.push(...(await measureTableCost(place)));
    say('the handler against the bare call');
    figures.push(...(await measureHandler(place, bundles)));
    say('fresh starts of every function');
    figures.push(...(await measureStarts(place, bundles)));
    say('load through the local stack');
    figures.push(...(await measureLocalStack(place, bundles)));
  } finally {
    await place.stop();
  }
  say('npm start, as a newcomer');
  figures.push(...(await measureFirstAnswer(folder)));
  return figures;
};

/** As it is written to a file. */
const plain = ({ value, baseline, ...figure }: Figure): Figure => ({
  ...figure,
  value: rounded(value),
  ...(baseline !== undefined && { baseline: rounded(baseline) }),
});

await runCommand(async () => {
  const { values } = parseArgs({ options: { json: { type: 'string' } } });
  const folder = mkdtempSync(join(tmpdir(), 'touchpoint-bench-'));
  try {
    const figures = await measure(folder);
    console.log(`${tableOf(figures)}\n\n${verdictOf(figures)}`);
    if (values.json) writeFileSync(values.json, `${JSON.stringify(figures.map(plain), null, 2)}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
