// What the page tests of one file stand on: the stub site and a browser, there before the first test and gone after the last.
import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchBrowser, openPage, type Viewer, type Watched } from './browser.ts';
import { type StubSite, startStubSite } from './stub-site.ts';

export interface Stage {
  readonly site: StubSite;
  readonly browser: Browser;
  /** A fresh page of somebody who was never here. After the test it is closed, and must have nothing to complain of. */
  open(viewer: Viewer): Promise<Watched>;
}

/** @example const stage = useStage(); test('...', async () => { const { page } = await stage.open({ width: 360 }); ... }); */
export const useStage = (): Stage => {
  let site: StubSite;
  let browser: Browser;
  const opened: Watched[] = [];
  beforeAll(async () => {
    [site, browser] = await Promise.all([startStubSite(), launchBrowser()]);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });
  afterEach(async () => {
    for (const { page, complaints } of opened.splice(0)) {
      expect(complaints.filter(isUnexpected)).toEqual([]);
      await page.context().close();
    }
  });
  return {
    get site() {
      return site;
    },
    get browser() {
      return browser;
    },
    open: async (viewer) => {
      const watched = await openPage(browser, viewer);
      opened.push(watched);
      return watched;
    },
  };
};

/** The browser itself notes every answer that is not a success, and every lost connection. */
const isUnexpected = (complaint: string): boolean =>
  !/Failed to load resource|ERR_INTERNET_DISCONNECTED/.test(complaint);
