// Who imports whom, as dependency-cruiser sees it; and that it saw every file, because it says "no violations" of nothing too.
import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

interface Module {
  readonly source: string;
  readonly dependencies: readonly { readonly resolved: string; readonly dependencyTypes: readonly string[] }[];
}

const FOLDERS = ['functions', 'infra', 'micro-apps', 'shared', 'test'];

const cruised = JSON.parse(
  execFileSync(
    process.execPath,
    [
      'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
      '--config',
      '.dependency-cruiser.mjs',
      '--output-type',
      'json',
      ...FOLDERS,
    ],
    { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, stdio: ['ignore', 'pipe', 'ignore'] },
  ),
) as { readonly modules: readonly Module[]; readonly summary: { readonly violations: readonly Violation[] } };

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
}

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
