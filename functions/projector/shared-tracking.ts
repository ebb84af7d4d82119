// Two parcels of one customer and one tracking number move as one: what was seen of either was seen of both, whichever the shop told first.
import type { InboundFact, InboundFactOf } from '../../shared/journey/inbound-fact.ts';
import { fold } from '../../shared/profile/fold/fold.ts';
import { MOST_SHARING, sharedBy } from '../../shared/profile/fold/tracking.ts';
import type { Parcel, Scan } from '../../shared/profile/parcel.ts';
import type { ProfilePort, Reference, Target } from '../../shared/profile/profile-port.ts';
import { foldInto, MOST_TRIES, type ProjectorDependencies } from './fold-into.ts';

type Tracked = Target & Required<Pick<Target, 'parcelId'>>;

/** A shipped parcel takes over what is known of those that share its tracking number, and they what is known of it. */
export const shareScans = async (
  { id, shop, time, data }: InboundFactOf<'ParcelShipped'>,
  with_: ProjectorDependencies,
): Promise<void> => {
  const { orderId, parcelId, carrier, trackingNumber } = data;
  if (trackingNumber === undefined) return;
  const found = await with_.profile.find({ shop, kind: 'tracking', carrier, trackingNumber });
  const parcels = found.filter((target): target is Tracked => target.parcelId !== undefined);
  const own = parcels.find((target) => target.orderId === orderId && target.parcelId === parcelId);
  if (!own) return;
  for (const other of sharedBy(own.customerId, parcels)) {
    if (other === own) continue;
    for (const [from, to] of [
      [other, own],
      [own, other],
    ] as const) {
      await tellAll(await seenOf(from, { id, shop, time, to }, with_.profile), to, with_);
    }
  }
};

/** Those of a tracking number's parcels that have it still: it stays known for parcels that had it once. */
export const withNumberNow = async (
  reference: Reference,
  targets: readonly Target[],
  profile: ProfilePort,
): Promise<readonly Target[]> => {
  if (reference.kind !== 'tracking' || targets.length > MOST_SHARING) return targets;
  const left: Target[] = [];
  for (const target of targets) {
    const { order } = await profile.read({ ...target, consistent: true });
    const parcel = order?.parcels.find(({ parcelId }) => parcelId === target.parcelId);
    if (parcel?.trackingNumber === reference.trackingNumber) left.push(target);
  }
  return left;
};

/** Usually all of it is known there already: one read tells, and only news is written. */
const tellAll = async (facts: readonly InboundFact[], to: Tracked, with_: ProjectorDependencies): Promise<void> => {
  const known = await with_.profile.read({ ...to, consistent: true });
  for (const fact of facts) {
    if (fold({ fact, ...known, parcelId: to.parcelId }).outcome !== 'unchanged') await foldAt(fact, to, with_);
  }
};

const foldAt = async (fact: InboundFact, place: Tracked, with_: ProjectorDependencies): Promise<void> => {
  for (let attempt = 1; attempt <= MOST_TRIES; attempt += 1) {
    if (attempt > 1) await with_.pause(attempt);
    const { outcome } = await foldInto({ fact, place, consistent: true }, with_);
    if (outcome === 'folded') return;
  }
  throw new Error(`The fact lost ${MOST_TRIES} races in a row.`);
};

type Told = Pick<InboundFact, 'id' | 'shop' | 'time'> & { readonly to: Tracked };

/** Everything that is known of one parcel, as facts about another. */
const seenOf = async (from: Tracked, told: Told, profile: ProfilePort): Promise<readonly InboundFact[]> => {
  const { order } = await profile.read({ ...from, consistent: true });
  const parcel = order?.parcels.find(({ parcelId }) => parcelId === from.parcelId);
  if (!parcel) return [];
  const older = parcel.hasOlderScans ? await everyOlderScan(from, profile) : [];
  const { id, shop, time, to } = told;
  const envelope = { id, schemaVersion: 1, shop, time } as const;
  const reference = { orderId: to.orderId, parcelId: to.parcelId };
  const scanned = (of: Omit<InboundFactOf<'ParcelScanned'>['data'], 'parcel'>): InboundFact => ({
    ...envelope,
    type: 'ParcelScanned',
    data: { parcel: reference, ...of },
  });
  return [
    ...[...parcel.scans, ...older].map((scan) => scanned({ scan, ...whatCameWith(scan, parcel) })),
    ...(parcel.toldStatuses ?? []).map((scan) => scanned({ scan, statusOnly: true })),
    ...parcel.promises.flatMap(({ since, ...promise }) =>
      [promise, ...(since ? [{ ...promise, at: since }] : [])].map(
        (told): InboundFact => ({
          ...envelope,
          type: 'ParcelPromiseChanged',
          data: { parcel: reference, promise: told },
        }),
      ),
    ),
  ];
};

const whatCameWith = (scan: Scan, { pickupPoint, pickupPointAt, proofOfDelivery }: Parcel) => ({
  ...(pickupPoint && pickupPointAt === scan.time && { pickupPoint }),
  ...(proofOfDelivery && { proofOfDelivery }),
});

const everyOlderScan = async (of: Tracked, profile: ProfilePort): Promise<readonly Scan[]> => {
  const scans: Scan[] = [];
  let after: string | undefined;
  do {
    const page = await profile.olderScans({ ...of, ...(after !== undefined && { after }) });
    scans.push(...page.items);
    after = page.next;
  } while (after !== undefined);
  return scans;
};
