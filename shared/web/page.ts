// The page around one micro-app: hands the pass to its element, speaks the customer's language, reports that a person looked.
import { reportLook } from './api.ts';
import { chooseLanguage, type Language } from './language.ts';
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
  speak(chooseLanguage(wantedLanguages(), config.language));

  element.api = config.api;
  element.contact = config.contact;
  // A property and not an attribute: what stands in the document can be copied with it.
  element.pass = pass;
  onNewPass((another) => {
    element.pass = another;
  });
  element.addEventListener(ANSWER_SHOWN, () => whenSeen(() => report(element, config.app)), { once: true });
};

const report = ({ api, pass }: MicroAppElement<unknown>, app: string): void => {
  if (pass) reportLook({ api, app, pass });
};
