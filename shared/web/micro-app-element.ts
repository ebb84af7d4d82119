// What every micro-app's element does alike: takes the pass, asks, shows the answer or why there is none, keeps it fresh.
import { html, LitElement, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { type Answer, askMicroApp } from './api.ts';
import { icon } from './icons.ts';
import { firstSpoken, type Language } from './language.ts';
import { notice, type Trouble, troubleOf, waiting } from './notice.ts';
import { suiteStyle } from './style.ts';
import { VisibleTimer } from './visible-timer.ts';
import { type SuiteWords, suiteWords } from './words.ts';

/** Tells the page around an element that a customer has the answer before them. Bubbles out of every shadow root. */
export const ANSWER_SHOWN = 'touchpoint-answer-shown';

const REFRESH_MS = 60_000;
const SLOW_MS = 4_000;

/** What may be over in a minute. A pass that has ended, and an order that is not this pass's, stay so: asking again only costs. */
const PASSING: readonly Trouble['kind'][] = ['offline', 'failed'];

/** `at`: when it was true, by the API's clock. */
export interface Answered<Output> {
  readonly output: Output;
  readonly at: Date;
}

type Situation<Output> =
  | { readonly kind: 'waiting'; readonly slow: boolean }
  /** `old`: the newest try to refresh it got no answer. */
  | (Answered<Output> & { readonly kind: 'answered'; readonly old: boolean })
  | { readonly kind: 'trouble'; readonly trouble: Trouble };

/**
 * Base of a micro-app's element. Properties (and attributes of the same names): `pass` (the JWT), `api` (base of the API,
 * `/api` unless said), `contact` (address where a person answers), `lang` (the page's unless said).
 * @example <track-order api="https://track.example/api" contact="mailto:help@example.com" lang="de"></track-order>
 */
export abstract class MicroAppElement<Output> extends LitElement {
  static override styles = suiteStyle;
  static override properties: PropertyDeclarations = {
    pass: {},
    api: {},
    contact: {},
    lang: { reflect: true },
    situation: { state: true },
    announcement: { state: true },
  };

  declare pass: string | undefined;
  declare api: string;
  declare contact: string | undefined;
  declare protected situation: Situation<Output>;
  /** What a screen reader is told of without the customer having done anything. */
  declare protected announcement: string;

  private asking: AbortController | undefined;
  private moveFocus = false;

  constructor() {
    super();
    this.api = '/api';
    this.announcement = '';
    this.situation = { kind: 'waiting', slow: false };
    new VisibleTimer(this, { everyMs: REFRESH_MS, call: () => void this.refresh() });
  }

  /** Id of the micro-app. */
  protected abstract readonly app: string;
  protected abstract renderAnswer(answered: Answered<Output>): TemplateResult;
  /** The answer in one sentence: told aloud when it has changed. */
  protected abstract summarize(answered: Answered<Output>): string;

  protected get language(): Language {
    const around = this.closest('[lang]')?.getAttribute('lang') ?? document.documentElement.lang;
    return firstSpoken([this.lang, around, ...navigator.languages], 'en');
  }

  protected get words(): SuiteWords {
    return suiteWords[this.language];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.asking?.abort();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // A refusal's sentence was written by the API in the language of that moment.
    const inOldLanguage = changed.has('lang') && this.situation.kind === 'trouble';
    if (!this.hasUpdated || changed.has('pass') || changed.has('api') || inOldLanguage) void this.start();
  }

  protected override updated(changed: PropertyValues): void {
    if (!changed.has('situation') || this.situation.kind === 'waiting') return;
    if (this.moveFocus) this.renderRoot.querySelector<HTMLElement>('[data-focus]')?.focus();
    this.moveFocus = false;
    if (this.situation.kind === 'answered')
      this.dispatchEvent(new CustomEvent(ANSWER_SHOWN, { bubbles: true, composed: true }));
  }

  protected override render(): TemplateResult {
    return html`<p class="hidden" role="status">${this.announcement}</p>
      <div aria-busy=${this.situation.kind === 'waiting'}>${this.renderSituation()}</div>`;
  }

  /** Asks the micro-app with any input, e.g. for a further page. */
  protected ask(input: object, signal: AbortSignal = new AbortController().signal): Promise<Answer<Output>> {
    const { api, app, pass = '', language } = this;
    return askMicroApp<Output>({ api, app, pass, language, input, signal });
  }

  /** From nothing: a new pass, another language, or the customer tries again. */
  private async start(): Promise<void> {
    this.announcement = '';
    if (!this.pass) {
      this.asking?.abort();
      this.situation = { kind: 'trouble', trouble: { kind: 'pass_missing' } };
      return;
    }
    this.situation = { kind: 'waiting', slow: false };
    const slow = setTimeout(() => {
      if (this.situation.kind !== 'waiting') return;
      this.situation = { kind: 'waiting', slow: true };
      this.announcement = this.words.slow;
    }, SLOW_MS);
    await this.load();
    clearTimeout(slow);
  }

  /** What is shown stays until the new answer is there. */
  private async refresh(asked = false): Promise<void> {
    if (!this.pass || this.situation.kind === 'waiting') return;
    if (this.situation.kind === 'trouble' && !PASSING.includes(this.situation.trouble.kind)) return;
    const before = this.situation.kind === 'answered' ? this.summarize(this.situation) : undefined;
    await this.load();
    if (this.situation.kind !== 'answered') return;
    const now = this.summarize(this.situation);
    if (this.situation.old) this.announcement = asked ? this.words.notices.offline.title : '';
    else if (now !== before) this.announcement = now;
    else this.announcement = asked ? this.words.refreshed : '';
  }

  private async load(): Promise<void> {
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    const answer = await this.ask({}, asking.signal);
    // A newer question has been asked meanwhile, or nobody is there any more.
    if (!asking.signal.aborted) this.situation = this.situationAfter(answer);
  }

  private situationAfter(answer: Answer<Output>): Situation<Output> {
    if (answer.kind === 'answered') return { ...answer, old: false };
    const noAnswer = answer.kind === 'unreachable' || answer.problem.status >= 500 || answer.problem.status === 429;
    // An answer of a minute ago is better than none.
    if (noAnswer && this.situation.kind === 'answered') return { ...this.situation, old: true };
    if (answer.kind === 'problem') return { kind: 'trouble', trouble: troubleOf(answer.problem) };
    return { kind: 'trouble', trouble: { kind: navigator.onLine ? 'failed' : 'offline' } };
  }

  private renderSituation(): TemplateResult {
    const { situation, words } = this;
    switch (situation.kind) {
      case 'waiting':
        return waiting(situation.slow, words);
      case 'trouble': {
        const retry = (): void => {
          this.moveFocus = true;
          void this.start();
        };
        return notice({ trouble: situation.trouble, words, contact: this.contact, retry });
      }
      case 'answered':
        return this.renderAnswer(situation);
    }
  }

  /** How fresh the answer is. `time` is the time of the answer as the app writes it. */
  protected renderFreshness(time: string): TemplateResult {
    const { words, situation } = this;
    const old = situation.kind === 'answered' && situation.old;
    return html`<p class="freshness small ${old ? 'warn' : 'muted'}">
      <span>${old ? words.notUpdated(time) : words.updatedAt(time)}</span>
      <button class="plain screen" @click=${() => void this.refresh(true)}>${icon('refresh')}${words.refresh}</button>
    </p>`;
  }
}
