// The rule: from the order's parcels to one answer. Every order can be tracked, so it refuses only a parcel that is not there.
import type * as z from 'zod';
import { accept, type Facts, refuse } from '../../shared/contract/micro-app.ts';
import { isAssured } from '../../shared/pass/pass.ts';
import type { Line, Order } from '../../shared/profile/order.ts';
import type { Parcel } from '../../shared/profile/parcel.ts';
import { promiseMove, statusToday, type Today } from '../../shared/profile/whereabouts.ts';
import { chooseHeadline } from './headline.ts';
import type { input } from './input.ts';
import type { TrackedParcel } from './output.ts';
import { findTrouble } from './trouble.ts';

export const decide = (facts: Facts<z.output<typeof input>>) => {
  const { order, shop, olderScans } = facts;
  const askedFor = facts.input.olderScans?.parcelId;
  if (askedFor && !order.parcels.some(({ parcelId }) => parcelId === askedFor)) return refuse('no_such_parcel');

  const shown = order.parcels.map((parcel) => showParcel(parcel, order, facts));
  const parcels = shown.filter(({ status }) => status !== 'canceled');
  const open = order.canceledAt ? [] : order.lines.filter((line) => openUnits(line) > 0);
  const notYetShipped = open.filter(({ needsShipping }) => needsShipping).map(showOpen);
  const withoutShipping = open.filter(({ needsShipping }) => !needsShipping).map(showOpen);
  // A link may have been forwarded: amounts are for those who confirmed by code.
  const showMoney = isAssured(facts.assurance, 'code');
  const { orderId, orderNumber, placedAt, canceledAt, currency, total } = order;
  return accept({
    headline: chooseHeadline({ order, parcels, notYetShipped: notYetShipped.length }),
    order: {
      orderId,
      orderNumber,
      placedAt,
      ...(canceledAt && { canceledAt }),
      ...(showMoney && { total: { amount: total, currency } }),
    },
    parcels,
    notYetShipped,
    withoutShipping,
    refunds: order.recordedRefunds
      .filter(({ amount }) => amount > 0)
      .map(({ refundedAt, amount }) => ({
        refundedAt,
        ...(showMoney && { money: { amount, currency } }),
      })),
    ...(askedFor &&
      olderScans && { olderScans: { parcelId: askedFor, scans: [...olderScans.items], next: olderScans.next } }),
    timeZone: shop.timeZone,
  });
};

/** Units that are in no parcel and whose money did not go back: those are still to come. Money goes back for what was shipped first. */
const openUnits = ({ quantity, units }: Line): number =>
  Math.max(0, quantity.ordered - Math.max(units.refunded, quantity.shipped));

const showOpen = (line: Line) => ({ lineId: line.lineId, title: line.title, quantity: openUnits(line) });

const showParcel = (parcel: Parcel, order: Order, today: Today): TrackedParcel => {
  const { canceled, revision, promises, shippedAt, scans, lines, ...shown } = parcel;
  const [promise] = promises;
  const move = promiseMove(parcel);
  const trouble = findTrouble(parcel, today);
  return {
    ...shown,
    status: statusToday(parcel, today),
    scans: [...scans],
    lines: lines.map(({ lineId, quantity }) => ({ lineId, quantity, title: titleOf(order, lineId) })),
    ...(promise && {
      promise: { from: promise.from, by: promise.by, ...(move && { movedFrom: move.from, movedAt: move.at }) },
    }),
    ...(trouble && { trouble }),
  };
};

/** A parcel may be known before the line it carries: its id is better than nothing. */
const titleOf = (order: Order, id: Line['lineId']): string =>
  order.lines.find(({ lineId }) => lineId === id)?.title ?? id;
