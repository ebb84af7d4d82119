// Statuses that are told without a scan: the first telling counts, and a scan knows better.
import { expect, test } from '@jest/globals';
import { at } from '../../../test/builders/instants.ts';
import { aParcel, aScan } from '../../../test/builders/parcel.ts';
import { withScan } from './scans.ts';

type Told = Parameters<typeof withScan>[1];

const seen = (...facts: readonly Told[]) =>
  facts.reduce((parcel, fact) => withScan(parcel, fact).parcel, aParcel({ status: 'pending' }));

const delivered = (on: string): Told => ({ scan: aScan({ time: at(on), status: 'delivered' }), statusOnly: true });
const [early, late] = [delivered('2026-08-04'), delivered('2026-08-09')];
const moving: Told = { scan: aScan({ time: at('2026-08-02') }) };

test.each([
  ['at the first telling', [early, late, moving]],
  ['whichever is heard first', [late, moving, early]],
  ['after a scan', [moving, late, early]],
])(
  'a parcel told as delivered, again and again, is delivered %s, and its scans are those of its carrier',
  (_, facts) => {
    const parcel = seen(...facts);
    expect(parcel).toMatchObject({ status: 'delivered', statusAt: at('2026-08-04'), deliveredAt: at('2026-08-04') });
    expect(parcel.scans).toEqual([moving.scan]);
  },
);

test('a telling that is no news changes nothing', () => {
  expect(withScan(seen(early), late).parcel).toEqual(seen(early));
});

test('the delivery is when it was scanned, once that is known', () => {
  const scanned: Told = { scan: aScan({ time: at('2026-08-03'), status: 'delivered' }) };
  expect(seen(early, scanned).deliveredAt).toBe(at('2026-08-03'));
  expect(seen(scanned, early).deliveredAt).toBe(at('2026-08-03'));
});

test('a word that nobody knows tells no status', () => {
  expect(seen({ scan: aScan({ status: undefined }), statusOnly: true })).toEqual(seen());
});
