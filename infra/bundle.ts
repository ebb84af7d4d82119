// Before the stacks: turns every handler into a bundle of its own.
import { globSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, buildSync } from 'esbuild';

const project = fileURLToPath(new URL('..', import.meta.url));

/** Every handler of the project, by its folder. */
const HANDLERS = ['functions/*/handler.ts', 'micro-apps/*/handler.ts'];

export interface Bundles {
  /**
   * The folder with a handler's bundle: `index.mjs`, what it imports, and nothing else.
   * @throws Error where the project holds no such handler
   * @example folderOf('functions/relay')
   */
  folderOf(handler: string): string;
  /** Folders of all handlers, relative to the project: `functions/relay`. */
  readonly handlers: readonly string[];
  /** The files that a handler's bundle was made of. */
  inputsOf(handler: string): readonly string[];
}

/** How a function's bundle is made. */
export const functionBuild = {
  absWorkingDir: project,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  // What a handler imports late (a client for its keys, secrets or letters) is a file of its own, which no start reads.
  splitting: true,
  minify: true,
  legalComments: 'none',
  platform: 'node',
  target: 'node24',
  format: 'esm',
  // The SDK's CommonJS halves are larger and slower to load than its modules.
  mainFields: ['module', 'main'],
  alias: { '@aws-sdk/credential-provider-node': join(project, 'infra/environment-credentials.ts') },
} satisfies BuildOptions;

/**
 * Bundles all functions. The same sources give the same bytes. Source maps lie in `<outFolder>/maps`, not in the bundles:
 * switched on they cost every cold start 20 ms; they are for reading logs.
 */
export const bundleFunctions = ({ outFolder }: { readonly outFolder: string }): Bundles => {
  const handlers = globSync(HANDLERS, { cwd: project }).map(dirname).sort();
  rmSync(outFolder, { recursive: true, force: true });
  // One call each: functions bundled together would share their parts, and every start would read many small files.
  const inputs = new Map(handlers.map((handler) => [handler, bundle(handler, outFolder)]));
  const known = (handler: string): readonly string[] => {
    const found = inputs.get(handler);
    if (!found) throw new Error(`There is no ${handler}/handler.ts to make a function of.`);
    return found;
  };
  const folderOf = (handler: string): string => {
    known(handler);
    return join(outFolder, handler);
  };
  return { handlers, inputsOf: known, folderOf };
};

/** @returns what it was made of */
const bundle = (handler: string, outFolder: string): readonly string[] => {
  const { outputFiles, metafile } = buildSync({
    ...functionBuild,
    entryPoints: [{ in: join(handler, 'handler.ts'), out: 'index' }],
    outdir: join(outFolder, handler),
    sourcemap: 'external',
    metafile: true,
    write: false,
  });
  for (const { path, contents } of outputFiles) write(placeOf(outFolder, path), contents);
  return Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs));
};

const placeOf = (outFolder: string, path: string): string =>
  path.endsWith('.map') ? join(outFolder, 'maps', dirname(relative(outFolder, path)), basename(path)) : path;

const write = (path: string, contents: Uint8Array): void => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, contents);
};
