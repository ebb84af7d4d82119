// What is in a parcel, or not yet in one.
import { html, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { TrackedOrder } from '../output.ts';
import type { Scene } from './scene.ts';

type Lines = TrackedOrder['notYetShipped'];

export const lineList = (lines: Lines, { words }: Scene): TemplateResult =>
  html`<ul class="lines">
    ${repeat(
      lines,
      ({ lineId }) => lineId,
      ({ title, quantity }) => html`<li><span class="muted">${words.pieces(quantity)}</span><span>${title}</span></li>`,
    )}
  </ul>`;

/** Lines that are in no parcel, on a card of their own. */
export const linesCard = (title: string, text: string, lines: Lines, scene: Scene): TemplateResult =>
  html`<section class="card stack">
    <h2>${title}</h2>
    ${lineList(lines, scene)}
    <p class="muted small">${text}</p>
  </section>`;
