// What goes to Lambda: one file a function, with nothing in it that the function does not need, and the same bytes each time.
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { bundleFunctions } from '../../infra/bundle.ts';

const folder = mkdtempSync(join(tmpdir(), 'touchpoint-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const bundles = bundleFunctions({ outFolder: join(folder, 'first') });
const textOf = (handler: string) => readFileSync(join(bundles.folderOf(handler), 'index.mjs'), 'utf8');
const inputsOf = (handler: string): readonly string[] => {
  const found = Object.values(bundles.metafile.outputs).find(
    ({ entryPoint }) => entryPoint === `${handler}/handler.ts`,
  );
  return Object.keys(found?.inputs ?? {});
};

describe.each(bundles.handlers)('%s', (handler) => {
  test('is one file, and its source map stands beside the bundle', () => {
    expect(readdirSync(bundles.folderOf(handler))).toEqual(['index.mjs']);
    expect(textOf(handler)).not.toContain('sourceMappingURL');
    expect(existsSync(join(folder, 'first/maps', handler, 'index.mjs.map'))).toBe(true);
  });

  test('holds no other micro-app and no page code', () => {
    const others = inputsOf(handler).filter(
      (input) => input.startsWith('micro-apps/') && !input.startsWith(`${handler}/`),
    );
    expect(inputsOf(handler).length).toBeGreaterThan(0);
    expect(others).toEqual([]);
    expect(
      inputsOf(handler).filter((input) => /^shared\/web\/|element\.ts$|node_modules\/(lit|lit-|@lit)/.test(input)),
    ).toEqual([]);
    expect(textOf(handler)).not.toMatch(/HTMLElement|customElements/);
  });

  test("carries no credential chain but the environment's, and asks for no module at run time", () => {
    expect(inputsOf(handler).filter((input) => /credential-provider-(node|ini|sso|process|http)/.test(input))).toEqual(
      [],
    );
    expect(textOf(handler)).not.toMatch(/Dynamic require of/);
  });
});

test('the same sources give the same bytes, wherever they are built', () => {
  const again = bundleFunctions({ outFolder: join(folder, 'second') });
  const hashOf = (of: typeof bundles, handler: string) =>
    createHash('sha256')
      .update(readFileSync(join(of.folderOf(handler), 'index.mjs')))
      .digest('hex');
  for (const handler of bundles.handlers) expect(hashOf(again, handler)).toBe(hashOf(bundles, handler));
});
