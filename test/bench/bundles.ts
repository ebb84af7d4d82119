// What is measured and what it is compared with, bundled alike.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';
import { bundleFunctions, functionBuild } from '../../infra/bundle.ts';
import { orderKey, profileKey } from '../../shared/profile/keys.ts';
import type { Place, Tracked } from './place.ts';

export interface BenchBundles {
  /** Folders of all functions, relative to the project. */
  readonly handlers: readonly string[];
  fileOf(handler: string): string;
  programOf(name: (typeof PROGRAMS)[number]): string;
}

const PROGRAMS = ['bare-call', 'bare-server', 'function-start'] as const;

export const bundleAll = (folder: string): BenchBundles => {
  const functions = bundleFunctions({ outFolder: join(folder, 'functions') });
  // One call each, as functions are built: programs bundled together would share their parts.
  for (const name of PROGRAMS) {
    const source = fileURLToPath(new URL(`./programs/${name}.ts`, import.meta.url));
    buildSync({ ...functionBuild, entryPoints: [{ in: source, out: 'index' }], outdir: join(folder, name) });
  }
  return {
    handlers: functions.handlers,
    fileOf: (handler) => join(functions.folderOf(handler), 'index.mjs'),
    programOf: (name) => join(folder, name, 'index.mjs'),
  };
};

/** Kilobytes of a bundle with all that it imports, early or late, as they lie in the package, and compressed. */
export const sizeOf = (file: string): { readonly kB: number; readonly gzipKB: number } => {
  const files = readdirSync(dirname(file)).map((name) => readFileSync(join(dirname(file), name)));
  const sum = (sizes: readonly number[]) => sizes.reduce((all, size) => all + size, 0) / 1000;
  return { kB: sum(files.map(({ length }) => length)), gzipKB: sum(files.map((bytes) => gzipSync(bytes).length)) };
};

/** The bare call's environment: the two items that tracking reads, past the permission door. */
export const bareEnvironment = (place: Place, { order }: Tracked): Readonly<Record<string, string>> => {
  const key = orderKey(order);
  const keys = [key.pk, profileKey(order).sk, key.sk];
  return { ...place.environmentOf('micro-apps/track-order', { direct: true }), BENCH_KEYS: JSON.stringify(keys) };
};
