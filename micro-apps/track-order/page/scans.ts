// A parcel's scans as the page holds them: the newest come with every answer, older ones page by page when asked for. Pure.
import type { TrackedOrder, TrackedParcel } from '../output.ts';

export type Scan = TrackedParcel['scans'][number];
type ScansPage = NonNullable<TrackedOrder['olderScans']>;

export interface OlderScans {
  readonly state: 'idle' | 'loading' | 'failed';
  /** Newest first. */
  readonly scans: readonly Scan[];
  /** Where the next page begins; `end` when there is none. */
  readonly next?: string | 'end';
}

export const NO_OLDER_SCANS: OlderScans = { state: 'idle', scans: [] };

/**
 * Once older scans are shown, the newest that an answer brought are kept too: a later answer has room for the newest only, and
 * what fell out of it would be missing between the two.
 */
export const withPage = (older: OlderScans, page: ScansPage, newest: readonly Scan[]): OlderScans => ({
  state: 'idle',
  scans: mergeScans(mergeScans(older.scans, newest), page.scans),
  next: page.next ?? 'end',
});

/** All known scans, each once, newest first. */
export const mergeScans = (some: readonly Scan[], others: readonly Scan[]): readonly Scan[] => {
  const known = new Map([...some, ...others].map((scan) => [scanKey(scan), scan]));
  return [...known.values()].toSorted((a, b) => (a.time < b.time ? 1 : a.time > b.time ? -1 : 0));
};

/** Tells a scan from all others: a carrier may tell several at one time. */
export const scanKey = ({ time, rawCode, place, rawText }: Scan): string =>
  JSON.stringify([time, rawCode, place, rawText]);

/** Whether a further page can be asked for. */
export const hasMore = (parcel: TrackedParcel, older: OlderScans): boolean =>
  parcel.hasOlderScans && older.next !== 'end';
