// What a DynamoDB request asks for, in the terms of IAM: actions, tables or indexes, and the partition keys it leads with.
// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
import type { Check } from './policy.ts';

export interface TableKeys {
  readonly arn: string;
  /** Partition key attribute of the table (''), and of each index by its name. */
  readonly partitionKeys: ReadonlyMap<string, string>;
}

type Item = Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;

interface Request {
  readonly TableName?: string;
  readonly IndexName?: string;
  readonly Key?: Item;
  readonly Item?: Item;
  readonly KeyConditionExpression?: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: Item;
  readonly RequestItems?: Readonly<Record<string, { readonly Keys?: readonly Item[] } | readonly BatchWrite[]>>;
  readonly TransactItems?: readonly Readonly<Record<string, Request>>[];
}

interface BatchWrite {
  readonly PutRequest?: { readonly Item: Item };
  readonly DeleteRequest?: { readonly Key: Item };
}

const TRANSACTION_ACTIONS: Readonly<Record<string, string>> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
  Get: 'GetItem',
};

export type FindTable = (name: string) => TableKeys | undefined;

export function dynamodbChecks(operation: string, body: unknown, find: FindTable): Check[] {
  const request = body as Request;
  if (request.TransactItems) {
    return request.TransactItems.flatMap((item) =>
      Object.entries(item).map(([kind, one]) => itemCheck(TRANSACTION_ACTIONS[kind] ?? kind, one, find)),
    );
  }
  if (request.RequestItems) {
    return Object.entries(request.RequestItems).map(([table, asked]) => batchCheck(operation, table, asked, find));
  }
  return [itemCheck(operation, request, find)];
}

function itemCheck(action: string, request: Request, find: FindTable): Check {
  const { TableName = '', IndexName } = request;
  const table = find(TableName);
  const partitionKey = table?.partitionKeys.get(IndexName ?? '') ?? '';
  const resource = `${table?.arn ?? TableName}${IndexName ? `/index/${IndexName}` : ''}`;
  const item = request.Key ?? request.Item;
  if (!item && !request.KeyConditionExpression) return { action: `dynamodb:${action}`, resource, context: {} };
  // A key that is not found stands for none, so that no condition on leading keys holds.
  const leading = (item ? keyText(item[partitionKey]) : queriedKey(request, partitionKey)) ?? '';
  return { action: `dynamodb:${action}`, resource, context: { 'dynamodb:LeadingKeys': [leading] } };
}

function batchCheck(
  operation: string,
  name: string,
  asked: { readonly Keys?: readonly Item[] } | readonly BatchWrite[],
  find: FindTable,
): Check {
  const table = find(name);
  const partitionKey = table?.partitionKeys.get('') ?? '';
  const items = isWrites(asked) ? asked.map((write) => write.PutRequest?.Item ?? write.DeleteRequest?.Key) : asked.Keys;
  const leading = new Set((items ?? []).map((item) => keyText(item?.[partitionKey]) ?? ''));
  return {
    action: `dynamodb:${operation}`,
    resource: table?.arn ?? name,
    context: { 'dynamodb:LeadingKeys': [...leading] },
  };
}

function isWrites(asked: object): asked is readonly BatchWrite[] {
  return Array.isArray(asked);
}

/** The value that a key condition compares the partition key with. */
function queriedKey(request: Request, partitionKey: string): string | undefined {
  const { KeyConditionExpression = '', ExpressionAttributeNames = {}, ExpressionAttributeValues = {} } = request;
  for (const [, name = '', value = ''] of KeyConditionExpression.matchAll(/(#?[\w.-]+)\s*=\s*(:\w+)/g)) {
    if ((ExpressionAttributeNames[name] ?? name) === partitionKey) return keyText(ExpressionAttributeValues[value]);
  }
  return undefined;
}

function keyText(value: Readonly<Record<string, unknown>> | undefined): string | undefined {
  const [text] = Object.values(value ?? {});
  return text === undefined ? undefined : String(text);
}
