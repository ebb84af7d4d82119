// A carrier's words: kept where they speak of the parcel, left out where they may speak of a person.
import { expect, test } from '@jest/globals';
import type { Scan } from '../profile/parcel.ts';
import { rawTextOf } from './carrier-text.ts';

test.each([
  ['label_created', 'Shipping label created, USPS awaiting item'],
  ['in_transit', 'Departed FedEx location MEMPHIS, TN'],
  ['out_for_delivery', 'Out for delivery'],
  ['delayed', 'Verzögerung wegen Wetter'],
] as const)('of a parcel that is %s is kept: %s', (status, text) => {
  expect(rawTextOf({ status, text })).toEqual({ rawText: text });
});

test.each<[Scan['status'], string]>([
  ['delivered', 'Left at the back'],
  ['failed_attempt', 'Nobody at home'],
  ['available_for_pickup', 'Kiosk Byron'],
  [undefined, 'Handed over'],
  ['in_transit', 'Redirected to Ada Byron'],
  ['exception', 'Address 12 Dorset St not found'],
  ['in_transit', 'Signed A BYRON'],
  ['out_for_delivery', 'A. BYRON'],
  ['exception', 'Herr Byron nicht angetroffen'],
  ['exception', 'Unterschrieben: Byron'],
  ['delayed', 'Dorsetstraße gesperrt'],
  ['exception', 'ada@example.com'],
])('of a parcel that is %s is left out: %s', (status, text) => {
  expect(rawTextOf({ status, text })).toEqual({});
});
