// Where the bench measures: the whole suite on this machine, customers with few and many orders in it, and the way past all doors.
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { type Suite, startTemporarySuite } from '../../infra/commands/suite.ts';
import { trackOrder } from '../../micro-apps/index.ts';
import { dynamoProfile } from '../../shared/aws/dynamo-profile.ts';
import { kmsPassKeys } from '../../shared/aws/pass-keys.ts';
import { linkPass } from '../../shared/pass/issue-pass.ts';
import { passSigner } from '../../shared/pass/pass-token.ts';
import type { Order } from '../../shared/profile/order.ts';
import { aProfile } from '../builders/customer.ts';
import { anHttpEvent } from '../builders/http-event.ts';
import { clientAt } from '../contracts/engine.ts';
import { seedCustomer } from './seed.ts';

/** A customer, and the order that is tracked: the last one placed. */
export interface Tracked {
  readonly orders: number;
  readonly order: Order;
  readonly pass: string;
}

export interface Place {
  readonly suite: Suite;
  readonly tableName: string;
  readonly originSecret: string;
  readonly customers: readonly Tracked[];
  /** An order of about 10 kB. */
  readonly large: Tracked;
  /** What a function finds in its environment; with `direct` its requests to the table go past the permission door. */
  environmentOf(handler: string, where?: { readonly direct: true }): Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

export const SMALL_BYTES = 4096;
export const LARGE_BYTES = 10 * 1024;

/** @example const place = await openPlace(); ... await place.stop(); */
export const openPlace = async (): Promise<Place> => {
  const suite = await startTemporarySuite();
  try {
    return await furnish(suite);
  } catch (error) {
    await suite.stop();
    throw error;
  }
};

const furnish = async (suite: Suite): Promise<Place> => {
  const { shop } = suite.shop;
  const tableName = suite.target.output('TableName');
  const client = clientAt(suite.stack.engineEndpoint);
  const profile = dynamoProfile({ client, tableName });
  const signer = passSigner(kmsPassKeys(suite.target.output('PassKeyIds').split(',')));
  const seeded = async (orders: number, bytes = SMALL_BYTES): Promise<Tracked> => {
    const order = await seedCustomer(profile, { shop, customerId: `c-${orders}-${bytes}`, orders, bytes });
    const of = { order, profile: aProfile({ shop, customerId: order.customerId }) };
    const pass = await signer.sign(
      linkPass({ ...of, apps: [trackOrder.id], now: new Date(), jti: `pass-${orders}-${bytes}` }),
    );
    return { orders, order, pass };
  };
  const customers: Tracked[] = [];
  for (const orders of [1, 100, 10_000]) customers.push(await seeded(orders));
  const large = await seeded(1, LARGE_BYTES);
  client.destroy();
  await suite.stack.untilQuiet({ seconds: 120 });
  return {
    suite,
    tableName,
    originSecret: await readOriginSecret(suite),
    customers,
    large,
    environmentOf: (handler, where) => environmentOf(suite, handler, where),
    stop: () => suite.stop(),
  };
};

const readOriginSecret = async (suite: Suite): Promise<string> => {
  const secrets = new SecretsManagerClient({});
  const { SecretString = '{}' } = await secrets.send(
    new GetSecretValueCommand({ SecretId: suite.target.output('OriginSecret') }),
  );
  secrets.destroy();
  return (JSON.parse(SecretString) as { current: string }).current;
};

const environmentOf = ({ stack, shop }: Suite, handler: string, where?: { readonly direct: true }) => {
  const name = `touchpoint-${shop.shop}-${handler.replace(/^.*\//, '')}`;
  const found = stack.functions.find((one) => one.name === name);
  if (!found) throw new Error(`The suite has no function ${name}.`);
  return { ...found.environment, ...(where && { AWS_ENDPOINT_URL_DYNAMODB: stack.engineEndpoint }) };
};

/** What the gateway hands to a function when a customer tracks an order. */
export const trackEvent = ({ originSecret }: Pick<Place, 'originSecret'>, { pass }: Tracked) =>
  anHttpEvent({
    path: `/api/micro-apps/${trackOrder.id}`,
    body: {},
    headers: { authorization: `Bearer ${pass}`, 'x-origin-secret': originSecret },
  });
