// The first thing a customer reads: where is it, and when does it come?
import { html, nothing, type TemplateResult } from 'lit';
import { type Icon, icon } from '../../../shared/web/icons.ts';
import type { TrackedOrder, TrackedParcel } from '../output.ts';
import { lookOf } from './progress.ts';
import { promiseMoved, promiseSentence } from './promise.ts';
import { placeAnd, saidBy } from './scan-list.ts';
import type { Scene } from './scene.ts';
import type { HeadlineKind } from './words.ts';

/** How it looks, and whether the parcel it speaks of is still coming: then promise and newest scan stand with it. */
interface Look {
  readonly icon: Icon;
  readonly tone: string;
  readonly isComing: boolean;
}

const LOOKS: Readonly<Record<HeadlineKind, Look>> = {
  canceled: { icon: 'cross', tone: 'quiet', isComing: false },
  not_yet_shipped: { icon: 'box', tone: 'calm', isComing: false },
  label_created: { icon: 'box', tone: 'calm', isComing: true },
  on_its_way: { icon: 'truck', tone: 'calm', isComing: true },
  out_for_delivery: { icon: 'truck', tone: 'calm', isComing: true },
  ready_to_fetch: { icon: 'pin', tone: 'good', isComing: false },
  late: { icon: 'clock', tone: 'warn', isComing: true },
  trouble: { icon: 'alert', tone: 'warn', isComing: true },
  partly_delivered: { icon: 'check', tone: 'good', isComing: false },
  delivered: { icon: 'check', tone: 'good', isComing: false },
  nothing_to_ship: { icon: 'check', tone: 'calm', isComing: false },
};

export const headline = (tracked: TrackedOrder, scene: Scene): TemplateResult => {
  const { words, formats } = scene;
  const {
    order,
    headline: { kind },
  } = tracked;
  const parcel = parcelOf(tracked);
  const look = kind === 'trouble' && parcel ? lookOf(parcel) : LOOKS[kind];
  return html`<header class="headline">
    <div class="sign ${look.tone}">${icon(look.icon)}</div>
    <div>
      ${parcel && tracked.parcels.length > 1 ? html`<p class="muted">${whichParcel(tracked, parcel, scene)}</p>` : nothing}
      <h1 tabindex="-1" data-focus>${title(tracked, scene)}</h1>
    </div>
    <p class="when">${when(tracked, scene)}</p>
    ${parcel && showsPromiseAndScan(tracked, parcel) ? promiseAndScan(tracked, parcel, scene) : nothing}
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

/** Whether the headline already says of this parcel what was promised and what was scanned. */
export const showsPromiseAndScan = ({ headline: { kind, parcelId } }: TrackedOrder, parcel: TrackedParcel): boolean =>
  parcel.parcelId === parcelId && LOOKS[kind].isComing;

const parcelOf = ({ headline: { parcelId }, parcels }: TrackedOrder): TrackedParcel | undefined =>
  parcels.find((parcel) => parcel.parcelId === parcelId);

const whichParcel = ({ parcels }: TrackedOrder, parcel: TrackedParcel, { words }: Scene): string =>
  `${words.parcelOf(parcels.indexOf(parcel) + 1, parcels.length)}, ${parcel.carrier}`;

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
      return parcel?.deliveredAt ? `${capital(formats.moment(parcel.deliveredAt))}.` : words.meaning.delivered;
    case 'ready_to_fetch':
      return parcel?.pickupPoint ? fetchAt(parcel.pickupPoint, scene) : words.meaning.ready_to_fetch;
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

const fetchAt = ({ name, until }: NonNullable<TrackedParcel['pickupPoint']>, { words, formats }: Scene): string =>
  words.fetchAt(name, until && formats.day(until));

/** What was told beside what is known: a scan, never a guess. */
const promiseAndScan = (tracked: TrackedOrder, parcel: TrackedParcel, scene: Scene): TemplateResult => {
  const [newest] = parcel.scans;
  const { promise } = parcel;
  const moved = promise && promiseMoved(promise, scene);
  return html`${promise && tracked.headline.kind === 'trouble' ? html`<p>${promiseSentence(promise, scene)}.</p>` : nothing}
  ${moved ? html`<p class="moved">${icon('clock')}<span>${moved}</span></p>` : nothing}
  ${
    newest
      ? html`<p>
          <span class="muted">${scene.words.latestScan}:</span> ${saidBy(newest)}<br />
          <span class="muted small">${placeAnd(newest, scene.formats.moment(newest.time))}</span>
        </p>`
      : nothing
  }`;
};

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
