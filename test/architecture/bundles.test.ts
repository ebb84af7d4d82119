// What goes to Lambda: one bundle a function, with nothing in it that the function does not need, and the same bytes each time.
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { bundleFunctions } from '../../infra/bundle.ts';

const folder = mkdtempSync(join(tmpdir(), 'touchpoint-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const bundles = bundleFunctions({ outFolder: join(folder, 'first') });
const filesOf = (of: typeof bundles, handler: string): readonly string[] => readdirSync(of.folderOf(handler)).sort();
const textOf = (of: typeof bundles, handler: string): string =>
  filesOf(of, handler)
    .map((file) => readFileSync(join(of.folderOf(handler), file), 'utf8'))
    .join('\n');

describe.each(bundles.handlers)('%s', (handler) => {
  test('is modules and nothing else, and its source map stands beside the bundle', () => {
    const files = filesOf(bundles, handler);
    expect(files).toContain('index.mjs');
    expect(files.filter((file) => !file.endsWith('.mjs'))).toEqual([]);
    expect(textOf(bundles, handler)).not.toContain('sourceMappingURL');
    expect(existsSync(join(folder, 'first/maps', handler, 'index.mjs.map'))).toBe(true);
  });

  test('holds no other micro-app and no page code', () => {
    const others = bundles
      .inputsOf(handler)
      .filter((input) => input.startsWith('micro-apps/') && !input.startsWith(`${handler}/`));
    expect(bundles.inputsOf(handler).length).toBeGreaterThan(0);
    expect(others).toEqual([]);
    expect(
      bundles
        .inputsOf(handler)
        .filter((input) => /^shared\/web\/|element\.ts$|node_modules\/(lit|lit-|@lit)/.test(input)),
    ).toEqual([]);
    expect(textOf(bundles, handler)).not.toMatch(/HTMLElement|customElements/);
  });

  test("carries no credential chain but the environment's, and asks for no module at run time", () => {
    expect(
      bundles.inputsOf(handler).filter((input) => /credential-provider-(node|ini|sso|process|http)/.test(input)),
    ).toEqual([]);
    expect(textOf(bundles, handler)).not.toMatch(/Dynamic require of/);
  });
});

test('the same sources give the same bytes, wherever they are built', () => {
  const again = bundleFunctions({ outFolder: join(folder, 'second') });
  const hashOf = (of: typeof bundles, handler: string) =>
    createHash('sha256').update(textOf(of, handler)).digest('hex');
  for (const handler of bundles.handlers) {
    expect(filesOf(again, handler)).toEqual(filesOf(bundles, handler));
    expect(hashOf(again, handler)).toBe(hashOf(bundles, handler));
  }
});
