// Whether a synthesized policy allows a call, and what a DynamoDB request asks for, in the terms of IAM.
// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html
import { describe, expect, test } from '@jest/globals';
import { dynamodbChecks } from '../../infra/local/dynamodb-call.ts';
import { compilePolicy, type RawStatement } from '../../infra/local/policy.ts';

const TABLE = 'arn:aws:dynamodb:eu-west-1:1:table/profile';
const keys = {
  arn: TABLE,
  partitionKeys: new Map([
    ['', 'pk'],
    ['queue', 'shard'],
  ]),
};
const checksOf = (operation: string, body: object) =>
  dynamodbChecks(operation, body, (name) => (name === 'profile' ? keys : undefined));
const item = (pk: string) => ({ pk: { S: pk }, sk: { S: 'x' } });
const leading = (...values: string[]) => ({ 'dynamodb:LeadingKeys': values });

describe('a policy', () => {
  const allow = (more: Partial<RawStatement>): RawStatement => ({
    Effect: 'Allow',
    Action: 'dynamodb:PutItem',
    Resource: TABLE,
    ...more,
  });
  const put = (pk: string) => ({ action: 'dynamodb:PutItem', resource: TABLE, context: leading(pk) });
  const customersOnly = { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['CUSTOMER#*'] } };

  test('allows only what a statement names', () => {
    const policy = compilePolicy([allow({})]);
    expect(policy.allows(put('CUSTOMER#1'))).toBe(true);
    expect(policy.allows({ ...put('CUSTOMER#1'), action: 'dynamodb:Scan' })).toBe(false);
    expect(policy.allows({ ...put('CUSTOMER#1'), resource: `${TABLE}-other` })).toBe(false);
  });

  test('keeps a function to the partition keys it may lead with, every one of them', () => {
    const policy = compilePolicy([allow({ Condition: customersOnly })]);
    expect(policy.allows(put('CUSTOMER#1'))).toBe(true);
    expect(policy.allows(put('PII#1'))).toBe(false);
    expect(policy.allows({ ...put(''), context: leading('CUSTOMER#1', 'PII#1') })).toBe(false);
  });

  test('that denies beats one that allows', () => {
    const policy = compilePolicy([
      allow({}),
      allow({ Effect: 'Deny', Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['PII#*'] } } }),
    ]);
    expect(policy.allows(put('CUSTOMER#1'))).toBe(true);
    expect(policy.allows(put('PII#1'))).toBe(false);
  });

  test('with a condition on one value does not hold where the call has none', () => {
    const policy = compilePolicy([allow({ Condition: { StringEquals: { 'events:source': 'touchpoint.journey' } } })]);
    expect(policy.allows({ ...put('x'), context: {} })).toBe(false);
  });

  test('tells which granted actions were never needed', () => {
    const policy = compilePolicy([allow({ Action: ['dynamodb:PutItem', 'dynamodb:Query'] })]);
    policy.allows(put('CUSTOMER#1'));
    expect(policy.granted).toEqual(['dynamodb:PutItem', 'dynamodb:Query']);
    expect([...policy.used]).toEqual(['dynamodb:PutItem']);
  });

  test.each<[string, Partial<RawStatement>]>([
    ['NotAction', { NotAction: 'dynamodb:Scan' }],
    ['an operator that is not checked here', { Condition: { NumericEquals: { 'dynamodb:LeadingKeys': '1' } } }],
    ['a key that is not checked here', { Condition: { StringEquals: { 'aws:PrincipalTag/x': '1' } } }],
  ])('is refused for %s, because guessing would let calls through', (_, statement) => {
    expect(() => compilePolicy([allow(statement)])).toThrow(/not checked on this machine/);
  });
});

describe('the permissions that a DynamoDB request needs', () => {
  test('each item of a transaction asks for its own action', () => {
    const TransactItems = [
      { Update: { TableName: 'profile', Key: item('CUSTOMER#1') } },
      { Put: { TableName: 'profile', Item: item('OUTBOX#1') } },
      { ConditionCheck: { TableName: 'profile', Key: item('CUSTOMER#1') } },
      { Delete: { TableName: 'profile', Key: item('WAITING#1') } },
    ];
    expect(checksOf('TransactWriteItems', { TransactItems })).toEqual([
      { action: 'dynamodb:UpdateItem', resource: TABLE, context: leading('CUSTOMER#1') },
      { action: 'dynamodb:PutItem', resource: TABLE, context: leading('OUTBOX#1') },
      { action: 'dynamodb:ConditionCheckItem', resource: TABLE, context: leading('CUSTOMER#1') },
      { action: 'dynamodb:DeleteItem', resource: TABLE, context: leading('WAITING#1') },
    ]);
  });

  test('a batch asks for the batch action with every partition key once', () => {
    const RequestItems = { profile: { Keys: [item('CUSTOMER#1'), item('CUSTOMER#1'), item('PII#1')] } };
    expect(checksOf('BatchGetItem', { RequestItems })).toEqual([
      { action: 'dynamodb:BatchGetItem', resource: TABLE, context: leading('CUSTOMER#1', 'PII#1') },
    ]);
    const writes = {
      profile: [{ DeleteRequest: { Key: item('OUTBOX#1') } }, { PutRequest: { Item: item('OUTBOX#2') } }],
    };
    expect(checksOf('BatchWriteItem', { RequestItems: writes })[0]?.context).toEqual(leading('OUTBOX#1', 'OUTBOX#2'));
  });

  test('a query leads with the value of its key condition, on an index with that of the index', () => {
    const condition = {
      ExpressionAttributeNames: { '#k': 'pk' },
      ExpressionAttributeValues: { ':k': { S: 'CUSTOMER#1' } },
    };
    const query = { TableName: 'profile', KeyConditionExpression: '#k = :k AND begins_with(sk, :s)', ...condition };
    expect(checksOf('Query', query)).toEqual([
      { action: 'dynamodb:Query', resource: TABLE, context: leading('CUSTOMER#1') },
    ]);
    const onIndex = { TableName: 'profile', IndexName: 'queue', KeyConditionExpression: 'shard = :k', ...condition };
    expect(checksOf('Query', onIndex)[0]?.resource).toBe(`${TABLE}/index/queue`);
  });

  test('a scan has no leading keys', () => {
    expect(checksOf('Scan', { TableName: 'profile' })).toEqual([
      { action: 'dynamodb:Scan', resource: TABLE, context: {} },
    ]);
  });
});
