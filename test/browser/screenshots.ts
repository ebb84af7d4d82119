// node test/browser/screenshots.ts: writes the pictures of the README. The same sources give the same pictures.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchBrowser, openPage, type Viewer } from './browser.ts';
import { trackedOf } from './states.ts';
import { startStubSite } from './stub-site.ts';

const PHONE = { width: 360, height: 700 };

const PICTURES: readonly (Viewer & { readonly file: string; readonly state: string })[] = [
  { ...PHONE, file: 'track-order-light.png', state: 'My parcel is on its way' },
  { ...PHONE, file: 'track-order-dark.png', state: 'The courier came when I was out', colorScheme: 'dark' },
  { ...PHONE, file: 'track-order-german.png', state: 'My parcel comes later than I was told', locale: 'de-DE' },
];

/** @param folder where the pictures go */
const takeScreenshots = async (folder: string): Promise<void> => {
  const [site, browser] = await Promise.all([startStubSite(), launchBrowser()]);
  mkdirSync(folder, { recursive: true });
  for (const { file, state, ...viewer } of PICTURES) {
    site.reply(() => ({ status: 200, body: trackedOf(state) }));
    const { page } = await openPage(browser, viewer);
    await page.goto(`${site.url}/track-order/#pass=a.b.c`);
    await page.locator('[aria-busy=false] h1').waitFor();
    await page.screenshot({ path: join(folder, file), animations: 'disabled' });
    await page.context().close();
  }
  await browser.close();
  await site.close();
};

await takeScreenshots(fileURLToPath(new URL('../../docs', import.meta.url)));
