// The carrier's scans, newest first: the newest stands on the card, the others open on demand.
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { icon } from '../../../shared/web/icons.ts';
import type { TrackedParcel } from '../output.ts';
import { hasMore, mergeScans, type Scan, scanKey } from './scans.ts';
import type { Scene } from './scene.ts';

export const scanList = (parcel: TrackedParcel, scene: Scene): TemplateResult | typeof nothing => {
  const { words } = scene;
  const older = scene.olderScansOf(parcel.parcelId);
  const scans = mergeScans(parcel.scans, older.scans);
  const more = hasMore(parcel, older);
  if (scans.length < 2 && !more) return nothing;
  const busy = older.state === 'loading';
  return html`<details class="scans">
    <summary>${words.allScans(`${scans.length}${more ? '+' : ''}`)}${icon('chevron')}</summary>
    <ol>
      ${repeat(scans, scanKey, (scan, index) => scanItem(scan, scans[index + 1], scene))}
    </ol>
    ${
      more
        ? html`<button aria-disabled=${busy} @click=${() => !busy && scene.loadOlderScans(parcel.parcelId)}>
            ${busy ? words.loading : words.olderScans}
          </button>`
        : nothing
    }
    ${older.state === 'failed' ? html`<p role="alert">${words.olderScansFailed}</p>` : nothing}
  </details>`;
};

/** Our own word stands only where the status changed: a dozen times "on its way" says nothing. */
const scanItem = (scan: Scan, before: Scan | undefined, { words, formats }: Scene): TemplateResult => {
  const changed = scan.status && scan.status !== before?.status ? words.status[scan.status] : undefined;
  const said = saidBy(scan);
  return html`<li tabindex="-1" data-time=${scan.time}>
    ${changed ? html`<strong>${changed}</strong>` : nothing}
    ${changed && sameWords(said, changed) ? nothing : html`<span>${said}</span>`}
    <span class="muted small">${placeAnd(scan, formats.moment(scan.time))}</span>
  </li>`;
};

/** The carrier's own words, as they came. */
export const saidBy = (scan: Scan): string => scan.rawText ?? scan.rawCode;

export const placeAnd = ({ place }: Scan, moment: string): string => (place ? `${place} · ${moment}` : moment);

const sameWords = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
