// What each function may do: named actions on named things, and nobody reaches what they do not need.
import { describe, expect, test } from '@jest/globals';
import { listOf, type Stacks } from './synthesized.ts';

export const permissions = (stacks: Stacks): void => {
  const functions = stacks.all('AWS::Lambda::Function').map(({ name }) => name.replace('touchpoint-demo-', ''));
  const actionsOf = (name: string) => stacks.statementsOf(name).flatMap(({ Action }) => listOf(Action));
  const partitionsOf = (name: string, action: string) =>
    stacks
      .statementsOf(name)
      .filter(({ Action }) => listOf(Action).includes(action))
      .flatMap(({ Condition }) => listOf(Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'] as string[]));
  const whoMay = (action: string) => functions.filter((name) => actionsOf(name).includes(action)).sort();

  describe.each(functions)('%s', (name) => {
    test('is granted no wildcard action', () => {
      expect(actionsOf(name).filter((action) => action.includes('*'))).toEqual([]);
    });

    test('is granted no wildcard resource but the listed ones', () => {
      // A stream mapping must list streams, which knows no resource; Lambda names the records that it leaves in the bucket.
      const listed = name === 'relay' ? ['*', expect.stringMatching(/^arn:aws:s3:::[\w-]+\/\*$/)] : [];
      const resources = stacks.statementsOf(name).flatMap(({ Resource }) => listOf(Resource));
      expect(resources.filter((resource) => resource.includes('*'))).toEqual(listed);
    });

    test('may never scan, sign, or change what it stands on', () => {
      const never = /:(Scan|PartiQL\w*|Sign|Create\w+|Put\w+Policy|PutSecretValue)$|^iam:|^lambda:/;
      const allowed = /^logs:Create/;
      expect(actionsOf(name).filter((action) => never.test(action) && !allowed.test(action))).toEqual([]);
    });

    test('touches the table in named partitions only', () => {
      const onTable = stacks
        .statementsOf(name)
        .filter(({ Action }) => listOf(Action).some((action) => /^dynamodb:\w+Item$|^dynamodb:Query$/.test(action)));
      for (const { Condition } of onTable) {
        const keys = listOf(Condition?.['ForAllValues:StringLike']?.['dynamodb:LeadingKeys'] as string[]);
        expect(keys.length).toBeGreaterThan(0);
        for (const key of keys) expect(key).toMatch(/^((CUSTOMER|PII|LOOKUP|WAITING)#demo#|(OUTBOX|WAITING_MARK)#)\*$/);
      }
    });
  });

  test('only the doors that hear of people reach personal data, and only to put it there', () => {
    const reach = functions.filter((name) => JSON.stringify(stacks.statementsOf(name)).includes('PII#'));
    expect(reach.sort()).toEqual(['events-door', 'shopify-partner', 'shopify-webhook']);
    for (const name of reach) {
      const allowed = stacks.statementsOf(name).filter((statement) => JSON.stringify(statement).includes('PII#'));
      expect(allowed.flatMap(({ Action }) => listOf(Action))).toEqual(['dynamodb:PutItem']);
    }
  });

  test('doors speak as inbound facts, relay and sweeper as journey events, nobody as the other', () => {
    const sources = (name: string) =>
      stacks
        .statementsOf(name)
        .filter(({ Action }) => listOf(Action).includes('events:PutEvents'))
        .map(({ Condition }) => Condition?.StringEquals?.['events:source']);
    const speakers = whoMay('events:PutEvents');
    expect(Object.fromEntries(speakers.map((name) => [name, sources(name)]))).toEqual({
      'easypost-webhook': ['touchpoint.inbound'],
      'events-door': ['touchpoint.inbound'],
      relay: ['touchpoint.journey'],
      'shopify-partner': ['touchpoint.inbound'],
      'shopify-webhook': ['touchpoint.inbound'],
      sweeper: ['touchpoint.journey'],
    });
  });

  test('a micro-app that emits nothing writes nothing', () => {
    const writes = actionsOf('track-order').filter((action) =>
      /:(Put|Update|Delete|BatchWrite|ConditionCheck)/.test(action),
    );
    expect(writes.filter((action) => action !== 'logs:PutLogEvents')).toEqual([]);
  });

  test('only the projector makes references known and lets facts wait; besides it only the sweeper lets them go', () => {
    expect(whoMay('dynamodb:UpdateItem')).toEqual(['projector']);
    expect(partitionsOf('projector', 'dynamodb:UpdateItem')).toEqual(['LOOKUP#demo#*']);
    expect(whoMay('dynamodb:DeleteItem')).toEqual(['projector', 'sweeper']);
    expect(partitionsOf('sweeper', 'dynamodb:DeleteItem')).toEqual(['WAITING#demo#*', 'WAITING_MARK#*']);
  });

  test('only operators sign passes, with the newest key alone', () => {
    const signing = stacks
      .all('AWS::IAM::ManagedPolicy')
      .flatMap(({ properties }) => properties.PolicyDocument.Statement)
      .filter(({ Action }) => listOf(Action).includes('kms:Sign'));
    const newest = stacks.all('AWS::KMS::Key').find(({ logicalId }) => logicalId.includes('second'));
    expect(signing.map(({ Resource }) => Resource)).toEqual([newest?.arn]);
  });

  test('each secret opens to the functions that need it', () => {
    const readers = stacks.all('AWS::SecretsManager::Secret').map(({ arn, logicalId }) => {
      const reads = functions.filter((name) =>
        stacks
          .statementsOf(name)
          .some(
            ({ Action, Resource }) =>
              listOf(Action).includes('secretsmanager:GetSecretValue') && listOf(Resource).includes(arn),
          ),
      );
      return [logicalId.replace(/^Secrets|[0-9A-F]{8}$/g, ''), reads.sort()];
    });
    expect(Object.fromEntries(readers)).toEqual({
      Origin: ['easypost-webhook', 'events-door', 'looks', 'shopify-webhook', 'track-order', 'unknown-path'],
      ContactKey: ['events-door', 'shopify-partner', 'shopify-webhook'],
      Events: ['events-door'],
      Shopify: ['shopify-webhook'],
      EasyPost: ['easypost-webhook'],
    });
  });
};
