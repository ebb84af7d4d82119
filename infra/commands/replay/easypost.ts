// npm run replay -- easypost <folder>: each tracker's parcel is shipped, and its scans come by signed webhook. All of it happens
// twice: once as the files tell it, and once out of order, in pieces and repeatedly. Both must end alike.
import type { TrackedParcel } from '../../../micro-apps/track-order/output.ts';
import type { SentFact } from '../facts-of-order.ts';
import { sendFacts } from '../send-facts.ts';
import { easyPostSender } from '../send-webhook.ts';
import { byParcel, differencesOf, eventAround, readTrackers, type Tracker } from './easypost-trackers.ts';
import { checkAll } from './in-parallel.ts';
import { progress } from './progress.ts';
import { seededRandom, shuffled } from './seeded-random.ts';
import type { Stage } from './stage.ts';
import { differs, type Tally } from './tally.ts';
import { type Tracking, trackedIn, tracking } from './tracking.ts';

/** The parcels' tracking numbers, and so their orders, are others the second time. */
const AGAIN = '-AGAIN';

export const replayEasyPost = async (given: { folder: string; stage: Stage; tally: Tally }): Promise<void> => {
  const { folder, stage, tally } = given;
  const parcels = byParcel(readTrackers(folder));
  const again = parcels.map((trackers) => trackers.map(renamed));
  await sendFacts(
    stage.target,
    parcels.flatMap((trackers) => shippedFacts(trackers, stage)),
  );
  await sendTrackers(parcels.flat(), given);
  // The second time the carrier is faster than the shop: its scans wait for their parcels.
  await sendTrackers(outOfOrder(again.flat()), given);
  await sendFacts(
    stage.target,
    again.flatMap((trackers) => shippedFacts(trackers, stage)),
  );
  await stage.settle();
  const asking = await tracking(stage);
  const check = (trackers: readonly Tracker[]) => checkParcel(trackers, asking);
  const found = await checkAll(parcels, { check, patienceMs: stage.patienceMs, onPass: () => undefined });
  for (const [index, [tracker]] of parcels.entries()) tally.count(tracker?.tracking_code ?? '', found[index] ?? []);
};

const renamed = (tracker: Tracker): Tracker => ({
  ...tracker,
  id: `${tracker.id}${AGAIN}`,
  tracking_code: `${tracker.tracking_code}${AGAIN}`,
});

/** Each tracker three times, once with half of its scans only and once with its scans turned around. */
const outOfOrder = (trackers: readonly Tracker[]): readonly Tracker[] => {
  const told = trackers.flatMap((tracker) => {
    const { tracking_details: details } = tracker;
    const early = { ...tracker, est_delivery_date: null, carrier_detail: null };
    return [
      tracker,
      { ...early, tracking_details: details.slice(0, Math.ceil(details.length / 2)) },
      { ...tracker, tracking_details: details.toReversed() },
    ];
  });
  return shuffled(told, { random: seededRandom('easypost'), distance: told.length });
};

const sendTrackers = async (
  trackers: readonly Tracker[],
  { stage, tally }: { stage: Stage; tally: Tally },
): Promise<void> => {
  const sender = await easyPostSender(stage.target);
  const bar = progress('webhooks sent', trackers.length);
  for (const tracker of trackers) {
    const { status } = await sender.send({ body: eventAround(tracker) });
    tally.count(`webhook of ${tracker.tracking_code}`, differs('the answer', status, 202));
    bar.step();
  }
  bar.end();
};

const CUSTOMER = 'easypost-replay';
const PARCEL = 'parcel';
/** Before every scan of the files. */
const PLACED = '2024-01-01T00:00:00.000Z' as SentFact['time'];

const shippedFacts = (trackers: readonly Tracker[], { shop }: Stage): readonly SentFact[] =>
  trackers.slice(0, 1).flatMap(({ carrier, tracking_code: trackingNumber }) => {
    const orderId = orderIdOf(trackingNumber);
    const fact = (type: string, data: object): SentFact => ({
      id: `easypost-replay/${trackingNumber}/${type}`,
      type,
      schemaVersion: 1,
      time: PLACED,
      shop: shop.shop,
      data: { orderId, ...data },
    });
    const line = { lineId: '1', articleId: '1', title: 'What is tracked', quantity: 1, unitPrice: 100, paid: 100 };
    return [
      fact('OrderPlaced', {
        customerId: CUSTOMER,
        orderNumber: orderId,
        placedAt: PLACED,
        currency: 'USD',
        total: 100,
        lines: [line],
      }),
      fact('ParcelShipped', {
        parcelId: PARCEL,
        shippedAt: PLACED,
        carrier,
        trackingNumber,
        lines: [{ lineId: '1', quantity: 1 }],
      }),
    ];
  });

const orderIdOf = (trackingNumber: string): string => `EASYPOST-${trackingNumber}`;

const checkParcel = async (trackers: readonly Tracker[], asking: Tracking): Promise<readonly string[]> => {
  const code = trackers[0]?.tracking_code ?? '';
  const first = await trackParcel(code, asking);
  const second = await trackParcel(`${code}${AGAIN}`, asking);
  if (typeof first === 'string') return [first];
  if (typeof second === 'string') return [`the second time ${second}`];
  return [
    ...differencesOf(trackers, first),
    ...differs('the parcel of the second time', { ...second, trackingNumber: code }, first),
  ];
};

const trackParcel = async (trackingNumber: string, asking: Tracking): Promise<TrackedParcel | string> => {
  const tracked = trackedIn(await asking.track({ customerId: CUSTOMER, orderId: orderIdOf(trackingNumber) }));
  if (typeof tracked === 'string') return tracked;
  const [parcel] = tracked.parcels;
  return parcel ?? 'the order has no parcel';
};
