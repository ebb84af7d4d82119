// Every function that a queue or the stream feeds throws at everything; whatever was sent is found again, whole.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { touchpointApp } from '../../infra/app.ts';
import { localShopConfig } from '../../infra/commands/suite.ts';
import { targetOf } from '../../infra/commands/target.ts';
import { readAssembly } from '../../infra/local/assembly.ts';
import { type LocalStack, startLocalStack } from '../../infra/local/local-stack.ts';
import { dynamoClient } from '../../shared/aws/clients.ts';
import { dynamoProfile } from '../../shared/aws/dynamo-profile.ts';
import { eventBus } from '../../shared/aws/event-bus.ts';
import { INBOUND_SOURCE } from '../../shared/journey/inbound-fact.ts';
import { JOURNEY_SOURCE } from '../../shared/journey/journey-event.ts';
import type { ShopId } from '../../shared/profile/ids.ts';
import { instantOf } from '../../shared/profile/time.ts';
import { aProfile } from '../builders/customer.ts';
import { aJourneyEvent } from '../builders/journey-event.ts';
import { lettersOf } from './letters.ts';

const folder = mkdtempSync(join(tmpdir(), 'touchpoint-broken-'));
const shop = localShopConfig();
let stack: LocalStack;

/** The functions that an event source mapping feeds, by what stands in the templates. */
const breakFedFunctions = (assemblyFolder: string): number => {
  let count = 0;
  for (const { resources, assets } of readAssembly(assemblyFolder)) {
    const fed = Object.values(resources)
      .filter(({ Type }) => Type === 'AWS::Lambda::EventSourceMapping')
      .map(({ Properties = {} }) => (Properties.FunctionName as { Ref: string }).Ref);
    for (const logicalId of new Set(fed)) {
      const { Properties = {} } = resources[logicalId] ?? {};
      const { S3Key } = Properties.Code as { S3Key: string };
      writeFileSync(
        join(String(assets.get(S3Key)), 'index.mjs'),
        "export const handler = async () => { throw new Error('broken'); };",
      );
      count += 1;
    }
  }
  return count;
};

beforeAll(async () => {
  const assemblyFolder = join(folder, 'cdk.out');
  touchpointApp({ shop, outdir: assemblyFolder }).synth();
  expect(breakFedFunctions(assemblyFolder)).toBeGreaterThanOrEqual(4);
  stack = await startLocalStack({ assemblyFolder, dataFolder: join(folder, 'data'), port: 0 });
  Object.assign(process.env, stack.operatorEnvironment);
}, 120_000);
afterAll(async () => {
  await stack?.stop();
  rmSync(folder, { recursive: true, force: true });
}, 30_000);

test('an event for each of them is found again, whole, in the letters', async () => {
  const target = targetOf(stack.outputs);
  const say = (busName: string, source: string, detail: object) =>
    eventBus({ busName }).publish([{ source, type: 'X', time: instantOf(new Date()), detail }]);
  const partner = shop.shopifyEventSource ?? '';
  await say(target.output('BusName'), INBOUND_SOURCE, { mark: 'for the projector' });
  await say(target.output('BusName'), JOURNEY_SOURCE, { mark: 'for every subscriber' });
  await say(partner, partner, { mark: 'for the partner function' });
  const customer = { shop: shop.shop as ShopId, customerId: aProfile().customerId };
  const event = aJourneyEvent({ ...customer, data: { mark: 'for the relay' } });
  const profile = dynamoProfile({ client: dynamoClient(), tableName: target.output('TableName') });
  await profile.commit({ customer, profile: { ...aProfile(), ...customer }, events: [event] });
  await stack.untilQuiet({ seconds: 90 });

  const letters = await lettersOf(target);
  for (const mark of ['for the projector', 'for every subscriber', 'for the partner function', 'for the relay']) {
    expect(letters.filter(({ whole }) => whole.includes(mark)).length).toBeGreaterThanOrEqual(1);
  }
  expect(letters.find(({ whole }) => whole.includes('for the relay'))?.whole).toContain(event.id);
}, 180_000);
