// Money that the shop sent back.
import { html, type TemplateResult } from 'lit';
import type { TrackedOrder } from '../output.ts';
import type { Scene } from './scene.ts';

export const refundsCard = (refunds: TrackedOrder['refunds'], { words, formats }: Scene): TemplateResult =>
  html`<section class="card stack">
    <h2>${words.refunds}</h2>
    <ul class="refunds">
      ${refunds.map(
        ({ refundedAt, money }) =>
          html`<li>${words.refunded(formats.onDayOf(refundedAt), money && formats.money(money))}</li>`,
      )}
    </ul>
    <p class="muted small">${words.refundDelay}</p>
  </section>`;
