// From a Shopify topic and body to facts. Pure: the same for the signed webhook and for EventBridge's partner envelope.
import type * as z from 'zod';
import type { RoughFact, Understood } from '../../shared/lambda/connector.ts';
import { faultsOf, NotUnderstood } from '../../shared/lambda/queue.ts';
import { mapCustomer } from './customer.ts';
import { mapFulfillment, mapFulfillmentEvent } from './fulfillment.ts';
import type { MappingContext } from './mapping.ts';
import { mapOrder } from './order.ts';
import { mapRefund, mapTransaction } from './payment.ts';
import * as shapes from './shapes.ts';

type Mapping = (body: unknown, context: MappingContext) => Understood;

const read =
  <Shape extends z.ZodType>(
    shape: Shape,
    map: (resource: z.output<Shape>, context: MappingContext) => Understood,
  ): Mapping =>
  (body, context) => {
    const result = shape.safeParse(body);
    if (!result.success) throw new NotUnderstood(faultsOf(result.error));
    return map(result.data, context);
  };

const onlyFacts =
  <Resource>(map: (resource: Resource, context: MappingContext) => readonly RoughFact[]) =>
  (resource: Resource, context: MappingContext): Understood => ({ facts: map(resource, context), persons: [] });

const order = read(shapes.order, mapOrder);
const fulfillment = read(shapes.fulfillment, onlyFacts(mapFulfillment));
const customer = read(shapes.customer, mapCustomer);

/** Every topic that a shop should subscribe to. */
const TOPICS: Readonly<Record<string, Mapping>> = {
  'orders/create': order,
  'orders/updated': order,
  'orders/paid': order,
  'orders/fulfilled': order,
  'orders/cancelled': order,
  'fulfillments/create': fulfillment,
  'fulfillments/update': fulfillment,
  'fulfillment_events/create': read(shapes.fulfillmentEvent, onlyFacts(mapFulfillmentEvent)),
  'refunds/create': read(shapes.refund, onlyFacts(mapRefund)),
  'order_transactions/create': read(shapes.transaction, onlyFacts(mapTransaction)),
  'customers/create': customer,
  'customers/update': customer,
};

export const SHOPIFY_TOPICS: readonly string[] = Object.keys(TOPICS);

/**
 * `body`: parsed by `parseKeepingDigits`.
 * @throws NotUnderstood where the body is not what Shopify documents for the topic
 */
export const understandShopify = (
  { topic, body }: { topic: string; body: unknown },
  context: MappingContext,
): Understood => {
  const mapping = Object.hasOwn(TOPICS, topic) ? TOPICS[topic] : undefined;
  return mapping ? mapping(body, context) : { unused: `shopify ${topic.slice(0, 100)}` };
};
