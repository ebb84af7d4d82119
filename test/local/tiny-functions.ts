// Handlers of the tiny app that the local-stack tests run: each shows one thing that AWS promises a function.
import { BatchGetItemCommand, DynamoDBClient, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { GetPublicKeyCommand, KMSClient, SignCommand } from '@aws-sdk/client-kms';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

interface ApiEvent {
  readonly body?: string;
  readonly rawPath: string;
  readonly headers: Readonly<Record<string, string>>;
}

interface Records<T> {
  readonly Records: readonly T[];
}

const tables = new DynamoDBClient({});
const bus = new EventBridgeClient({});
const keys = new KMSClient({});
const secrets = new SecretsManagerClient({});
const TableName = process.env.TABLE ?? '';
let invocations = 0;

const actions: Readonly<Record<string, (event: ApiEvent) => unknown>> = {
  echo: (event) => ({ statusCode: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(event) }),
  read: async () => {
    const Keys = [
      { pk: { S: 'CUSTOMER#1' }, sk: { S: 'a' } },
      { pk: { S: 'CUSTOMER#1' }, sk: { S: 'b' } },
    ];
    return (
      (await tables.send(new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys } } }))).Responses?.[
        TableName
      ] ?? []
    );
  },
  write: (event) =>
    tables.send(
      new PutItemCommand({
        TableName,
        Item: { pk: { S: 'CUSTOMER#1' }, sk: { S: event.body ?? 'a' }, type: { S: 'fact' } },
      }),
    ),
  'write-private': () => tables.send(new PutItemCommand({ TableName, Item: { pk: { S: 'PII#1' }, sk: { S: 'a' } } })),
  scan: () => tables.send(new ScanCommand({ TableName })),
  sign: async () => {
    const KeyId = process.env.KEY ?? '';
    const { PublicKey } = await keys.send(new GetPublicKeyCommand({ KeyId }));
    const message = {
      KeyId,
      Message: Buffer.from('hello'),
      MessageType: 'RAW',
      SigningAlgorithm: 'ECDSA_SHA_256',
    } as const;
    const { Signature } = await keys.send(new SignCommand(message));
    return {
      publicKey: Buffer.from(PublicKey ?? []).toString('base64'),
      signature: Buffer.from(Signature ?? []).toString('base64'),
    };
  },
  secret: async () =>
    (await secrets.send(new GetSecretValueCommand({ SecretId: process.env.SECRET }))).SecretString?.length,
  count: () => ({ count: ++invocations }),
  slow: () => new Promise((resolve) => setTimeout(resolve, 60_000)),
  crash: () => process.exit(3),
  fail: () => Promise.reject(new Error('this one fails')),
};

/** `POST /api/<action>` */
export async function api(event: ApiEvent): Promise<unknown> {
  if (event.headers['x-origin-secret'] !== process.env.ORIGIN_SECRET)
    return { statusCode: 403, body: 'only through the edge' };
  try {
    return await actions[event.rawPath.slice('/api/'.length)]?.(event);
  } catch (error) {
    if (error instanceof Error && 'Code' in error === false && error.name === 'Error') throw error;
    return { statusCode: 200, body: String(error) };
  }
}

/** Publishes what was written, as the relay does. */
export async function relay({
  Records,
}: Records<{ dynamodb: { Keys: { sk: { S: string } }; SequenceNumber: string } }>): Promise<unknown> {
  const poisoned = Records.find(({ dynamodb }) => dynamodb.Keys.sk.S === 'poison');
  if (poisoned) return { batchItemFailures: [{ itemIdentifier: poisoned.dynamodb.SequenceNumber }] };
  const Entries = Records.map(({ dynamodb }) => ({
    EventBusName: process.env.BUS,
    Source: 'tiny.journey',
    DetailType: 'Written',
    Detail: JSON.stringify({ sk: dynamodb.Keys.sk.S }),
  }));
  return (await bus.send(new PutEventsCommand({ Entries }))).FailedEntryCount;
}

/** Fails for every message that says so. */
export function subscriber({ Records }: Records<{ messageId: string; body: string }>): unknown {
  const failed = Records.filter(({ body }) => body.includes('"bad"'));
  for (const { body } of Records) console.log(`heard ${(JSON.parse(body) as { detail: { sk: string } }).detail.sk}`);
  return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
}

/** Runs on a schedule; never succeeds. */
export function sweeper(event: { 'detail-type': string }): void {
  throw new Error(`swept in vain by ${event['detail-type']}`);
}
