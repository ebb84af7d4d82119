// What each route's schema takes, generated. A route without an entry fails the build.
import fc from 'fast-check';

const id = fc.string({ minLength: 1, maxLength: 128, unit: 'grapheme-ascii' });

const trackOrder = fc.record(
  {
    orderId: fc.oneof(fc.constant('1001'), id),
    olderScans: fc.record(
      { parcelId: fc.oneof(fc.constant('p-1'), id), after: fc.stringMatching(/^[\x21-\x7e]{1,400}$/) },
      { requiredKeys: ['parcelId'] },
    ),
  },
  { requiredKeys: [] },
);

export const validBodies: Readonly<Record<string, fc.Arbitrary<object>>> = {
  '/api/micro-apps/track-order': trackOrder,
  '/api/looks': fc.record({ app: fc.constant('track-order') }),
};
