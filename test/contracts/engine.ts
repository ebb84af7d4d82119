// A real DynamoDB engine (dynoxide) for a test file: on a free port, in memory, gone with `stop`.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { CreateTableCommand, DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { clientOptions } from '../../shared/aws/clients.ts';

export interface Engine {
  readonly endpoint: string;
  readonly client: DynamoDBClient;
  /** A new empty table, keyed and streamed as the stack's. */
  table(): Promise<string>;
  stop(): Promise<void>;
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

const binary = (): string =>
  process.env.DYNOXIDE_BIN ?? createRequire(import.meta.url).resolve('@dynoxide/linux-x64/dynoxide');

const START_MS = 10_000;

/** @example const engine = await startEngine(); const tableName = await engine.table(); ... await engine.stop(); */
export const startEngine = async (): Promise<Engine> => {
  const port = await freePort();
  const child = spawn(binary(), ['serve', '-p', String(port)], { stdio: 'ignore' });
  const ended = once(child, 'exit');
  const endpoint = `http://127.0.0.1:${port}`;
  const client = clientAt(endpoint);
  await answering(client);
  let tables = 0;
  return {
    endpoint,
    client,
    table: async () => {
      tables += 1;
      return createTable(client, `profile-${tables}`);
    },
    stop: async () => {
      client.destroy();
      child.kill();
      await ended;
    },
  };
};

/** A client as functions have it, for an engine or a door before it. */
export const clientAt = (endpoint: string): DynamoDBClient =>
  new DynamoDBClient({
    ...clientOptions,
    endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });

const answering = async (client: DynamoDBClient): Promise<void> => {
  const end = Date.now() + START_MS;
  for (;;) {
    try {
      await client.send(new ListTablesCommand({}));
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
      await sleep(20);
    }
  }
};

const createTable = async (client: DynamoDBClient, TableName: string): Promise<string> => {
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
      ],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
    }),
  );
  return TableName;
};
