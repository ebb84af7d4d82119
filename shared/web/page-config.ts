// What the build tells a page about its shop: public, and written into the page itself, so that it costs no request.
import type { Language } from './language.ts';

export interface PageConfig {
  /** Id of the micro-app. */
  readonly app: string;
  /** Tag of its element. */
  readonly tag: string;
  readonly title: Readonly<Record<Language, string>>;
  /** Name of the shop. */
  readonly shop: string;
  /** The shop's own: spoken to a customer whose languages we do not speak. */
  readonly language: Language;
  /** Where a person answers: an https or mailto address. */
  readonly contact: string;
  /** Base of the API. */
  readonly api: string;
}

/** The id of the data block in the page. Data blocks are never run, so the content security policy lets them be. */
export const PAGE_CONFIG_ID = 'touchpoint-page';

/** @throws Error where the page was built without it */
export const readPageConfig = (): PageConfig => {
  const text = document.getElementById(PAGE_CONFIG_ID)?.textContent;
  if (!text) throw new Error(`The page holds no #${PAGE_CONFIG_ID}.`);
  return JSON.parse(text) as PageConfig;
};
