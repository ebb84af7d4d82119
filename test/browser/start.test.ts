// The whole way, as a newcomer meets it: the demo shop of `npm start`, opened in a browser by the links it prints.

import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { demoFacts, demoOrders } from '../../infra/commands/demo-shop.ts';
import { type LinkIssuer, linkIssuer } from '../../infra/commands/issue-link.ts';
import { sendFacts } from '../../infra/commands/send-facts.ts';
import { type Suite, startTemporarySuite } from '../../infra/commands/suite.ts';
import { launchBrowser, openPage } from './browser.ts';

let suite: Suite;
let browser: Browser;
let links: LinkIssuer;

beforeAll(async () => {
  [suite, browser] = await Promise.all([startTemporarySuite(), launchBrowser()]);
  links = linkIssuer(suite.target, suite.shop.shop);
  await sendFacts(suite.target, demoFacts(new Date()));
  await suite.stack.untilQuiet();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await suite?.stop();
}, 30_000);

const titles: Readonly<Record<string, string>> = {
  'My parcel is on its way': 'On its way',
  'My parcel comes today': 'Out for delivery',
  'My parcel was delivered': 'Delivered',
  'My parcel is late': 'Later than promised',
  'My order has not been shipped yet': 'We are getting it ready',
  'My order was canceled': 'This order was canceled',
};

describe('the demo shop', () => {
  test.each(demoOrders)(
    'opens "$name" by its link, without a fault',
    async ({ name, orderNumber }) => {
      const { page, complaints, requests } = await openPage(browser, { width: 360 });
      await page.goto(await links.issue(orderNumber));
      const heading = page.locator('[aria-busy=false] h1');
      await heading.waitFor();
      expect(await heading.textContent()).toBe(titles[name] ?? (await heading.textContent()));
      await page.getByText(`Order ${orderNumber}, placed`).waitFor();
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
      expect(violations.map(({ id }) => id)).toEqual([]);
      expect(complaints).toEqual([]);
      expect(requests.filter(({ url, referrer }) => `${url} ${referrer}`.includes('eyJ'))).toEqual([]);
      await page.context().close();
    },
    60_000,
  );

  test('takes the report that somebody looked', async () => {
    const { page } = await openPage(browser, { width: 360 });
    await page.goto(await links.issue(demoOrders[0]?.orderNumber ?? ''));
    await page.locator('[aria-busy=false] h1').waitFor();
    const [reported] = await Promise.all([
      page.waitForResponse((response) => response.url().endsWith('/api/looks')),
      page.keyboard.press('Tab'),
    ]);
    expect(reported.status()).toBe(202);
    await page.context().close();
  });

  test('says that a link which was cut off does not work', async () => {
    const { page } = await openPage(browser, { width: 360 });
    await page.goto((await links.issue(demoOrders[0]?.orderNumber ?? '')).slice(0, -20));
    await page.getByRole('heading', { name: 'This link does not work' }).waitFor();
    await page.context().close();
  });
});
