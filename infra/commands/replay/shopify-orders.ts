// What Shopify's bodies say of each order: its lines and tracking numbers, by ids as they stand in the text.
import * as z from 'zod';
import type { TrackedOrder } from '../../../micro-apps/track-order/output.ts';
import { parseAsText } from './exact-json.ts';
import type { Webhook } from './shopify-files.ts';
import { differs } from './tally.ts';

const list = <Item extends z.ZodType>(item: Item) =>
  z
    .array(item)
    .nullish()
    .transform((given) => given ?? []);

const fulfillment = z.object({
  id: z.string(),
  order_id: z.string(),
  status: z.string().nullish(),
  updated_at: z.string().nullish(),
  tracking_number: z.string().nullish(),
  tracking_numbers: list(z.string()),
});
type Fulfillment = z.infer<typeof fulfillment>;

const order = z.object({
  id: z.string(),
  updated_at: z.string(),
  cancelled_at: z.string().nullish(),
  line_items: list(z.object({ id: z.string(), quantity: z.coerce.number() })),
  fulfillments: list(fulfillment),
});
type ShopifyOrder = z.infer<typeof order>;

export interface ToldOrder {
  readonly orderId: string;
  /** What was said of it last; more than one where two were said at the same time. */
  readonly newest: readonly ShopifyOrder[];
  readonly fulfillments: readonly Fulfillment[];
}

/** Every order that a body tells whole. Bodies that cannot be read here tell nothing. */
export const toldOrders = (webhooks: readonly Webhook[]): readonly ToldOrder[] => {
  const read = <Shape extends z.ZodType>(shape: Shape, topic: string): z.output<Shape>[] =>
    webhooks.filter((webhook) => webhook.topic === topic).flatMap(({ body }) => parse(shape, body));
  const orders = read(order, 'orders/updated');
  const alone = read(fulfillment, 'fulfillments/update');
  return [...Map.groupBy(orders, ({ id }) => id)].map(([orderId, told]) => ({
    orderId,
    newest: newestOf(told),
    fulfillments: [...told.flatMap(({ fulfillments }) => fulfillments), ...alone].filter(
      ({ order_id }) => order_id === orderId,
    ),
  }));
};

const parse = <Shape extends z.ZodType>(shape: Shape, body: string): z.output<Shape>[] => {
  try {
    const result = shape.safeParse(parseAsText(body));
    return result.success ? [result.data] : [];
  } catch {
    return [];
  }
};

const newestOf = <Told extends { readonly updated_at?: string | null | undefined }>(told: readonly Told[]): Told[] => {
  const at = ({ updated_at }: Told): number => Date.parse(updated_at ?? '') || 0;
  const last = Math.max(...told.map(at));
  return told.filter((one) => at(one) === last);
};

export const differencesOf = (told: ToldOrder, tracked: TrackedOrder): readonly string[] => [
  ...differs('order', tracked.order.orderId, told.orderId),
  ...differs(
    'canceled',
    tracked.order.canceledAt !== undefined,
    told.newest.some(({ cancelled_at }) => cancelled_at),
  ),
  ...differentLines(told, tracked),
  ...differs(
    'tracking numbers',
    sorted(tracked.parcels.flatMap(({ trackingNumber = [] }) => trackingNumber)),
    trackingNumbers(told),
  ),
];

/** A canceled order shows no line that is not in a parcel. */
const differentLines = ({ newest }: ToldOrder, tracked: TrackedOrder): readonly string[] => {
  if (tracked.order.canceledAt) return [];
  const cards = [...tracked.parcels.map(({ lines }) => lines), tracked.notYetShipped, tracked.withoutShipping];
  const shown = sorted([...new Set(cards.flat().map(({ lineId }) => lineId))]);
  const candidates = newest.map(({ line_items }) =>
    sorted(line_items.filter(({ quantity }) => quantity > 0).map(({ id }) => id)),
  );
  const isTold = candidates.some((lines) => JSON.stringify(lines) === JSON.stringify(shown));
  return isTold ? [] : differs('lines', shown, candidates[0]);
};

/** Of the fulfillments that move. */
const trackingNumbers = ({ fulfillments }: ToldOrder): readonly string[] =>
  sorted(
    [...Map.groupBy(fulfillments, ({ id }) => id).values()]
      .flatMap((told) => newestOf(told).slice(0, 1))
      .filter(({ status }) => !['cancelled', 'error', 'failure'].includes(status ?? ''))
      .flatMap(({ tracking_number, tracking_numbers }) =>
        tracking_numbers.length > 0 ? tracking_numbers : (tracking_number ?? []),
      ),
  );

const sorted = (texts: readonly string[]): readonly string[] => texts.toSorted();
