// What tracking one order asks of the table, counted where the SDK sends: requests and capacity units.
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { rulesOf } from '../../infra/shop-config.ts';
import { trackOrder } from '../../micro-apps/index.ts';
import { dynamoProfile } from '../../shared/aws/dynamo-profile.ts';
import { kmsPassKeys } from '../../shared/aws/pass-keys.ts';
import { httpHandler, MICRO_APP_BODY_LIMIT } from '../../shared/lambda/http.ts';
import { runMicroApp } from '../../shared/lambda/micro-app.ts';
import { passVerifier } from '../../shared/pass/pass-token.ts';
import { aContext } from '../builders/http-event.ts';
import { clientAt } from '../contracts/engine.ts';
import type { Figure } from './figure.ts';
import { itemBytes } from './orders.ts';
import { type Place, type Tracked, trackEvent } from './place.ts';

interface Cost {
  requests: number;
  units: number;
}

/** Half a unit for the profile and for each 4 kB of the order. */
const unitsFor = (bytes: number): number => 0.5 + Math.ceil(bytes / 4096) / 2;

export const measureTableCost = async (place: Place): Promise<Figure[]> => {
  const figures: Figure[] = [];
  for (const tracked of [...place.customers, place.large]) {
    const { requests, units } = await costOf(place, tracked);
    const bytes = itemBytes(tracked.order);
    const of = `an order of ${(bytes / 1024).toFixed(1)} kB, customer with ${tracked.orders.toLocaleString('en')}`;
    figures.push({ name: `table requests: ${of}`, value: requests, unit: 'requests', atMost: 1 });
    figures.push({ name: `table capacity: ${of}`, value: units, unit: 'read units', atMost: unitsFor(bytes) });
  }
  return figures;
};

const costOf = async (place: Place, tracked: Tracked): Promise<Cost> => {
  const { suite, tableName } = place;
  const cost: Cost = { requests: 0, units: 0 };
  const client = clientAt(suite.stack.engineEndpoint);
  count(client, cost);
  const handler = httpHandler({
    origin: { isOurs: async () => true },
    bodyLimit: MICRO_APP_BODY_LIMIT,
    work: runMicroApp(trackOrder, {
      profile: dynamoProfile({ client, tableName }),
      passes: passVerifier(kmsPassKeys(suite.target.output('PassKeyIds').split(',')).read),
      shop: rulesOf(suite.shop),
      now: () => new Date(),
      newId: () => 'not needed to track',
    }),
  });
  const { statusCode, body } = await handler(trackEvent(place, tracked), aContext());
  client.destroy();
  if (statusCode !== 200) throw new Error(`Tracking was answered ${statusCode}: ${body}`);
  return cost;
};

/** Adds up every attempt of every request, and what the table says that it consumed. */
const count = (client: DynamoDBClient, cost: Cost): void => {
  client.middlewareStack.add(
    (next) => (args) =>
      next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' } as typeof args.input }),
    { step: 'initialize' },
  );
  client.middlewareStack.add(
    (next) => async (args) => {
      cost.requests += 1;
      const result = await next(args);
      const { ConsumedCapacity } = result.output as { ConsumedCapacity?: readonly { CapacityUnits?: number }[] };
      for (const { CapacityUnits = 0 } of ConsumedCapacity ?? []) cost.units += CapacityUnits;
      return result;
    },
    // After the retries: each attempt is a request.
    { step: 'finalizeRequest', priority: 'low' },
  );
};
