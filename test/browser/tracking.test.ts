// What a customer can do on the tracking page: by keyboard alone, with a long trail of scans, and whatever texts come from outside.
import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { hoursFromNow } from '../../micro-apps/track-order/example-orders.ts';
import type { TrackedOrder, TrackedParcel } from '../../micro-apps/track-order/output.ts';
import type { Watched } from './browser.ts';
import { useStage } from './stage.ts';
import { trackedOf } from './states.ts';
import type { ApiRequest } from './stub-site.ts';

const stage = useStage();
let opened: Watched;

const track = async (answer: (request: ApiRequest) => TrackedOrder): Promise<Page> => {
  stage.site.reply((request) =>
    request.path === '/api/looks' ? { status: 202, body: {} } : { status: 200, body: answer(request) },
  );
  opened = await stage.open({ width: 360 });
  await opened.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await opened.page.goto(`${stage.site.url}/track-order/#pass=a.b.c`);
  await opened.page.locator('[aria-busy=false] h1').waitFor();
  return opened.page;
};

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const outer = document.activeElement;
    const inner = outer?.shadowRoot?.activeElement ?? outer;
    return inner?.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';
  });

describe('by keyboard alone', () => {
  test('everything is reached in the order it is read', async () => {
    const page = await track(() => trackedOf('many scans'));
    const reached: string[] = [];
    for (let step = 0; step < 7; step += 1) {
      await page.keyboard.press('Tab');
      reached.push(await focused(page));
    }
    expect(reached).toEqual([
      'Deutsch',
      'Copy Tracking number RM482913375GB',
      'Track with Royal Mail(opens in a new tab)',
      'All scans (20+)',
      'Ask a person',
      'Refresh',
      expect.anything(),
    ]);
  });

  test('scans open at a press, and the tracking number is copied', async () => {
    const page = await track(() => trackedOf('many scans'));
    await page.locator('summary').press('Enter');
    await page.getByText('Sorted 1', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Copy' }).press('Enter');
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('RM482913375GB');
    expect(await page.getByRole('status').textContent()).toBe('Copied');
  });
});

describe('older scans', () => {
  const olderScan = (hoursAgo: number) =>
    ({
      time: hoursFromNow(-hoursAgo),
      status: 'in_transit',
      rawCode: 'OLD',
      rawText: `Older ${hoursAgo}`,
    }) as TrackedParcel['scans'][number];

  test('come page by page until there are no more, and reading goes on at the first of them', async () => {
    const page = await track(({ body }) => {
      const { olderScans } = body as { olderScans?: { parcelId: TrackedParcel['parcelId']; after?: string } };
      const tracked = trackedOf('many scans');
      if (!olderScans) return tracked;
      const { parcelId, after } = olderScans;
      return after
        ? { ...tracked, olderScans: { parcelId, scans: [olderScan(90)] } }
        : { ...tracked, olderScans: { parcelId, scans: [olderScan(70), olderScan(80)], next: 'page-2' } };
    });
    await page.getByText('All scans (20+)').click();
    await page.getByRole('button', { name: 'Show older scans' }).click();
    await page.getByText('All scans (22+)').waitFor();
    expect(await focused(page)).toContain('Older 70');
    await page.getByRole('button', { name: 'Show older scans' }).click();
    await page.getByText('All scans (23)', { exact: true }).waitFor();
    expect(await page.getByRole('button', { name: 'Show older scans' }).count()).toBe(0);
    const bodies = stage.site.asked
      .filter(({ path }) => path === '/api/micro-apps/track-order')
      .map(({ body }) => body);
    expect(bodies.slice(-2)).toEqual([
      { olderScans: { parcelId: 'p-1' } },
      { olderScans: { parcelId: 'p-1', after: 'page-2' } },
    ]);
  });
});

describe('texts from outside', () => {
  const HOSTILE = `"><img src=x onerror="alert(1)"><script>alert(2)</script>\${alert(3)}{{constructor}}</article>\u202Eevil`;
  const LONG = 'W'.repeat(300);

  test.each([
    ['hostile', HOSTILE],
    ['endless', LONG],
  ])('that are %s are shown as they are, run nothing and break nothing', async (_, text) => {
    const page = await track(() => withText(trackedOf('My parcel waits at a shop'), text));
    await page.locator('details').evaluateAll((all) => {
      for (const one of all) (one as HTMLDetailsElement).open = true;
    });
    expect(await page.getByText(text.slice(0, 40)).count()).toBeGreaterThan(5);
    expect(await page.locator('img, script[src=x]').count()).toBe(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    expect(opened.requests.every(({ url }) => url.startsWith(stage.site.url))).toBe(true);
  });

  test('cannot make the carrier’s link run a script', async () => {
    const page = await track(() => {
      const tracked = trackedOf('many scans');
      // The API gives only http addresses; a page that is wrong about that must still be safe.
      return {
        ...tracked,
        parcels: tracked.parcels.map((parcel) => ({ ...parcel, trackingUrl: 'javascript:alert(1)' })),
      };
    });
    expect(await page.getByRole('link', { name: 'Track with' }).count()).toBe(0);
  });
});

/** Every text that a shop or carrier writes. */
const withText = (tracked: TrackedOrder, text: string): TrackedOrder => ({
  ...tracked,
  order: { ...tracked.order, orderNumber: text },
  parcels: tracked.parcels.map((parcel) => ({
    ...parcel,
    carrier: text,
    trackingNumber: text,
    lines: parcel.lines.map((line) => ({ ...line, title: text })),
    scans: [...parcel.scans, ...parcel.scans].map((scan, index) => ({
      ...scan,
      time: hoursFromNow(-index),
      rawText: text,
      rawCode: text,
      place: text,
    })),
    pickupPoint: { name: text, address: text, hours: text },
  })),
  notYetShipped: [{ lineId: 'l-x' as TrackedOrder['notYetShipped'][number]['lineId'], title: text, quantity: 1 }],
});
