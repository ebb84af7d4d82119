// What is measured and what it is compared with, bundled alike.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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
  programOf(name: 'bare-call' | 'bare-server' | 'function-start'): string;
}

export const bundleAll = (folder: string): BenchBundles => {
  const functions = bundleFunctions({ outFolder: join(folder, 'functions') });
  const programs = join(folder, 'programs');
  const source = (name: string) => fileURLToPath(new URL(`./programs/${name}.ts`, import.meta.url));
  buildSync({
    ...functionBuild,
    entryPoints: ['bare-call', 'bare-server', 'function-start'].map(source),
    outdir: programs,
  });
  return {
    handlers: functions.handlers,
    fileOf: (handler) => join(functions.folderOf(handler), 'index.mjs'),
    programOf: (name) => join(programs, `${name}.mjs`),
  };
};

/** Kilobytes as they lie in the package, and compressed. */
export const sizeOf = (file: string): { readonly kB: number; readonly gzipKB: number } => {
  const bytes = readFileSync(file);
  return { kB: bytes.length / 1000, gzipKB: gzipSync(bytes).length / 1000 };
};

/** The bare call's environment: the two items that tracking reads, past the permission door. */
export const bareEnvironment = (place: Place, { order }: Tracked): Readonly<Record<string, string>> => {
  const key = orderKey(order);
  const keys = [key.pk, profileKey(order).sk, key.sk];
  return { ...place.environmentOf('micro-apps/track-order', { direct: true }), BENCH_KEYS: JSON.stringify(keys) };
};
