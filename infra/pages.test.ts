// What the build of the pages promises: small, the same each time, and nothing that the edge's policy would refuse.

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { trackOrder } from '../micro-apps/index.ts';
import { pageWeight } from './page-weight.ts';
import { buildPages } from './pages.ts';
import { readShopConfig } from './shop-config.ts';

const shop = { ...readShopConfig(), name: 'Ham & "Eggs" </script><b>' };
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'touchpoint-pages-'));
  buildPages({ shop, apps: [trackOrder], outFolder: join(folder, 'one') });
  buildPages({ shop, apps: [trackOrder], outFolder: join(folder, 'two') });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const filesOf = (name: string): string[] =>
  readdirSync(join(folder, name), { recursive: true, encoding: 'utf8' }).sort();
const contentOf = (name: string, file: string): string => readFileSync(join(folder, name, file), 'utf8');
const pages = ['index.html', '404.html', 'track-order/index.html'];

describe('the built pages', () => {
  test('weigh at most 30 kB of script and style, compressed', () => {
    expect(pageWeight(join(folder, 'one'), 'track-order').scriptAndStyleGzip).toBeLessThanOrEqual(30_000);
  });

  test('are the same bytes under the same names each time', () => {
    expect(filesOf('one')).toEqual(filesOf('two'));
    for (const file of filesOf('one').filter((name) => name.includes('.'))) {
      expect(contentOf('two', file)).toBe(contentOf('one', file));
    }
  });

  test.each(pages)('%s holds no script, style or handler of its own and names nothing of another origin', (page) => {
    const html = contentOf('one', page);
    expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|javascript:/i);
    for (const [, attributes = ''] of html.matchAll(/<script([^>]*)>/g)) {
      expect(attributes).toMatch(/src="\/assets\/|type="application\/json"/);
    }
    for (const [, address = ''] of html.matchAll(/<(?:link|script|img)[^>]+(?:src|href)="([^"]+)"/g)) {
      expect(address).toMatch(/^\/assets\//);
    }
  });

  test.each(pages)('%s shows the shop’s name as text, whatever it holds', (page) => {
    expect(contentOf('one', page)).toContain('Ham &amp; &quot;Eggs&quot; &lt;/script&gt;&lt;b&gt;');
    expect(contentOf('one', page)).not.toContain('</script><b>');
  });

  test('ask for no letters or pictures before their words are read', () => {
    for (const file of filesOf('one').filter((name) => name.endsWith('.css') || name.endsWith('.js'))) {
      expect(contentOf('one', file)).not.toMatch(/@font-face|url\(/);
    }
  });

  test('carry no schema library to a phone', () => {
    const scripts = filesOf('one').filter((name) => name.endsWith('.js'));
    for (const file of scripts) expect(contentOf('one', file)).not.toContain('ZodError');
  });
});
