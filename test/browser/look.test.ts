// That somebody looked is reported once for each link, and only where a person did: scanners open links too.
import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { problems } from '../../shared/http/problem.ts';
import { asReply, trackedOf } from './states.ts';
import { LOOKS, openAnotherLink, PASS, seen, TRACK, useVisits } from './visits.ts';

const { answers, visit, asked, untilAsked } = useVisits();

describe('that somebody looked', () => {
  test('is not reported for a link that was only opened', async () => {
    const page = await visit(`#pass=${PASS}`, { frozen: true });
    await seen(page, 'On its way');
    await page.clock.runFor(4_500);
    expect(asked(LOOKS)).toEqual([]);
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
    await untilAsked(LOOKS, 1);
    await page.keyboard.press('Tab');
    await page.mouse.click(10, 300);
    await page.clock.runFor(130_000);
    await untilAsked(TRACK, 3);
    expect(asked(LOOKS)).toMatchObject([{ pass: PASS, body: { app: 'track-order' } }]);
  });

  test('is not reported where there was no answer to look at', async () => {
    answers(asReply(problems.passEnded('Your link has ended.')));
    const page = await visit(`#pass=${PASS}`, { frozen: true });
    await seen(page, 'This link has ended');
    await page.keyboard.press('Tab');
    await page.clock.runFor(10_000);
    expect(asked(LOOKS)).toEqual([]);
  });
  test('is reported for each link that is opened in a tab, once', async () => {
    const page = await visit(`#pass=${PASS}`, { frozen: true });
    await seen(page, 'On its way');
    await page.keyboard.press('Tab');
    await untilAsked(LOOKS, 1);
    answers({ status: 200, body: trackedOf('My parcel was delivered') });
    await openAnotherLink(page, 'x.y.z');
    await seen(page, 'Delivered');
    await page.keyboard.press('Tab');
    await untilAsked(LOOKS, 2);
    await page.clock.runFor(130_000);
    await untilAsked(TRACK, 4);
    expect(asked(LOOKS).map(({ pass }) => pass)).toEqual([PASS, 'x.y.z']);
  });

  test('is not reported for a link that another one replaced before anybody looked', async () => {
    const page = await visit(`#pass=${PASS}`, { frozen: true });
    await seen(page, 'On its way');
    answers({ status: 200, body: trackedOf('My parcel was delivered') });
    await openAnotherLink(page, 'x.y.z');
    await seen(page, 'Delivered');
    await page.clock.runFor(10_000);
    await untilAsked(LOOKS, 1);
    expect(asked(LOOKS)).toMatchObject([{ pass: 'x.y.z' }]);
  });
});
