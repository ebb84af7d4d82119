// The tables of the templates on the embedded DynamoDB engine, `dynoxide`, which runs as a child process.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-globaltable.html
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import type { TableKeys } from './dynamodb-call.ts';

interface KeyPart {
  readonly AttributeName: string;
  readonly KeyType: string;
}

interface Index {
  readonly IndexName: string;
  readonly KeySchema: readonly KeyPart[];
  readonly Projection: object;
}

export interface TableProperties {
  readonly KeySchema: readonly KeyPart[];
  readonly AttributeDefinitions: readonly object[];
  readonly GlobalSecondaryIndexes?: readonly Index[];
  readonly StreamSpecification?: { readonly StreamViewType: string };
  readonly TimeToLiveSpecification?: { readonly AttributeName?: string; readonly Enabled: boolean };
}

export interface Engine {
  readonly port: number;
  /** One call past the permission door, e.g. `DynamoDB_20120810.CreateTable`. */
  call<T>(target: string, input: object): Promise<T>;
  stop(): Promise<void>;
}

/** The shell ends the engine when this process is gone, however it went: its standard input closes then. */
const WITH_WATCHER = 'exec 3<&0; (read -r _ <&3; kill $$) >/dev/null 2>&1 & exec "$@" 3<&- </dev/null';

/** @throws Error with a sentence where the engine is not installed or does not start */
export async function startEngine(folder: string): Promise<Engine> {
  const port = await freePort();
  const file = join(folder, 'tables.db');
  const [program = '', ...before] = engineProgram();
  const child = spawn(
    'sh',
    ['-c', WITH_WATCHER, 'sh', program, ...before, 'serve', '-p', String(port), '--db-path', file],
    {
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: true,
    },
  );
  await untilListening(child);
  keepStreamsFast(file);
  const agent = new Agent({ keepAlive: true });
  return {
    port,
    call: (target, input) => post({ agent, port, target, body: JSON.stringify(input) }),
    async stop() {
      agent.destroy();
      const ended = child.exitCode === null ? once(child, 'exit') : undefined;
      child.kill('SIGTERM');
      await ended;
      child.stdin?.destroy();
    },
  };
}

function engineProgram(): string[] {
  const given = process.env.DYNOXIDE_BIN;
  if (given) return [given];
  const installed = fileURLToPath(new URL('../../node_modules/@dynoxide/linux-x64/dynoxide', import.meta.url));
  return process.platform === 'linux' && process.arch === 'x64' && existsSync(installed)
    ? [installed]
    : ['npx', 'dynoxide'];
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

async function untilListening(child: ChildProcess): Promise<void> {
  const lines: string[] = [];
  const listening = new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on('line', (line) => {
        if (lines.push(line) > 20) lines.shift();
        if (line.includes('listening on')) resolve();
      });
    }
    const fail = () =>
      reject(
        new Error(`The DynamoDB engine (dynoxide) did not start: install it or set DYNOXIDE_BIN.\n${lines.join('\n')}`),
      );
    child.once('error', fail);
    child.once('exit', fail);
  });
  await listening;
  child.removeAllListeners('exit');
}

/** Without this index each write looks through all stream records. The engine's schema is its own, so a change only costs speed. */
function keepStreamsFast(file: string): void {
  try {
    const database = new DatabaseSync(file, { timeout: 1_000 });
    database.exec('CREATE INDEX IF NOT EXISTS ix_seq ON _stream_records(table_name, CAST(sequence_number AS INTEGER))');
    database.close();
  } catch {
    // The engine works without it.
  }
}

interface Call {
  readonly agent: Agent;
  readonly port: number;
  readonly target: string;
  readonly body: string;
}

function post<T>({ agent, port, target, body }: Call): Promise<T> {
  const headers = {
    'x-amz-target': target,
    'content-type': 'application/x-amz-json-1.0',
    'content-length': Buffer.byteLength(body),
    'x-amz-date': '20260101T000000Z',
    authorization:
      'AWS4-HMAC-SHA256 Credential=local/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=local',
  };
  return new Promise((resolve, reject) => {
    const call = request({ agent, port, host: '127.0.0.1', method: 'POST', headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        if (response.statusCode === 200) resolve(JSON.parse(text) as T);
        else reject(new Error(`${target}: ${text}`));
      });
    });
    call.on('error', reject);
    call.end(body);
  });
}

/** Makes the table if the data folder does not hold it yet. */
export async function ensureTable(engine: Engine, name: string, properties: TableProperties): Promise<void> {
  const { TableNames } = await engine.call<{ TableNames: string[] }>('DynamoDB_20120810.ListTables', {});
  if (TableNames.includes(name)) return;
  const { KeySchema, AttributeDefinitions, StreamSpecification, TimeToLiveSpecification } = properties;
  await engine.call('DynamoDB_20120810.CreateTable', {
    TableName: name,
    KeySchema,
    AttributeDefinitions,
    BillingMode: 'PAY_PER_REQUEST',
    GlobalSecondaryIndexes: properties.GlobalSecondaryIndexes?.map(indexOf),
    StreamSpecification: StreamSpecification && {
      StreamEnabled: true,
      StreamViewType: StreamSpecification.StreamViewType,
    },
  });
  if (TimeToLiveSpecification?.Enabled) {
    await engine.call('DynamoDB_20120810.UpdateTimeToLive', { TableName: name, TimeToLiveSpecification });
  }
}

function indexOf({ IndexName, KeySchema, Projection }: Index): Index {
  return { IndexName, KeySchema, Projection };
}

export function tableKeys(arn: string, properties: TableProperties): TableKeys {
  const all = [{ IndexName: '', KeySchema: properties.KeySchema }, ...(properties.GlobalSecondaryIndexes ?? [])];
  const partitionKey = ({ KeySchema }: { KeySchema: readonly KeyPart[] }) =>
    KeySchema.find(({ KeyType }) => KeyType === 'HASH')?.AttributeName ?? '';
  return { arn, partitionKeys: new Map(all.map((index) => [index.IndexName, partitionKey(index)])) };
}
