// The element that customers see: <track-order>. It asks the micro-app and draws the answer; its parts stand in page/.
import { html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { type Formats, formatsFor } from '../../shared/web/formats.ts';
import { localeFor } from '../../shared/web/language.ts';
import { type Answered, MicroAppElement } from '../../shared/web/micro-app-element.ts';
import type { TrackedOrder, TrackedParcel } from './output.ts';
import { headline, headlineSentence, showsPromiseAndScan } from './page/headline.ts';
import { linesCard } from './page/lines.ts';
import { parcelCard } from './page/parcel-card.ts';
import { refundsCard } from './page/refunds.ts';
import { NO_OLDER_SCANS, type OlderScans, withPage } from './page/scans.ts';
import type { Scene } from './page/scene.ts';
import { trackOrderStyle } from './page/style.ts';
import { words } from './page/words.ts';

type ParcelId = TrackedParcel['parcelId'];

const COPIED_MS = 3_000;

export class TrackOrder extends MicroAppElement<TrackedOrder> {
  static override styles = [...MicroAppElement.styles, trackOrderStyle];
  static override properties: PropertyDeclarations = { olderScans: { state: true }, copied: { state: true } };

  protected readonly app = 'track-order';
  declare private olderScans: ReadonlyMap<ParcelId, OlderScans>;
  declare private copied: string | undefined;

  constructor() {
    super();
    this.olderScans = new Map();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('pass')) this.olderScans = new Map();
    super.willUpdate(changed);
  }

  protected override renderAnswer({ output, at }: Answered<TrackedOrder>): TemplateResult {
    const scene = this.scene(output.timeZone, at);
    const { parcels, notYetShipped, withoutShipping, refunds } = output;
    const text = scene.words;
    return html`<div class="stack">
      ${headline(output, scene)}
      ${repeat(
        parcels,
        ({ parcelId }) => parcelId,
        (parcel, index) => {
          const isHeadline = parcel.parcelId === output.headline.parcelId;
          const isSaid = parcels.length === 1 && showsPromiseAndScan(output, parcel);
          return parcelCard(parcel, { number: index + 1, count: parcels.length, isHeadline, isSaid }, scene);
        },
      )}
      ${notYetShipped.length > 0 ? linesCard(text.notYetShipped, text.notYetShippedText, notYetShipped, scene) : nothing}
      ${withoutShipping.length > 0 ? linesCard(text.withoutShipping, text.withoutShippingText, withoutShipping, scene) : nothing}
      ${refunds.length > 0 ? refundsCard(refunds, scene) : nothing} ${this.renderHelp(output, scene)}
      ${this.renderFreshness(scene.formats.time(at))}
      ${scene.formats.foreignZone ? html`<p class="muted small">${this.words.timesAreIn(scene.formats.foreignZone)}</p>` : nothing}
    </div>`;
  }

  protected override summarize({ output, at }: Answered<TrackedOrder>): string {
    return headlineSentence(output, this.scene(output.timeZone, at));
  }

  private renderHelp({ order }: TrackedOrder, { words: text, suite, contact }: Scene): TemplateResult | typeof nothing {
    if (!contact) return nothing;
    return html`<section class="help">
      <h2>${text.help}</h2>
      <p class="muted">${text.helpText(order.orderNumber)}</p>
      <div class="actions"><a class="button" href=${contact}>${suite.askAPerson}</a></div>
    </section>`;
  }

  private scene(timeZone: string, now: Date): Scene {
    return {
      words: words[this.language],
      suite: this.words,
      formats: this.formats(timeZone, now),
      contact: this.contact,
      copied: this.copied,
      // Browsers give pages without a secure connection no clipboard.
      ...(navigator.clipboard && { copy: (trackingNumber: string) => void this.copy(trackingNumber) }),
      olderScansOf: (parcelId) => this.olderScans.get(parcelId) ?? NO_OLDER_SCANS,
      loadOlderScans: (parcelId) => void this.loadOlderScans(parcelId),
    };
  }

  private formats(timeZone: string, now: Date): Formats {
    const { language } = this;
    return formatsFor({ language, locale: localeFor(language, navigator.languages), timeZone, now });
  }

  private async copy(trackingNumber: string): Promise<void> {
    await navigator.clipboard.writeText(trackingNumber);
    this.copied = trackingNumber;
    this.announcement = words[this.language].copied;
    setTimeout(() => {
      if (this.copied === trackingNumber) this.copied = undefined;
    }, COPIED_MS);
  }

  private async loadOlderScans(parcelId: ParcelId): Promise<void> {
    const older = this.olderScans.get(parcelId) ?? NO_OLDER_SCANS;
    this.remember(parcelId, { ...older, state: 'loading' });
    const answer = await this.ask({ olderScans: { parcelId, ...(older.next && { after: older.next }) } });
    const page = answer.kind === 'answered' ? answer.output.olderScans : undefined;
    if (answer.kind !== 'answered' || !page) return this.remember(parcelId, { ...older, state: 'failed' });
    const newest = answer.output.parcels.find((parcel) => parcel.parcelId === parcelId)?.scans ?? [];
    this.remember(parcelId, withPage(older, page, newest));
    await this.updateComplete;
    // The button may be gone: what it brought is where reading goes on.
    this.renderRoot.querySelector<HTMLElement>(`li[data-time="${page.scans[0]?.time}"]`)?.focus();
  }

  private remember(parcelId: ParcelId, older: OlderScans): void {
    this.olderScans = new Map(this.olderScans).set(parcelId, older);
  }
}

customElements.define('track-order', TrackOrder);
