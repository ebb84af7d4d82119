// Before the stacks: turns every handler into one file of its own, all in a single esbuild call.
import { globSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, buildSync, type Metafile } from 'esbuild';

const project = fileURLToPath(new URL('..', import.meta.url));

/** Every handler of the project, by its folder. */
const HANDLERS = ['functions/*/handler.ts', 'micro-apps/*/handler.ts'];

export interface Bundles {
  /**
   * The folder with a handler's bundle (`index.mjs` and nothing else).
   * @throws Error where the project holds no such handler
   * @example folderOf('functions/relay')
   */
  folderOf(handler: string): string;
  /** Folders of all handlers, relative to the project: `functions/relay`. */
  readonly handlers: readonly string[];
  /** What each bundle was made of. */
  readonly metafile: Metafile;
}

/** How a function's bundle is made. */
export const functionBuild = {
  absWorkingDir: project,
  outExtension: { '.js': '.mjs' },
  bundle: true,
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
  const entries = globSync(HANDLERS, { cwd: project }).sort();
  const handlers = entries.map((entry) => dirname(entry));
  rmSync(outFolder, { recursive: true, force: true });
  const { outputFiles, metafile } = buildSync({
    ...functionBuild,
    entryPoints: entries.map((entry) => ({ in: entry, out: join(dirname(entry), 'index') })),
    outdir: outFolder,
    sourcemap: 'external',
    metafile: true,
    write: false,
  });
  for (const { path, contents } of outputFiles) write(placeOf(outFolder, path), contents);
  return { handlers, metafile, folderOf: (handler) => folderOf(outFolder, handlers, handler) };
};

const folderOf = (outFolder: string, handlers: readonly string[], handler: string): string => {
  if (handlers.includes(handler)) return join(outFolder, handler);
  throw new Error(`There is no ${handler}/handler.ts to make a function of.`);
};

const placeOf = (outFolder: string, path: string): string =>
  path.endsWith('.map') ? join(outFolder, 'maps', dirname(relative(outFolder, path)), basename(path)) : path;

const write = (path: string, contents: Uint8Array): void => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, contents);
};
