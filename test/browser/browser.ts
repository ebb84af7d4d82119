// The browser of the tests: a Chromium that comes from npm where it runs, else an installed Chrome.
import { type Browser, chromium, type Page } from 'playwright-core';

/** None of these reach out to the network, and none need rights that a test machine does not give. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/**
 * Starts the browser: `CHROME_PATH` if set, else the Chromium from npm (Linux x64).
 * @throws Error with what to do where there is none
 */
export const launchBrowser = async (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.CHROME_PATH ?? (await packagedChromium()),
    args: FLAGS,
    headless: true,
  });

const packagedChromium = async (): Promise<string> => {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('Set CHROME_PATH to an installed Chrome or Chromium: the packaged one runs on Linux x64 only.');
  }
  const { default: packaged } = await import('@sparticuz/chromium');
  return packaged.executablePath();
};

/** What a page did that nobody should see: errors, broken policies, requests that went elsewhere. */
export interface Watched {
  readonly page: Page;
  readonly complaints: readonly string[];
  /** Address, referrer and method of every request. */
  readonly requests: readonly {
    readonly method: string;
    readonly url: string;
    readonly referrer: string | undefined;
  }[];
}

export interface Viewer {
  readonly width: number;
  readonly height?: number;
  readonly colorScheme?: 'light' | 'dark';
  /** BCP 47. */
  readonly locale?: string;
  readonly timezoneId?: string;
}

/** A fresh page of somebody who was never here. Close its context after use. */
export const openPage = async (browser: Browser, viewer: Viewer): Promise<Watched> => {
  const { width, height = 800, colorScheme = 'light', locale = 'en-GB', timezoneId = 'Europe/London' } = viewer;
  const context = await browser.newContext({ viewport: { width, height }, colorScheme, locale, timezoneId });
  const page = await context.newPage();
  const complaints: string[] = [];
  const requests: { method: string; url: string; referrer: string | undefined }[] = [];
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(`console: ${message.text()}`);
  });
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    requests.push({ method: request.method(), url: request.url(), referrer: request.headers().referer });
  });
  return { page, complaints, requests };
};
