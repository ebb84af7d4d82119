// What tau-bench's retail data holds: users and orders, without any time and without carriers.
import * as z from 'zod';

export const tauUser = z.object({
  name: z.object({ first_name: z.string(), last_name: z.string() }),
  email: z.string(),
  address: z.object({
    address1: z.string(),
    address2: z.string(),
    city: z.string(),
    country: z.string(),
    state: z.string(),
    zip: z.string(),
  }),
});
export type TauUser = z.infer<typeof tauUser>;

export const tauOrder = z.object({
  order_id: z.string(),
  user_id: z.string(),
  status: z.enum(['pending', 'processed', 'delivered', 'cancelled']),
  items: z.array(
    z.object({ name: z.string(), item_id: z.string(), price: z.number(), options: z.record(z.string(), z.string()) }),
  ),
  fulfillments: z.array(z.object({ tracking_id: z.array(z.string()), item_ids: z.array(z.string()) })),
  payment_history: z.array(
    z.object({
      transaction_type: z.enum(['payment', 'refund']),
      amount: z.number(),
      payment_method_id: z.string(),
    }),
  ),
});
export type TauOrder = z.infer<typeof tauOrder>;

export interface TauBench {
  readonly users: Readonly<Record<string, TauUser>>;
  readonly orders: readonly TauOrder[];
}

/** Dollars to cents. A price with two decimals is at most 2^-40 away from its decimal text, so rounding finds it exactly. */
export const cents = (dollars: number): number => Math.round(dollars * 100);

/** The same item can stand twice in an order: that is one line with two units. */
export const linesOf = ({ items }: Pick<TauOrder, 'items'>) =>
  [...Map.groupBy(items, ({ item_id }) => item_id)].map(([lineId, [first, ...more]]) => ({
    lineId,
    articleId: lineId,
    title: titleOf(first),
    quantity: 1 + more.length,
    unitPrice: cents(first?.price ?? 0),
    paid: [first, ...more].reduce((total, item) => total + cents(item?.price ?? 0), 0),
  }));

const titleOf = (item: TauOrder['items'][number] | undefined): string => {
  const options = Object.values(item?.options ?? {}).join(', ');
  return options ? `${item?.name} (${options})` : (item?.name ?? '');
};

/** One parcel for each tracking id. Which items are in which is not said, so the first has all of its fulfillment's. */
export const parcelsOf = ({ fulfillments }: Pick<TauOrder, 'fulfillments'>) =>
  fulfillments.flatMap(({ tracking_id, item_ids }) =>
    tracking_id.map((trackingNumber, index) => ({
      trackingNumber,
      lines: [...Map.groupBy(index === 0 ? item_ids : [], (id) => id)].map(([lineId, units]) => ({
        lineId,
        quantity: units.length,
      })),
    })),
  );
