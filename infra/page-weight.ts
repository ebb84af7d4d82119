// What a page costs a phone: every script and style sheet that it names, compressed as the edge would.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

export interface PageWeight {
  /** Bytes. */
  readonly scriptAndStyleGzip: number;
  /** Bytes. */
  readonly htmlGzip: number;
}

/**
 * @param outFolder what `buildPages` filled
 * @throws Error where there is no page of the micro-app
 * @example pageWeight(pages, 'track-order').scriptAndStyleGzip
 */
export const pageWeight = (outFolder: string, appId: string): PageWeight => {
  const html = readFileSync(join(outFolder, appId, 'index.html'), 'utf8');
  const named = new Set(
    [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+\.(?:js|css))"/g)].map(([, path]) => path ?? ''),
  );
  const compressed = [...named].map((path) => gzipSync(readFileSync(join(outFolder, path)), { level: 9 }).length);
  return {
    scriptAndStyleGzip: compressed.reduce((sum, bytes) => sum + bytes, 0),
    htmlGzip: gzipSync(html, { level: 9 }).length,
  };
};
