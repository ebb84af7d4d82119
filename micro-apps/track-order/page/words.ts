// Every word of the page, in every language. A value of an enum without its word does not compile.
import type { Language } from '../../../shared/web/language.ts';
import type { TrackedOrder, TrackedParcel } from '../output.ts';
import { de } from './words-de.ts';
import { en } from './words-en.ts';

export type HeadlineKind = TrackedOrder['headline']['kind'];
export type Status = TrackedParcel['status'];
export type Trouble = NonNullable<TrackedParcel['trouble']>;
export type Proof = NonNullable<TrackedParcel['proofOfDelivery']>['kind'];

/** Places in a sentence are filled with what `Formats` writes. */
export interface Words {
  readonly headline: Readonly<Record<HeadlineKind, string>>;
  /** What a headline means, where neither a promise nor a trouble says more. */
  readonly meaning: Readonly<Record<HeadlineKind, string>>;
  readonly status: Readonly<Record<Status, string>>;
  readonly trouble: Readonly<Record<Trouble['kind'], { readonly title: string; readonly text: string }>>;
  /** `on` holds the word before a date ("on Thursday"), `by` does not. */
  readonly nextStep: Readonly<
    Record<Trouble['nextStep'], (day?: { readonly on: string; readonly by: string }) => string>
  >;
  readonly proof: Readonly<Record<Proof, string>>;

  readonly order: (orderNumber: string) => string;
  readonly placed: (onDay: string) => string;
  readonly total: string;
  readonly promisedBy: (day: string) => string;
  /** The day is over. */
  readonly wasPromisedFor: (day: string) => string;
  readonly promisedFor: (days: string) => string;
  readonly promiseMoved: (was: string, movedOn: string) => string;
  readonly canceledOn: (onDay: string) => string;
  readonly fetchAt: (place: string, until?: string) => string;

  readonly parcel: string;
  readonly parcelOf: (number: number, count: number) => string;
  readonly step: (number: number, count: number) => string;
  readonly nextStepTitle: string;
  readonly promise: string;
  readonly latestScan: string;
  readonly noScan: string;
  readonly delivered: string;
  readonly pickupPoint: string;
  readonly fetchUntil: (day: string) => string;
  readonly contents: string;
  readonly pieces: (quantity: number) => string;
  readonly trackingNumber: string;
  readonly copy: string;
  readonly copied: string;
  readonly trackAt: (carrier: string) => string;
  readonly allScans: (count: string) => string;
  readonly olderScans: string;
  readonly loading: string;
  readonly olderScansFailed: string;
  readonly somethingMissing: string;
  readonly reportLost: string;

  readonly notYetShipped: string;
  readonly notYetShippedText: string;
  readonly withoutShipping: string;
  readonly withoutShippingText: string;
  readonly refunds: string;
  readonly refunded: (onDay: string, money?: string) => string;
  readonly refundDelay: string;
  readonly help: string;
  readonly helpText: (orderNumber: string) => string;
}

export const words: Readonly<Record<Language, Words>> = { en, de };
