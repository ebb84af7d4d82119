// One suite over both keepers of the profile: the DynamoDB adapter on a real engine, and its in-memory twin.

import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe } from '@jest/globals';
import { fromItem } from '../../shared/aws/dynamo-attributes.ts';
import { dynamoOutbox } from '../../shared/aws/dynamo-outbox.ts';
import { dynamoPersonalData } from '../../shared/aws/dynamo-personal-data.ts';
import { dynamoProfile } from '../../shared/aws/dynamo-profile.ts';
import { personKey } from '../../shared/profile/keys.ts';
import type { Person } from '../../shared/profile/personal-data-port.ts';
import { inMemoryProfile } from '../fakes/in-memory-profile.ts';
import { type Engine, startEngine } from './engine.ts';
import { describeOutbox } from './outbox-contract.ts';
import { describeAnswers, describeCommits, type MakeKeeper } from './profile-contract.ts';
import { describeLists, describeReferences, describeWaiting } from './profile-lists-contract.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.stop());

const inDynamo: MakeKeeper = async (given) => {
  const table = { client: engine.client, tableName: await engine.table() };
  return {
    ...dynamoProfile({ ...table, ...given }),
    ...dynamoOutbox(table),
    ...dynamoPersonalData(table),
    person: async (of) => {
      const { pk, sk } = personKey(of);
      const { Item } = await engine.client.send(
        new GetItemCommand({ TableName: table.tableName, Key: { pk: { S: pk }, sk: { S: sk } } }),
      );
      return Item && fromItem<{ person: Person }>(Item).person;
    },
  };
};

const inMemory: MakeKeeper = async (given) => {
  const twin = inMemoryProfile(given);
  return { ...twin, person: async (of) => twin.person(of) };
};

describe.each([
  ['DynamoDB', inDynamo],
  ['memory', inMemory],
])('the profile in %s', (_name, make) => {
  describeCommits(make);
  describeAnswers(make);
  describeOutbox(make);
  describeLists(make);
  describeReferences(make);
  describeWaiting(make);
});
