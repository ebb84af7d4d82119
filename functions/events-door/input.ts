// What may be sent to POST /api/events: inbound facts, in which a person may stand beside an order or a customer.
import * as z from 'zod';
import { inboundFact } from '../../shared/journey/inbound-fact.ts';
import { customerId, type ShopId } from '../../shared/profile/ids.ts';
import { person } from '../../shared/profile/personal-data-port.ts';

const [placed, amended, canceled, shipped, scanned, promised, captured, refunded, updated] = inboundFact.options;

const language = z.string().max(35).optional();

/** Without a `customerId` it is a guest's order: known again by the e-mail address, else by the phone number. */
const placedBySomeone = placed.extend({
  // What it tells of the person becomes a fact of its own, with a longer id.
  id: placed.shape.id.max(180),
  data: placed.shape.data.extend({ customerId: customerId.optional(), person: person.optional(), locale: language }),
});

const updatedPerson = updated.extend({ data: z.object({ customerId, locale: language, person }) });

/**
 * One fact as a shop's system sends it. The shop may be left out; another shop's is refused.
 * @example { "id": "1", "type": "OrderCanceled", "schemaVersion": 1, "time": "2026-08-01T10:00:00Z", "data": { "orderId": "1001", "canceledAt": "2026-08-01T10:00:00Z" } }
 */
const toldFact = (shop: ShopId) => {
  const own = { shop: z.literal(shop, `must be ${shop}, or left out`).default(shop) };
  return z.discriminatedUnion('type', [
    placedBySomeone.extend(own),
    updatedPerson.extend(own),
    amended.extend(own),
    canceled.extend(own),
    shipped.extend(own),
    scanned.extend(own),
    promised.extend(own),
    captured.extend(own),
    refunded.extend(own),
  ]);
};
export type ToldFact = z.infer<ReturnType<typeof toldFact>>;

const MOST_FACTS = 100;

/** One fact, or a list of them: all are taken or none. */
export const toldFacts = (shop: ShopId, body: unknown) => {
  const fact = toldFact(shop);
  return Array.isArray(body) ? z.array(fact).min(1).max(MOST_FACTS) : fact.transform((one) => [one]);
};
