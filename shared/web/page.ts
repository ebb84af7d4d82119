// The page around one micro-app: hands the pass to its element, speaks the customer's language, reports that a person looked.
import { reportLook } from './api.ts';
import { firstSpoken, type Language } from './language.ts';
import { showLanguageSwitch, wantedLanguages } from './language-switch.ts';
import { whenSeen } from './look.ts';
import { ANSWER_SHOWN, type MicroAppElement } from './micro-app-element.ts';
import { readPageConfig } from './page-config.ts';
import { onNewPass, takePass } from './pass-keeper.ts';
import { suiteWords } from './words.ts';

/** Opens the page it runs in. Its script calls this once the element is defined. */
export const openPage = (): void => {
  const pass = takePass();
  const config = readPageConfig();
  const element = document.querySelector<MicroAppElement<unknown>>(config.tag);
  if (!element) throw new Error(`The page holds no <${config.tag}>.`);

  const speak = (language: Language): void => {
    document.documentElement.lang = language;
    document.title = `${config.title[language]} · ${config.shop}`;
    element.lang = language;
    const languages = document.querySelector('#languages');
    if (languages)
      showLanguageSwitch(languages, { current: language, label: suiteWords[language].languages, choose: speak });
  };
  speak(firstSpoken(wantedLanguages(), config.language));

  element.api = config.api;
  element.contact = config.contact;
  // A property and not an attribute: what stands in the document can be copied with it.
  element.pass = pass;
  let stopWatching = watchForLook(element, config.app);
  onNewPass((another) => {
    if (another === element.pass) return;
    stopWatching();
    element.pass = another;
    stopWatching = watchForLook(element, config.app);
  });
};

/** A look is reported once for each pass, when its answer is seen. Answers how to stop waiting for that. */
const watchForLook = (element: MicroAppElement<unknown>, app: string): (() => void) => {
  const watching = new AbortController();
  const { signal } = watching;
  const report = (): void => {
    const { api, pass } = element;
    if (pass) reportLook({ api, app, pass });
  };
  element.addEventListener(ANSWER_SHOWN, () => whenSeen(report, signal), { once: true, signal });
  return () => watching.abort();
};
