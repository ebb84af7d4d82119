// What is wrong with a parcel and the one step that helps.
import { html, nothing, type TemplateResult } from 'lit';
import type { TrackedParcel } from '../output.ts';
import { lookOf } from './progress.ts';
import type { Scene } from './scene.ts';
import type { Trouble } from './words.ts';

/** Steps that only a person can take with the customer. */
const NEEDS_A_PERSON: readonly Trouble['nextStep'][] = ['report_lost', 'ask_a_person'];

export const troubleBox = (
  parcel: TrackedParcel,
  { isHeadline }: { readonly isHeadline: boolean },
  { words, suite, formats, contact }: Scene,
): TemplateResult | typeof nothing => {
  const { trouble } = parcel;
  if (!trouble) return nothing;
  const { kind, nextStep, day } = trouble;
  const label = nextStep === 'report_lost' ? words.reportLost : suite.askAPerson;
  return html`<section class="trouble ${lookOf(parcel).tone}">
    ${isHeadline ? nothing : html`<p><strong>${words.trouble[kind].title}.</strong> ${words.trouble[kind].text}</p>`}
    <h3>${words.nextStepTitle}</h3>
    <p>${words.nextStep[nextStep](day && { on: formats.onDay(day), by: formats.day(day) })}</p>
    ${
      contact && NEEDS_A_PERSON.includes(nextStep)
        ? html`<div class="actions"><a class="button primary" href=${contact}>${label}</a></div>`
        : nothing
    }
  </section>`;
};
