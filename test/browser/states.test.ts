// Every state of the page, as a customer meets it: readable and usable by everybody, on any screen, in both languages.

import { AxeBuilder } from '@axe-core/playwright';
import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { openPage } from './browser.ts';
import { useStage } from './stage.ts';
import { orderStates, problemStates } from './states.ts';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const PHONE = { width: 360, height: 740 };
const DESKTOP = { width: 1280, height: 900 };

const stage = useStage();
const states = [...orderStates, ...problemStates, { name: 'no pass', reply: undefined }];

const openState = async (state: (typeof states)[number], locale: string): Promise<Page> => {
  stage.site.reply(({ path }) => (path === '/api/looks' || !state.reply ? { status: 202, body: {} } : state.reply));
  const { page } = await stage.open({ ...PHONE, locale });
  await page.goto(`${stage.site.url}/track-order/${state.reply ? '#pass=a.b.c' : ''}`);
  await page.locator('[aria-busy=false] h1').waitFor();
  return page;
};

/** A colour scheme changes colours and nothing else. */
const violations = async (page: Page, colorScheme: 'light' | 'dark'): Promise<string[]> => {
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const asked = colorScheme === 'dark' ? axe.withRules('color-contrast') : axe.withTags(WCAG);
  const { violations: found } = await asked.analyze();
  return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
};

const scrollsSideways = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

describe('on every state of the page', () => {
  test.each(states)(
    '"$name": no accessibility fault, on phone and desktop, in light and dark',
    async (state) => {
      const page = await openState(state, 'en-GB');
      await page.locator('details').evaluateAll((all) => {
        for (const one of all) (one as HTMLDetailsElement).open = true;
      });
      for (const size of [PHONE, DESKTOP]) {
        await page.setViewportSize(size);
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          expect({ size, colorScheme, found: await violations(page, colorScheme) }).toEqual({
            size,
            colorScheme,
            found: [],
          });
        }
      }
    },
    60_000,
  );

  test.each(states)(
    '"$name": nothing scrolls sideways in German, at 320 pixels, at 360, and with letters twice as large',
    async (state) => {
      const page = await openState(state, 'de-DE');
      expect(await page.locator('html').getAttribute('lang')).toBe('de');
      await page.locator('details').evaluateAll((all) => {
        for (const one of all) (one as HTMLDetailsElement).open = true;
      });
      for (const [width, letters] of [
        [320, '100%'],
        [360, '100%'],
        [360, '200%'],
        [640, '200%'],
      ] as const) {
        await page.setViewportSize({ width, height: 740 });
        await page.evaluate((size) => {
          document.documentElement.style.fontSize = size;
        }, letters);
        expect({ width, letters, scrolls: await scrollsSideways(page) }).toEqual({ width, letters, scrolls: false });
      }
    },
    60_000,
  );
});

test('nothing but our own templates can write markup into the page', async () => {
  // Not the stage's own: here the browser complains.
  const { page } = await openPage(stage.browser, PHONE);
  await page.goto(`${stage.site.url}/track-order/`);
  const written = await page.evaluate(() => {
    try {
      document.body.innerHTML = '<p>written</p>';
      return 'written';
    } catch {
      return 'refused';
    }
  });
  expect(written).toBe('refused');
  await page.context().close();
});
