// Who imports whom, as dependency-cruiser sees it; and that it saw every file, because it says "no violations" of nothing too.
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

interface Module {
  readonly source: string;
  readonly dependencies: readonly { readonly resolved: string; readonly dependencyTypes: readonly string[] }[];
}

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
}

interface Cruised {
  readonly modules: readonly Module[];
  readonly summary: { readonly violations: readonly Violation[] };
}

const FOLDERS = ['functions', 'infra', 'micro-apps', 'shared', 'test'];

// It ends with the number of violations as its exit code, which tells less than its answer.
const { stdout } = spawnSync(
  process.execPath,
  [
    'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
    ...['--config', '.dependency-cruiser.mjs', '--output-type', 'json'],
    ...FOLDERS,
  ],
  { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
);
const cruised: Cruised = JSON.parse(stdout);
const modules = new Map(cruised.modules.map((module) => [module.source, module]));
const sources = globSync(FOLDERS.map((folder) => `${folder}/**/*.ts`));

test('every file was looked at, with what it imports', () => {
  expect(sources.length).toBeGreaterThan(200);
  expect(sources.filter((source) => !modules.has(source))).toEqual([]);
  const imports = cruised.modules.reduce((sum, { dependencies }) => sum + dependencies.length, 0);
  expect(imports).toBeGreaterThan(3 * sources.length);
});

test('nobody imports what they must not know', () => {
  expect(cruised.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)).toEqual([]);
});

const rules = globSync('micro-apps/*/decide.ts');

/** A file and everything of ours that runs with it. */
const runsWith = (source: string, seen = new Set<string>()): ReadonlySet<string> => {
  if (seen.has(source) || source.includes('node_modules')) return seen;
  seen.add(source);
  for (const { resolved, dependencyTypes } of modules.get(source)?.dependencies ?? []) {
    if (!dependencyTypes.includes('type-only') && modules.has(resolved)) runsWith(resolved, seen);
  }
  return seen;
};

const withoutComments = (text: string): string => text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');

test.each(rules)('%s and what it runs hold no clock, no randomness, no I/O', (rule) => {
  const impure =
    /Date\.now|new Date\(\)|performance\.|Math\.random|randomUUID|randomBytes|\bprocess\.|\bfetch\(|setTimeout|from 'node:/;
  const files = [...runsWith(rule)].filter((file) => file.endsWith('.ts'));
  expect(files.length).toBeGreaterThan(1);
  expect(files.filter((file) => impure.test(withoutComments(readFileSync(file, 'utf8'))))).toEqual([]);
});
