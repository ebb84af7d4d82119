// The whole way, as a newcomer meets it: `npm start`, its links opened in a browser, Ctrl-C, and the same again.
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { demoOrders } from '../../infra/commands/demo-shop.ts';
import { closeServer, listenOn } from '../../infra/local/sockets.ts';
import { launchBrowser, openPage, type Watched } from './browser.ts';
import { runBeside, type Started, startCommand } from './started.ts';

let folder: string;
let started: Started;
let browser: Browser;

const inFolder = (name: string): string => join(folder, '.touchpoint', name);
const start = async (port: number): Promise<Started> => startCommand({ folder, port, seconds: 120 });

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'touchpoint-start-')));
  [started, browser] = await Promise.all([start(0), launchBrowser()]);
}, 150_000);
afterAll(async () => {
  await browser?.close();
  started?.kill();
  rmSync(folder, { recursive: true, force: true });
}, 30_000);

const TITLES: Readonly<Record<string, string>> = {
  'My parcel is on its way': 'On its way',
  'My parcel comes today': 'Out for delivery',
  'My parcel was delivered': 'Delivered',
  'My parcel is late': 'Later than promised',
  'My order comes in two parcels by two carriers': 'On its way',
  'I have heard nothing of my parcel for a week': 'No news for a while',
  'The courier came when I was out': 'Delivery was tried',
  'My order has not been shipped yet': 'We are getting it ready',
  'My order was canceled': 'This order was canceled',
  'My parcel comes later than I was told': 'Delayed on the way',
  'Only a part of my order has come': 'Part of it has arrived',
  'My parcel waits at a shop': 'Ready to pick up',
  'My parcel went back to the shop': 'It is going back to us',
};

const linkOf = (name: string): string => {
  const order = started.orders.find((one) => one.name === name);
  if (!order) throw new Error(`No link was printed for "${name}".`);
  return order.link;
};

/** Opens a link, and hands over once there is an answer or a reason why not. */
const open = async <Seen>(link: string, look: (watched: Watched) => Promise<Seen>): Promise<Seen> => {
  const watched = await openPage(browser, { width: 360 });
  try {
    await watched.page.goto(link);
    await watched.page.locator('[aria-busy=false] h1').waitFor();
    return await look(watched);
  } finally {
    await watched.page.context().close();
  }
};

describe('npm start', () => {
  test('prints a link for every state that a customer can meet', () => {
    expect(started.orders.map(({ name }) => name)).toEqual(demoOrders.map(({ name }) => name));
    expect(Object.keys(TITLES)).toEqual(started.orders.map(({ name }) => name));
  });

  test.each(demoOrders)(
    'the link of "$name" opens it, without a fault',
    async ({ name, orderNumber }) => {
      await open(linkOf(name), async ({ page, complaints, requests }) => {
        expect(await page.locator('[aria-busy=false] h1').textContent()).toBe(TITLES[name]);
        await page.getByText(`Order ${orderNumber}, placed`).waitFor();
        const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
        expect(violations.map(({ id }) => id)).toEqual([]);
        expect(complaints).toEqual([]);
        expect(requests.filter(({ url, referrer }) => `${url} ${referrer}`.includes('eyJ'))).toEqual([]);
      });
    },
    60_000,
  );

  test('takes the report that somebody looked', async () => {
    await open(linkOf('My parcel is on its way'), async ({ page }) => {
      const [reported] = await Promise.all([
        page.waitForResponse((response) => response.url().endsWith('/api/looks')),
        page.keyboard.press('Tab'),
      ]);
      expect(reported.status()).toBe(202);
    });
  });

  test('a link that was cut off does not work, and says so', async () => {
    await open(linkOf('My parcel is on its way').slice(0, -20), async ({ page }) => {
      expect(await page.locator('[aria-busy=false] h1').textContent()).toBe('This link does not work');
    });
  });

  test('npm run pass makes another link, by the number that the customer knows', async () => {
    await open(await runBeside(folder, 'pass', '#1003'), async ({ page }) => {
      expect(await page.locator('[aria-busy=false] h1').textContent()).toBe('Delivered');
    });
  }, 30_000);

  test('what functions log is in a file', () => {
    expect(readFileSync(inFolder('functions.log'), 'utf8')).toContain('JourneyEvents');
  });
});

describe('Ctrl-C', () => {
  test('ends it and all that it started, and a second start finds the data again, on the next port', async () => {
    const before = started;
    expect(existsSync(inFolder('running.json'))).toBe(true);
    expect((await before.processes()).join()).toMatch(/start\.ts.*tables\.db/s);
    expect(await before.interrupt()).toEqual({ code: 0, left: [] });
    expect(existsSync(inFolder('running.json'))).toBe(false);

    const taken = Number(new URL(before.url).port);
    const another = createServer();
    await listenOn(another, taken);
    try {
      started = await start(taken);
      expect(Number(new URL(started.url).port)).toBeGreaterThan(taken);
      const named = ({ orders }: Started) => orders.map(({ name, orderNumber }) => ({ name, orderNumber }));
      expect(named(started)).toEqual(named(before));
      // An old link is good: its key and its order are still there.
      const link = before.orders[0]?.link.replace(before.url, started.url) ?? '';
      await open(link, async ({ page }) => {
        expect(await page.locator('[aria-busy=false] h1').textContent()).toBe(TITLES[before.orders[0]?.name ?? '']);
      });
      expect(await started.interrupt()).toEqual({ code: 0, left: [] });
    } finally {
      await closeServer(another);
    }
  }, 180_000);
});
