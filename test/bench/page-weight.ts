// What a phone downloads before it can show where a parcel is.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { registeredApps } from '../../infra/app.ts';
import { buildPages } from '../../infra/pages.ts';
import { readShopConfig } from '../../infra/shop-config.ts';
import type { Figure } from './figure.ts';

const MOST_KB = 30;

export const measurePages = (folder: string): Figure[] => {
  const pages = buildPages({ shop: readShopConfig(), apps: registeredApps, outFolder: join(folder, 'pages') });
  return registeredApps.flatMap(({ id }) => {
    const html = readFileSync(join(pages, id, 'index.html'), 'utf8');
    const assets = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path = '']) => path);
    const kB = (text: string | Buffer) => gzipSync(text).length / 1000;
    const value = assets.reduce((sum, path) => sum + kB(readFileSync(join(pages, path))), 0);
    return [
      { name: `page ${id}: script and style, gzip`, value, unit: 'kB' as const, atMost: MOST_KB },
      { name: `page ${id}: document, gzip`, value: kB(html), unit: 'kB' as const },
    ];
  });
};
