// The first thing a customer reads: where is it, and when does it come?
import { html, nothing, type TemplateResult } from 'lit';
import { type Icon, icon } from '../../../shared/web/icons.ts';
import type { TrackedOrder, TrackedParcel } from '../output.ts';
import { lookOf } from './progress.ts';
import { promiseMoved, promiseSentence } from './promise.ts';
import { placeAnd, saidBy } from './scan-list.ts';
import type { Scene } from './scene.ts';
import type { HeadlineKind } from './words.ts';

/** How it looks where no parcel says it. */
const LOOKS: Readonly<Record<HeadlineKind, { readonly icon: Icon; readonly tone: string }>> = {
  canceled: { icon: 'cross', tone: 'quiet' },
  not_yet_shipped: { icon: 'box', tone: 'calm' },
  label_created: { icon: 'box', tone: 'calm' },
  on_its_way: { icon: 'truck', tone: 'calm' },
  out_for_delivery: { icon: 'truck', tone: 'calm' },
  ready_to_fetch: { icon: 'pin', tone: 'good' },
  late: { icon: 'clock', tone: 'warn' },
  trouble: { icon: 'alert', tone: 'warn' },
  partly_delivered: { icon: 'check', tone: 'good' },
  delivered: { icon: 'check', tone: 'good' },
  nothing_to_ship: { icon: 'check', tone: 'calm' },
};

export const headline = (tracked: TrackedOrder, scene: Scene): TemplateResult => {
  const { order } = tracked;
  const { words, formats } = scene;
  const parcel = parcelOf(tracked);
  const { kind } = tracked.headline;
  const look = kind === 'trouble' && parcel ? lookOf(parcel) : LOOKS[kind];
  return html`<header class="headline">
    <div class="sign ${look.tone}">${icon(look.icon)}</div>
    <h1 tabindex="-1" data-focus>${title(tracked, scene)}</h1>
    <p class="when">${when(tracked, scene)}</p>
    ${parcel ? whereabouts(tracked, parcel, scene) : nothing}
    <p class="muted small">
      ${words.order(order.orderNumber)}, ${words.placed(formats.onDayOf(order.placedAt))}${
        order.total ? html` · ${words.total} ${formats.money(order.total)}` : nothing
      }
    </p>
  </header>`;
};

/** The same in one sentence, for a screen reader when it has changed. */
export const headlineSentence = (tracked: TrackedOrder, scene: Scene): string =>
  `${title(tracked, scene)}. ${when(tracked, scene)}`;

const parcelOf = ({ headline: { parcelId }, parcels }: TrackedOrder): TrackedParcel | undefined =>
  parcels.find((parcel) => parcel.parcelId === parcelId);

const title = (tracked: TrackedOrder, { words }: Scene): string => {
  const trouble = parcelOf(tracked)?.trouble;
  return tracked.headline.kind === 'trouble' && trouble
    ? words.trouble[trouble.kind].title
    : words.headline[tracked.headline.kind];
};

/** A promise says when; where there is none, the sentence says what the headline means. */
const when = (tracked: TrackedOrder, scene: Scene): string => {
  const { words, formats } = scene;
  const { kind } = tracked.headline;
  const parcel = parcelOf(tracked);
  switch (kind) {
    case 'canceled':
      return tracked.order.canceledAt
        ? `${words.canceledOn(formats.onDayOf(tracked.order.canceledAt))} ${words.meaning.canceled}`
        : words.meaning.canceled;
    case 'delivered':
      return parcel?.deliveredAt ? capital(`${formats.moment(parcel.deliveredAt)}.`) : words.meaning.delivered;
    case 'ready_to_fetch':
      return parcel?.pickupPoint ? words.fetchAt(parcel.pickupPoint.name) : words.meaning.ready_to_fetch;
    case 'trouble':
      return parcel?.trouble ? words.trouble[parcel.trouble.kind].text : words.meaning.trouble;
    case 'label_created':
    case 'on_its_way':
    case 'out_for_delivery':
    case 'late':
      return parcel?.promise ? `${promiseSentence(parcel.promise, scene)}.` : words.meaning[kind];
    case 'not_yet_shipped':
    case 'partly_delivered':
    case 'nothing_to_ship':
      return words.meaning[kind];
  }
};

/** The fact beside the promise: a scan, never a guess. */
const whereabouts = (tracked: TrackedOrder, parcel: TrackedParcel, scene: Scene): TemplateResult => {
  const [newest] = parcel.scans;
  const moving = tracked.headline.kind !== 'delivered' && tracked.headline.kind !== 'partly_delivered';
  const moved = moving && parcel.promise ? promiseMoved(parcel.promise, scene) : undefined;
  return html`${moved ? html`<p class="moved">${icon('clock')}<span>${moved}</span></p>` : nothing}
  ${
    moving && newest
      ? html`<p class="seen">
          <span class="muted">${scene.words.latestScan}:</span> ${saidBy(newest)},
          ${placeAnd(newest, scene.formats.moment(newest.time))}
        </p>`
      : nothing
  }`;
};

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
