// What every micro-app says alike, in every language: waiting, no connection, no pass, and the way to a person.
import type { Language } from './language.ts';

/** A screen instead of an answer: what is wrong, and what the customer can do. */
export interface NoticeWords {
  readonly title: string;
  readonly text: string;
}

/** Why there is no answer. */
export type NoticeKind =
  | 'pass_missing'
  | 'pass_invalid'
  | 'pass_ended'
  | 'not_allowed'
  | 'not_found'
  | 'offline'
  | 'failed';

export interface SuiteWords {
  readonly notices: Readonly<Record<NoticeKind, NoticeWords>>;
  readonly waiting: string;
  readonly slow: string;
  readonly tryAgain: string;
  readonly refresh: string;
  readonly refreshed: string;
  readonly updatedAt: (time: string) => string;
  readonly notUpdated: (time: string) => string;
  readonly askAPerson: string;
  readonly tellThisId: (id: string) => string;
  readonly opensNewTab: string;
  readonly timesAreIn: (zone: string) => string;
  readonly languages: string;
}

export const suiteWords: Readonly<Record<Language, SuiteWords>> = {
  en: {
    notices: {
      pass_missing: {
        title: 'Open the link from your message',
        text: 'For your privacy this page shows an order only through the link we sent you. Please open that link again.',
      },
      pass_invalid: {
        title: 'This link does not work',
        text: 'It may have been cut off on the way, or a newer one has replaced it. Please open the newest link from your messages.',
      },
      pass_ended: {
        title: 'This link has ended',
        text: 'Links work for a limited time. Ask us for a new one and we will send it to you.',
      },
      not_allowed: {
        title: 'This link is for something else',
        text: 'It does not open this page. Please open the link from the message about this order.',
      },
      not_found: {
        title: 'We cannot find this order',
        text: 'It may be so new that it has not reached us yet. Please try again in a few minutes.',
      },
      offline: {
        title: 'You are offline',
        text: 'As soon as you are connected again, this page loads by itself.',
      },
      failed: {
        title: 'That did not work',
        text: 'The fault is on our side. Please try again in a moment.',
      },
    },
    waiting: 'Looking up your order…',
    slow: 'This takes longer than usual. Please stay on this page.',
    tryAgain: 'Try again',
    refresh: 'Refresh',
    refreshed: 'Up to date.',
    updatedAt: (time) => `Updated at ${time}`,
    notUpdated: (time) => `No connection. This is how it stood at ${time}.`,
    askAPerson: 'Ask a person',
    tellThisId: (id) => `If you ask us about it, please mention this id: ${id}`,
    opensNewTab: 'opens in a new tab',
    timesAreIn: (zone) => `All times are in ${zone}.`,
    languages: 'Language',
  },
  de: {
    notices: {
      pass_missing: {
        title: 'Öffne den Link aus deiner Nachricht',
        text: 'Zum Schutz deiner Daten zeigt diese Seite eine Bestellung nur über den Link, den wir dir geschickt haben. Bitte öffne ihn noch einmal.',
      },
      pass_invalid: {
        title: 'Dieser Link funktioniert nicht',
        text: 'Vielleicht ist er unvollständig, oder ein neuerer hat ihn ersetzt. Bitte öffne den neuesten Link aus deinen Nachrichten.',
      },
      pass_ended: {
        title: 'Dieser Link ist abgelaufen',
        text: 'Links gelten nur für eine bestimmte Zeit. Frag uns nach einem neuen, dann schicken wir ihn dir.',
      },
      not_allowed: {
        title: 'Dieser Link ist für etwas anderes',
        text: 'Er öffnet diese Seite nicht. Bitte öffne den Link aus der Nachricht zu dieser Bestellung.',
      },
      not_found: {
        title: 'Wir finden diese Bestellung nicht',
        text: 'Vielleicht ist sie so neu, dass sie noch nicht bei uns angekommen ist. Bitte versuche es in ein paar Minuten noch einmal.',
      },
      offline: {
        title: 'Du bist offline',
        text: 'Sobald du wieder verbunden bist, lädt diese Seite von selbst.',
      },
      failed: {
        title: 'Das hat nicht geklappt',
        text: 'Der Fehler liegt bei uns. Bitte versuche es gleich noch einmal.',
      },
    },
    waiting: 'Wir suchen deine Bestellung…',
    slow: 'Das dauert länger als sonst. Bitte bleib auf dieser Seite.',
    tryAgain: 'Noch einmal versuchen',
    refresh: 'Aktualisieren',
    refreshed: 'Alles auf dem neuesten Stand.',
    updatedAt: (time) => `Stand: ${time}`,
    notUpdated: (time) => `Keine Verbindung. Das war der Stand um ${time}.`,
    askAPerson: 'Frag einen Menschen',
    tellThisId: (id) => `Wenn du uns danach fragst, nenne bitte diese Kennung: ${id}`,
    opensNewTab: 'öffnet sich in einem neuen Tab',
    timesAreIn: (zone) => `Alle Uhrzeiten in der Zeitzone ${zone}.`,
    languages: 'Sprache',
  },
};
