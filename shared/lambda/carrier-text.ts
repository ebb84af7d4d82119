// What a carrier says of a scan in its own words goes onto the bus and to whoever holds a link: no name and no address may stand in it.
import type { Scan } from '../profile/parcel.ts';

/** Far from any door. Elsewhere the words say who took the parcel, or where it lies; and without a status nobody knows where it is. */
const FAR: readonly Scan['status'][] = ['label_created', 'in_transit', 'out_for_delivery', 'delayed', 'exception'];

/** House numbers, postcodes, phone numbers; contacts; streets; and the words beside which a name stands. */
const ADDRESS = /\d|@|\b(street|road|avenue|lane|drive|rue|calle)\b|stra(ß|ss)e/i;
const PERSON =
  /\b(mrs?|ms|miss|dr|herrn?|frau|mme|mlle|attn|c\/o|by|left with|handed|redirected|forwarded|sign\w*|firm\w*|unterschr\w*|customer|resident|recipient|addressee|consignee|driver|empf\w*|destinatar\w*|neighbou?rs?|nachbar\w*|voisin\w*|vecin\w*)\b|[:"„«]/i;
/** An initial before a name: "A. Byron". */
const INITIAL = /\b\p{Lu}\.\s*\p{Lu}/u;

/**
 * A carrier's own words, where they may be kept; the raw code tells the rest.
 * @example rawTextOf({ status: 'in_transit', text: 'Arrived at facility' }) is { rawText: 'Arrived at facility' }, and `{}` for 'delivered'
 */
export const rawTextOf = ({
  status,
  text,
}: Pick<Scan, 'status'> & { text: string | undefined }): Pick<Scan, 'rawText'> => {
  if (!text || !FAR.includes(status) || [ADDRESS, PERSON, INITIAL].some((sign) => sign.test(text))) return {};
  return { rawText: text.slice(0, 500).toWellFormed() };
};
