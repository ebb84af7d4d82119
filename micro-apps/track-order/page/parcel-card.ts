// One parcel: how far it is, what was promised and what was scanned, what is in it, and where to look further.
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../../shared/web/icons.ts';
import type { TrackedParcel } from '../output.ts';
import { capital } from './headline.ts';
import { lineList } from './lines.ts';
import { lookOf, progress } from './progress.ts';
import { promisedDays, promiseMoved } from './promise.ts';
import { placeAnd, saidBy, scanList } from './scan-list.ts';
import type { Scene } from './scene.ts';
import { troubleBox } from './trouble-box.ts';

interface Place {
  /** From 1. */
  readonly number: number;
  readonly count: number;
  /** Whether the headline speaks of it: then its trouble needs no title again. */
  readonly isHeadline: boolean;
  /** Whether the headline of an order's only parcel has said what was promised and what was scanned. */
  readonly isSaid: boolean;
}

export const parcelCard = (parcel: TrackedParcel, place: Place, scene: Scene): TemplateResult => {
  const { words } = scene;
  const heading = place.count > 1 ? words.parcelOf(place.number, place.count) : words.parcel;
  const id = `parcel-${place.number}`;
  return html`<article class="card stack parcel" aria-labelledby=${id}>
    <header>
      <h2 id=${id}>${heading} <span class="muted">${parcel.carrier}</span></h2>
    </header>
    ${progress(parcel, scene)} ${parcel.trouble ? troubleBox(parcel, place, scene) : nothing} ${facts(parcel, place, scene)}
    ${
      parcel.lines.length > 0
        ? html`<section>
            <h3>${words.contents}</h3>
            ${lineList(parcel.lines, scene)}
          </section>`
        : nothing
    }
    ${tracking(parcel, scene)} ${actions(parcel, scene)} ${scanList(parcel, scene)}
  </article>`;
};

const fact = (label: string, value: TemplateResult | string, more?: string): TemplateResult =>
  html`<div>
    <dt>${label}</dt>
    <dd>${value}${more ? html`<span class="muted small">${more}</span>` : nothing}</dd>
  </div>`;

/** Promise and fact stand side by side and are never mixed into one. */
const facts = (parcel: TrackedParcel, { isSaid }: Place, scene: Scene): TemplateResult | typeof nothing => {
  const { words, formats } = scene;
  const { promise, deliveredAt, proofOfDelivery, pickupPoint, status } = parcel;
  const [newest] = parcel.scans;
  const showsPickup = pickupPoint && status !== 'delivered';
  if (isSaid) return showsPickup ? html`<dl class="facts">${pickup(pickupPoint, scene)}</dl>` : nothing;
  return html`<dl class="facts">
    ${promise ? fact(words.promise, capital(promisedDays(promise, scene)), promiseMoved(promise, scene)) : nothing}
    ${
      deliveredAt && status === 'delivered'
        ? fact(
            words.delivered,
            capital(formats.moment(deliveredAt)),
            proofOfDelivery && words.proof[proofOfDelivery.kind],
          )
        : newest
          ? fact(words.latestScan, saidBy(newest), placeAnd(newest, formats.moment(newest.time)))
          : fact(words.latestScan, words.noScan)
    }
    ${showsPickup ? pickup(pickupPoint, scene) : nothing}
  </dl>`;
};

const pickup = (point: NonNullable<TrackedParcel['pickupPoint']>, { words, formats }: Scene): TemplateResult =>
  html`<div class="wide">
    <dt>${words.pickupPoint}</dt>
    <dd>
      ${point.name}<br />${point.address} ${point.hours ? html`<br />${point.hours}` : nothing}
      ${point.until ? html`<br /><strong>${words.fetchUntil(formats.day(point.until))}</strong>` : nothing}
    </dd>
  </div>`;

const tracking = (parcel: TrackedParcel, scene: Scene): TemplateResult | typeof nothing => {
  const { trackingNumber, carrier } = parcel;
  const trackingUrl = webAddress(parcel.trackingUrl);
  if (!trackingNumber && !trackingUrl) return nothing;
  return html`<section class="tracking">
    ${trackingNumber ? number(trackingNumber, scene) : nothing}
    ${
      trackingUrl
        ? html`<a href=${trackingUrl} target="_blank" rel="noopener noreferrer"
            >${scene.words.trackAt(carrier)}${icon('outward')}<span class="hidden">(${scene.suite.opensNewTab})</span></a
          >`
        : nothing
    }
  </section>`;
};

/** A link that a carrier or shop gave may lead to a web page and do nothing else. */
const webAddress = (address: string | undefined): string | undefined =>
  /^https?:\/\//i.test(address ?? '') ? address : undefined;

const number = (trackingNumber: string, { words, copy, copied }: Scene): TemplateResult => {
  const isCopied = copied === trackingNumber;
  return html`<h3>${words.trackingNumber}</h3>
    <p class="number">
      <code>${trackingNumber}</code>
      ${
        copy
          ? html`<button class="plain screen" @click=${() => copy(trackingNumber)}>
              ${icon(isCopied ? 'check' : 'copy')}${isCopied ? words.copied : words.copy}<span class="hidden">
                ${words.trackingNumber} ${trackingNumber}</span
              >
            </button>`
          : nothing
      }
    </p>`;
};

const actions = (parcel: TrackedParcel, { words, contact }: Scene): TemplateResult | typeof nothing =>
  contact && lookOf(parcel).step === 4
    ? html`<div class="actions"><a class="button" href=${contact}>${words.somethingMissing}</a></div>`
    : nothing;
