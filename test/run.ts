// `npm test`: every check of the project, one after another, and one closing line with what passed and what failed.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Count {
  passed: number;
  failed: number;
  skipped: readonly string[];
}

const node = (...command: string[]): number =>
  spawnSync(process.execPath, command, { stdio: 'inherit', env: process.env }).status ?? 1;

/** A check that passes or fails as a whole. */
const check = (title: string, ...command: string[]): Count => {
  console.log(`\n== ${title}`);
  const passed = node(...command) === 0;
  if (!passed) console.log(`-- failed: ${title}`);
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: [] };
};

const bin = (path: string): string => join('node_modules', path);

/** Jest counts its own tests; a run that ended without a result is a failure. */
const runJest = (): Count => {
  console.log('\n== tests');
  const folder = mkdtempSync(join(tmpdir(), 'touchpoint-tests-'));
  const report = join(folder, 'report.json');
  try {
    const status = node(
      '--experimental-vm-modules',
      '--no-warnings',
      bin('jest/bin/jest.js'),
      '--json',
      `--outputFile=${report}`,
      ...process.argv.slice(2),
    );
    return countJest(JSON.parse(readFileSync(report, 'utf8')), status);
  } catch {
    return { passed: 0, failed: 1, skipped: [] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

interface JestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numRuntimeErrorTestSuites: number;
  readonly testResults: readonly { assertionResults: readonly { status: string; fullName: string }[] }[];
}

const countJest = (report: JestReport, status: number): Count => {
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  const skipped = report.testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter((result) => result.status === 'pending' || result.status === 'todo')
    .map(({ fullName }) => fullName);
  return { passed: report.numPassedTests, failed: status !== 0 && failed === 0 ? 1 : failed, skipped };
};

const counts = [
  check('types', bin('typescript/bin/tsc'), '--project', '.'),
  check('format and lint', bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings'),
  check('lint with types', bin('oxlint/bin/oxlint'), '--type-aware', '--deny-warnings'),
  check('dead code', bin('knip/bin/knip.js')),
  check('synth', bin('aws-cdk/bin/cdk'), 'synth', '--quiet'),
  runJest(),
];
const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
for (const title of counts.flatMap(({ skipped }) => skipped)) console.log(`skipped: ${title}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
