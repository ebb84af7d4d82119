// What the page around tracking does: with the pass, the languages and the connection.
import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { problems } from '../../shared/http/problem.ts';
import { asReply, trackedOf } from './states.ts';
import type { ApiReply } from './stub-site.ts';
import { LOOKS, openAnotherLink, PASS, seen, TRACK, useVisits } from './visits.ts';

const { stage, answers, visit, asked, requests, untilAsked } = useVisits();

const heading = (page: Page) => page.getByRole('heading', { level: 1 });

describe('the pass', () => {
  test('is taken off the address bar and stands in no address and no referrer, only in the header', async () => {
    const page = await visit(`#pass=${PASS}`);
    await seen(page, 'On its way');
    expect(page.url()).toBe(`${stage.site.url}/track-order/`);
    expect(requests().length).toBeGreaterThan(2);
    for (const { url, referrer } of requests()) expect(`${url} ${referrer}`).not.toContain('eyJ');
    expect(asked(TRACK)).toMatchObject([{ pass: PASS, body: {} }]);
    expect(await page.content()).not.toContain('eyJ');
  });

  test('survives a reload of the tab, and a new tab does not have it', async () => {
    const page = await visit(`#pass=${PASS}`);
    await seen(page, 'On its way');
    await page.reload();
    await seen(page, 'On its way');
    const another = await page.context().newPage();
    await another.goto(`${stage.site.url}/track-order/`);
    await seen(another, 'Open the link from your message');
  });

  test('of another link in the same tab takes its place', async () => {
    const page = await visit(`#pass=${PASS}`);
    await seen(page, 'On its way');
    answers({ status: 200, body: trackedOf('My parcel was delivered') });
    await openAnotherLink(page, 'x.y.z');
    await seen(page, 'Delivered');
    expect(page.url()).toBe(`${stage.site.url}/track-order/`);
    expect(asked(TRACK).at(-1)?.pass).toBe('x.y.z');
  });

  test('is missing: nothing is asked, and the page says what to do', async () => {
    const page = await visit('');
    await seen(page, 'Open the link from your message');
    expect(stage.site.asked).toEqual([]);
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
    await untilAsked(TRACK, 2);
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
    expect(asked(LOOKS)).toEqual([]);
    await turn(page, 'visible');
    await untilAsked(TRACK, 2);
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

  test.each([
    ['the link has ended', problems.passEnded('Your link has ended.'), 'This link has ended'],
    ['the order cannot be found', problems.notFound('There is no such order.'), 'We cannot find this order'],
  ])('after which %s says so, and is the last: it will not change by itself', async (_, problem, title) => {
    const page = await visit(`#pass=${PASS}`, { frozen: true });
    await seen(page, 'On its way');
    answers(asReply(problem));
    await page.getByRole('button', { name: 'Refresh' }).click();
    await seen(page, title);
    await page.clock.runFor(200_000);
    await turn(page, 'visible');
    // Another link is asked after all that: had there been more, they would stand before it.
    answers({ status: 200, body: trackedOf('My parcel was delivered') });
    await openAnotherLink(page, 'x.y.z');
    await seen(page, 'Delivered');
    expect(asked(TRACK).map(({ pass }) => pass)).toEqual([PASS, PASS, 'x.y.z']);
  });

  test('goes on after a failure, which may be over in a minute', async () => {
    answers(asReply(problems.defect('Please try again.')));
    const page = await visit(`#pass=${PASS}`, { frozen: true });
    await seen(page, 'That did not work');
    answers({ status: 200, body: trackedOf('My parcel is on its way') });
    await page.clock.runFor(61_000);
    await seen(page, 'On its way');
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
    await openAnotherLink(page, 'x.y.z');
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

/** As if the customer went to another tab, or came back. */
const turn = (page: Page, visibility: 'hidden' | 'visible'): Promise<void> =>
  page.evaluate((state) => {
    Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, visibility);
