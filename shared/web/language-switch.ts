// Lets the customer choose a language, and remembers the choice on this device.
import { LANGUAGE_NAMES, LANGUAGES, type Language } from './language.ts';

const KEPT = 'touchpoint-language';

/** What the customer chose before comes first, then what the browser asks for. */
export const wantedLanguages = (): readonly string[] => {
  try {
    const chosen = localStorage.getItem(KEPT);
    return chosen ? [chosen, ...navigator.languages] : navigator.languages;
  } catch {
    return navigator.languages;
  }
};

/** Fills an element with a button for each other language, named as its speakers call it. */
export const showLanguageSwitch = (
  place: Element,
  given: { readonly current: Language; readonly label: string; readonly choose: (language: Language) => void },
): void => {
  place.setAttribute('aria-label', given.label);
  place.replaceChildren(
    ...LANGUAGES.filter((language) => language !== given.current).map((language) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.lang = language;
      button.textContent = LANGUAGE_NAMES[language];
      button.addEventListener('click', () => {
        remember(language);
        given.choose(language);
        place.querySelector('button')?.focus();
      });
      return button;
    }),
  );
};

const remember = (language: Language): void => {
  try {
    localStorage.setItem(KEPT, language);
  } catch {
    // A browser that forbids storage asks again next time.
  }
};
