// How far a parcel has come, in four steps. The words beside it say the same: the bar is for the eye alone.
import { html, nothing, type TemplateResult } from 'lit';
import { type Icon, icon } from '../../../shared/web/icons.ts';
import type { TrackedParcel } from '../output.ts';
import type { Scene } from './scene.ts';
import type { Status } from './words.ts';

const STEPS = 4;

interface Look {
  readonly icon: Icon;
  readonly tone: 'calm' | 'good' | 'warn' | 'bad' | 'quiet';
  /** The step it is at; none where it no longer moves towards the customer. */
  readonly step?: number;
}

const LOOKS: Readonly<Record<Status, Look>> = {
  pending: { icon: 'box', tone: 'calm', step: 1 },
  label_created: { icon: 'box', tone: 'calm', step: 1 },
  in_transit: { icon: 'truck', tone: 'calm', step: 2 },
  delayed: { icon: 'clock', tone: 'warn', step: 2 },
  exception: { icon: 'alert', tone: 'warn', step: 2 },
  stale: { icon: 'clock', tone: 'warn', step: 2 },
  out_for_delivery: { icon: 'truck', tone: 'calm', step: 3 },
  failed_attempt: { icon: 'alert', tone: 'warn', step: 3 },
  available_for_pickup: { icon: 'pin', tone: 'good', step: 3 },
  delivered: { icon: 'check', tone: 'good', step: 4 },
  returned_to_sender: { icon: 'alert', tone: 'bad' },
  undeliverable: { icon: 'alert', tone: 'bad' },
  canceled: { icon: 'cross', tone: 'quiet' },
};

/** Trouble that a status does not show (a promise that is over) still colours it. */
export const lookOf = ({ status, trouble }: TrackedParcel): Look => {
  const look = LOOKS[status];
  return trouble && look.tone === 'calm' ? { ...look, tone: 'warn' } : look;
};

export const progress = (parcel: TrackedParcel, { words }: Scene): TemplateResult => {
  const look = lookOf(parcel);
  return html`<div class="progress ${look.tone}">
    <p class="status">
      ${icon(look.icon)}<strong>${words.status[parcel.status]}</strong>
      ${look.step ? html`<span class="muted small">${words.step(look.step, STEPS)}</span>` : nothing}
    </p>
    ${look.step ? bar(look.step) : nothing}
  </div>`;
};

const bar = (step: number): TemplateResult =>
  html`<div class="bar" aria-hidden="true">
    ${Array.from({ length: STEPS }, (_, index) => html`<i class=${index < step ? 'done' : ''}></i>`)}
  </div>`;
