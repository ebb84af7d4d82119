// A screen instead of an answer: waiting, no pass, a problem document, no connection. Each says what to do.
import { html, nothing, type TemplateResult } from 'lit';
import type { Problem } from '../http/problem.ts';
import { type Icon, icon } from './icons.ts';
import type { NoticeKind, NoticeWords, SuiteWords } from './words.ts';

/** Why there is no answer; a problem brings its document along. */
export type Trouble =
  | { readonly kind: NoticeKind; readonly problem?: Problem }
  | { readonly kind: 'refused'; readonly problem: Problem };

/** The problems that have words of their own, by the name their type ends in. */
const KNOWN: Readonly<Record<string, NoticeKind>> = {
  'pass-missing': 'pass_missing',
  'pass-invalid': 'pass_invalid',
  'pass-ended': 'pass_ended',
  'not-allowed': 'not_allowed',
  'not-found': 'not_found',
};

export const troubleOf = (problem: Problem): Trouble => {
  if (problem.refusal) return { kind: 'refused', problem };
  return { kind: KNOWN[problem.type.split(':').at(-1) ?? ''] ?? 'failed', problem };
};

const LOOKS: Readonly<
  Record<Trouble['kind'], { readonly icon: Icon; readonly tone: string; readonly retry: boolean }>
> = {
  pass_missing: { icon: 'link', tone: 'calm', retry: false },
  pass_invalid: { icon: 'link', tone: 'warn', retry: false },
  pass_ended: { icon: 'clock', tone: 'warn', retry: false },
  not_allowed: { icon: 'link', tone: 'warn', retry: false },
  not_found: { icon: 'box', tone: 'warn', retry: true },
  refused: { icon: 'alert', tone: 'warn', retry: true },
  offline: { icon: 'cloud', tone: 'quiet', retry: true },
  failed: { icon: 'alert', tone: 'bad', retry: true },
};

interface Given {
  readonly trouble: Trouble;
  readonly words: SuiteWords;
  /** Where a person answers. */
  readonly contact: string | undefined;
  readonly retry: () => void;
}

export const notice = ({ trouble, words, contact, retry }: Given): TemplateResult => {
  const look = LOOKS[trouble.kind];
  const { title, text } = wordsOf(trouble, words);
  return html`<section class="card stack notice">
    <div class="sign ${look.tone}">${icon(look.icon)}</div>
    <h1 tabindex="-1" data-focus>${title}</h1>
    <p>${text}</p>
    ${trouble.problem?.next ? html`<p>${trouble.problem.next}</p>` : nothing}
    ${idToTell(trouble, words)}
    <div class="actions">
      ${look.retry ? html`<button class="primary" @click=${retry}>${icon('refresh')}${words.tryAgain}</button>` : nothing}
      ${contact ? html`<a class="button ${look.retry ? '' : 'primary'}" href=${contact}>${words.askAPerson}</a>` : nothing}
    </div>
  </section>`;
};

/** The outline of an answer that is on its way. */
export const waiting = (slow: boolean, words: SuiteWords): TemplateResult =>
  html`<div class="stack waiting">
    <p class="muted">${words.waiting}</p>
    <div class="bone wide" aria-hidden="true"></div>
    <div class="bone" aria-hidden="true"></div>
    <div class="card stack" aria-hidden="true">
      <div class="bone short"></div>
      <div class="bone"></div>
      <div class="bone short"></div>
    </div>
    ${slow ? html`<p>${words.slow}</p>` : nothing}
  </div>`;

/** A refusal's own sentences come from the app, in the customer's language. */
const wordsOf = (trouble: Trouble, words: SuiteWords): NoticeWords =>
  trouble.kind === 'refused'
    ? { title: trouble.problem.title, text: trouble.problem.detail }
    : words.notices[trouble.kind];

const idToTell = ({ kind, problem }: Trouble, words: SuiteWords): TemplateResult | typeof nothing =>
  kind === 'failed' && problem?.instance
    ? html`<p class="muted small">${words.tellThisId(problem.instance.split(':').at(-1) ?? '')}</p>`
    : nothing;
