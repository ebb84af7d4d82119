// A trail of scans stays whole and in order, whichever answer brought which part.
import { describe, expect, test } from '@jest/globals';
import { hoursFromNow } from '../example-orders.ts';
import type { TrackedOrder, TrackedParcel } from '../output.ts';
import { hasMore, mergeScans, NO_OLDER_SCANS, type Scan, withPage } from './scans.ts';

const scan = (hoursAgo: number, rawCode = 'X'): Scan => ({ time: hoursFromNow(-hoursAgo), rawCode }) as Scan;
const hours = (scans: readonly Scan[]) =>
  scans.map(({ time }) => (Date.parse(hoursFromNow(0)) - Date.parse(time)) / 3_600_000);
const page = (scans: readonly Scan[], next?: string) =>
  ({ parcelId: 'p-1', scans: [...scans], next }) as NonNullable<TrackedOrder['olderScans']>;
const parcel = { hasOlderScans: true } as TrackedParcel;

describe('a trail of scans', () => {
  test('has each scan once, newest first', () => {
    expect(hours(mergeScans([scan(1), scan(3)], [scan(2), scan(3)]))).toEqual([1, 2, 3]);
  });

  test('keeps two that the carrier told at one time', () => {
    expect(mergeScans([scan(1, 'A')], [scan(1, 'B')])).toHaveLength(2);
  });

  test('has no gap when newer scans push others out of the answer', () => {
    const older = withPage(NO_OLDER_SCANS, page([scan(5), scan(6)], 'more'), [scan(3), scan(4)]);
    const nextAnswer = [scan(1), scan(2)];
    expect(hours(mergeScans(nextAnswer, older.scans))).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('has more pages until one names no next', () => {
    expect(hasMore(parcel, NO_OLDER_SCANS)).toBe(true);
    const first = withPage(NO_OLDER_SCANS, page([scan(5)], 'more'), []);
    expect(hasMore(parcel, first)).toBe(true);
    expect(hasMore(parcel, withPage(first, page([scan(6)]), []))).toBe(false);
    expect(hasMore({ ...parcel, hasOlderScans: false }, NO_OLDER_SCANS)).toBe(false);
  });
});
