// What the page around tracking does: with the pass, the languages, the connection, and with a person who looks.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { NOW } from '../../micro-apps/track-order/example-orders.ts';
import { problems } from '../../shared/http/problem.ts';
import { launchBrowser, openPage, type Viewer, type Watched } from './browser.ts';
import { asReply, trackedOf } from './states.ts';
import { type ApiReply, type StubSite, startStubSite } from './stub-site.ts';

const PASS = 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJl';

let site: StubSite;
let browser: Browser;
let opened: Watched;

beforeAll(async () => {
  [site, browser] = await Promise.all([startStubSite(), launchBrowser()]);
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await site?.close();
});
beforeEach(() => {
  site.asked.splice(0);
  answers({ status: 200, body: trackedOf('My parcel is on its way') });
});
afterEach(async () => {
  expect(opened.complaints.filter((one) => !/Failed to load resource|ERR_INTERNET_DISCONNECTED/.test(one))).toEqual([]);
  await opened.page.context().close();
});

const answers = (reply: ApiReply | Promise<ApiReply>): void =>
  site.reply(({ path }) => (path === '/api/looks' ? { status: 202, body: {} } : reply));

const visit = async (fragment: string, viewer: Partial<Viewer> & { frozen?: boolean } = {}): Promise<Page> => {
  opened = await openPage(browser, { width: 360, ...viewer });
  if (viewer.frozen) await opened.page.clock.install({ time: NOW });
  await opened.page.goto(`${site.url}/track-order/${fragment}`);
  return opened.page;
};
const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const seen = (page: Page, title: string) => page.getByRole('heading', { level: 1, name: title }).waitFor();
const asked = (path: string) => site.asked.filter((request) => request.path === path);
const TRACK = '/api/micro-apps/track-order';

describe('the pass', () => {
  test('is taken off the address bar and stands in no address and no referrer, only in the header', async () => {
    const page = await visit(`#pass=${PASS}`);
    await seen(page, 'On its way');
    expect(page.url()).toBe(`${site.url}/track-order/`);
    expect(opened.requests.length).toBeGreaterThan(2);
    for (const { url, referrer } of opened.requests) expect(`${url} ${referrer}`).not.toContain('eyJ');
    expect(asked(TRACK)).toMatchObject([{ pass: PASS, body: {} }]);
    expect(await page.content()).not.toContain('eyJ');
  });

  test('survives a reload of the tab, and a new tab does not have it', async () => {
    const page = await visit(`#pass=${PASS}`);
    await seen(page, 'On its way');
    await page.reload();
    await seen(page, 'On its way');
    const another = await page.context().newPage();
    await another.goto(`${site.url}/track-order/`);
    await seen(another, 'Open the link from your message');
  });

  test('of another link in the same tab takes its place', async () => {
    const page = await visit(`#pass=${PASS}`);
    await seen(page, 'On its way');
    answers({ status: 200, body: trackedOf('My parcel was delivered') });
    await page.evaluate(() => {
      location.hash = 'pass=x.y.z';
    });
    await seen(page, 'Delivered');
    expect(page.url()).toBe(`${site.url}/track-order/`);
    expect(asked(TRACK).at(-1)?.pass).toBe('x.y.z');
  });

  test('is missing: nothing is asked, and the page says what to do', async () => {
    const page = await visit('');
    await seen(page, 'Open the link from your message');
    expect(site.asked).toEqual([]);
  });
});

describe('the language', () => {
  test('is the browser’s at first, changes at a press, and is remembered', async () => {
    const page = await visit(`#pass=${PASS}`, { locale: 'de-DE' });
    await seen(page, 'Unterwegs zu dir');
    expect(asked(TRACK)[0]?.language).toBe('de');
    await page.getByRole('button', { name: 'English' }).press('Enter');
    await seen(page, 'On its way');
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await page.title()).toBe('Track order · Fern & Clay');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Deutsch');
    await page.reload();
    await seen(page, 'On its way');
  });

  test('is the shop’s where the browser asks for one that we do not speak', async () => {
    const page = await visit(`#pass=${PASS}`, { locale: 'fr-FR' });
    await seen(page, 'On its way');
  });

  test('does not move a promised day, wherever the customer is', async () => {
    const page = await visit(`#pass=${PASS}`, { timezoneId: 'Pacific/Auckland' });
    await seen(page, 'On its way');
    await page.getByText('Promised by tomorrow, Thursday 6 August.').waitFor();
    await page.getByText('Leeds · today, 10:00').first().waitFor();
    await page.getByText('All times are in United Kingdom Time.').waitFor();
  });
});

describe('a refresh', () => {
  test('comes every minute, keeps what was opened and where the customer was, and is told aloud only if it changed', async () => {
    const page = await visit(`#pass=${PASS}`, { frozen: true });
    await seen(page, 'On its way');
    await page.getByText('All scans (3)').click();
    await page.clock.runFor(61_000);
    await expectEventually(() => asked(TRACK).length, 2);
    expect(await page.getByRole('status').textContent()).toBe('');
    expect(await page.locator('details').getAttribute('open')).not.toBeNull();
    expect(await page.evaluate(() => document.querySelector('track-order')?.shadowRoot?.activeElement?.tagName)).toBe(
      'SUMMARY',
    );
    answers({ status: 200, body: trackedOf('My parcel comes today') });
    await page.clock.runFor(60_000);
    await seen(page, 'Out for delivery');
    expect(await page.getByRole('status').textContent()).toContain('Out for delivery');
  });

  test('waits while nobody sees the page, and comes at once when somebody does', async () => {
    const page = await visit(`#pass=${PASS}`, { frozen: true });
    await seen(page, 'On its way');
    await turn(page, 'hidden');
    await page.clock.runFor(180_000);
    expect(asked(TRACK)).toHaveLength(1);
    expect(asked('/api/looks')).toEqual([]);
    await turn(page, 'visible');
    await expectEventually(() => asked(TRACK).length, 2);
  });

  test('that finds no connection leaves the answer and says how old it is', async () => {
    const page = await visit(`#pass=${PASS}`);
    await seen(page, 'On its way');
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Refresh' }).click();
    await page.getByText('No connection. This is how it stood at 13:00.').waitFor();
    await page.context().setOffline(false);
    await page.getByText('Updated at 13:00').waitFor();
    await seen(page, 'On its way');
  });

  test('after the link has ended says so', async () => {
    const page = await visit(`#pass=${PASS}`);
    await seen(page, 'On its way');
    answers(asReply(problems.passEnded('Your link has ended.')));
    await page.getByRole('button', { name: 'Refresh' }).click();
    await seen(page, 'This link has ended');
  });
});

describe('without an answer', () => {
  test('a slow network is spoken of after a while', async () => {
    let answer = (_: ApiReply): void => undefined;
    answers(
      new Promise<ApiReply>((resolve) => {
        answer = resolve;
      }),
    );
    const page = await visit(`#pass=${PASS}`, { frozen: true });
    await page.getByText('Looking up your order…').waitFor();
    await page.clock.runFor(4_100);
    await page.getByText('This takes longer than usual. Please stay on this page.').last().waitFor();
    answer({ status: 200, body: trackedOf('My parcel is on its way') });
    await seen(page, 'On its way');
  });

  test('offline, the page loads by itself once there is a connection', async () => {
    const page = await visit(`#pass=${PASS}`);
    await seen(page, 'On its way');
    await page.context().setOffline(true);
    await page.evaluate(() => {
      location.hash = 'pass=x.y.z';
    });
    await seen(page, 'You are offline');
    await page.context().setOffline(false);
    await seen(page, 'On its way');
  });

  test('a failure can be tried again, and the answer gets the focus', async () => {
    answers(asReply(problems.defect('Please try again.')));
    const page = await visit(`#pass=${PASS}`);
    await seen(page, 'That did not work');
    await page.getByText('c6af9ac6-7b61-11e6-9a41-93e8deadbeef').waitFor();
    answers({ status: 200, body: trackedOf('My parcel is on its way') });
    await page.getByRole('button', { name: 'Try again' }).press('Enter');
    await seen(page, 'On its way');
    expect(await heading(page).evaluate((element) => element.matches(':focus'))).toBe(true);
  });
});

describe('that somebody looked', () => {
  test('is not reported for a link that was only opened', async () => {
    const page = await visit(`#pass=${PASS}`, { frozen: true });
    await seen(page, 'On its way');
    await page.clock.runFor(4_500);
    expect(asked('/api/looks')).toEqual([]);
  });

  test.each([
    ['a key', (page: Page) => page.keyboard.press('Tab')],
    ['a touch', (page: Page) => page.mouse.click(10, 300)],
    ['a scroll', (page: Page) => page.mouse.wheel(0, 50)],
    ['five seconds', (page: Page) => page.clock.runFor(5_100)],
  ])('is reported after %s, once', async (_, act) => {
    const page = await visit(`#pass=${PASS}`, { frozen: true });
    await seen(page, 'On its way');
    await act(page);
    await expectEventually(() => asked('/api/looks').length, 1);
    await page.keyboard.press('Tab');
    await page.mouse.click(10, 300);
    await page.clock.runFor(130_000);
    await expectEventually(() => asked(TRACK).length, 3);
    expect(asked('/api/looks')).toMatchObject([{ pass: PASS, body: { app: 'track-order' } }]);
  });

  test('is not reported where there was no answer to look at', async () => {
    answers(asReply(problems.passEnded('Your link has ended.')));
    const page = await visit(`#pass=${PASS}`, { frozen: true });
    await seen(page, 'This link has ended');
    await page.keyboard.press('Tab');
    await page.clock.runFor(10_000);
    expect(asked('/api/looks')).toEqual([]);
  });
});

/** As if the customer went to another tab, or came back. */
const turn = (page: Page, visibility: 'hidden' | 'visible'): Promise<void> =>
  page.evaluate((state) => {
    Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, visibility);

/** Waits for a condition, with Jest's own time limit as the bound. */
const expectEventually = async (actual: () => number, wanted: number): Promise<void> => {
  for (let tries = 0; actual() !== wanted && tries < 200; tries += 1) await opened.page.evaluate(() => undefined);
  expect(actual()).toBe(wanted);
};
