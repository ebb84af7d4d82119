// Runs what the CDK synthesized on this machine: `npm start`, the flow tests and the bench start here.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Activity } from './activity.ts';
import { readAssembly } from './assembly.ts';
import { openBuckets } from './buckets.ts';
import { wireBuses } from './bus-wiring.ts';
import { Clock } from './clock.ts';
import { doorServices, OPERATOR } from './door-services.ts';
import { eventBusService } from './event-bus.ts';
import { createEventSources } from './event-sources.ts';
import type { LogLine } from './function-pool.ts';
import { buildEnvironment, createFunctions, operatorVariables } from './functions.ts';
import { keyService, type SigningKey, signingKey } from './keys.ts';
import { createDoor } from './permission-door.ts';
import { queueService } from './queue-service.ts';
import { type Queue, Queues } from './queues.ts';
import { untilQuiet } from './quiet.ts';
import type { Addresses } from './resource-names.ts';
import { startSchedules } from './schedules.ts';
import { dynamicReference, type Secret, type SecretProperties, secretService, secretValue } from './secrets.ts';
import { assertKnownTypes } from './services-without-behaviour.ts';
import { closeServer, listenOn } from './sockets.ts';
import { openState, type State } from './state.ts';
import { ensureTable, startEngine, type TableProperties, tableKeys } from './tables.ts';
import { type Found, openTemplates, type Templates } from './templates.ts';
import { createApi, createPages, createWebDoor, deployPages } from './web-doors.ts';

export interface LocalStackSettings {
  /** Where the app was synthesized (`cdk.out`). */
  readonly assemblyFolder: string;
  /** Tables, queues, keys and secrets are kept here between starts. */
  readonly dataFolder: string;
  /** Of the distribution look-alike; 0 takes any free port, a taken port gives the next free one. */
  readonly port: number;
  /** May call the API beside the origins of the template. */
  readonly otherOrigins?: readonly string[];
  /** Empties the data folder first. */
  readonly fresh?: boolean;
  readonly onLog?: (line: LogLine) => void;
}

export interface LocalStack {
  /** Pages and `/api/*`, as the distribution serves them. */
  readonly url: string;
  /** The bare HTTP API. */
  readonly apiUrl: string;
  /** `AWS_ENDPOINT_URL` of every local AWS service. */
  readonly endpoint: string;
  /** The DynamoDB engine itself, past the permission door: what the bench compares with. */
  readonly engineEndpoint: string;
  /** Makes any AWS SDK client of a command an operator of this stack. */
  readonly operatorEnvironment: Readonly<Record<string, string>>;
  /** By stack name and output id. */
  readonly outputs: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly functions: readonly {
    readonly name: string;
    readonly logicalId: string;
    readonly environment: Readonly<Record<string, string>>;
  }[];
  /** The newest lines that functions logged, oldest first. */
  readonly logs: readonly LogLine[];
  /** Resource types of the templates that do nothing on this machine. */
  readonly imitatedWithoutBehaviour: readonly string[];
  /** Actions by function name, as they stand in its policies, and those of them that a call has needed so far. */
  permissions(): {
    readonly granted: Readonly<Record<string, readonly string[]>>;
    readonly used: Readonly<Record<string, readonly string[]>>;
  };
  /** Invokes a scheduled rule now. @throws Error where no scheduled rule has this logical id */
  runSchedule(logicalId: string): void;
  /** Resolves when no event is under way, jumping over waits for retries. @throws Error that says what is still busy */
  untilQuiet(options?: { readonly seconds?: number }): Promise<void>;
  /** Ends every environment, server and process of this stack. */
  stop(): Promise<void>;
}

/** Log lines kept for reading. */
const MOST_LOG_LINES = 20_000;

/**
 * @throws Error with a sentence where the templates hold what has no behaviour here, a grant is missing, a port or the
 *   data folder is taken, or the DynamoDB engine does not start
 * @example const stack = await startLocalStack({ assemblyFolder: 'cdk.out', dataFolder: '.touchpoint', port: 4000 });
 */
export async function startLocalStack(settings: LocalStackSettings): Promise<LocalStack> {
  const stopping: (() => unknown)[] = [];
  const stop = async () => {
    for (const end of stopping.splice(0).reverse()) await end();
  };
  try {
    return await start(settings, { onStop: (end) => stopping.push(end), stop });
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Lifetime {
  /** Called in reverse order when the stack stops. */
  onStop(end: () => unknown): void;
  stop(): Promise<void>;
}

async function start(settings: LocalStackSettings, { onStop, stop }: Lifetime): Promise<LocalStack> {
  const stacks = readAssembly(settings.assemblyFolder);
  const imitatedWithoutBehaviour = assertKnownTypes(stacks);
  const state = openData(settings, onStop);
  const program = await buildEnvironment(settings.dataFolder);
  const engine = await startEngine(settings.dataFolder);
  onStop(() => engine.stop());
  const { addresses, door, pages, api } = await listen(settings.port, onStop);
  const templates = openTemplates({ stacks, addresses, secret: (key) => dynamicReference(secrets, key) });
  const secrets = secretsOf(templates, state);
  const clock = new Clock();
  const activity = new Activity();
  const logs: LogLine[] = [];
  const log = (line: LogLine) => {
    if (logs.push(line) > MOST_LOG_LINES) logs.shift();
    settings.onLog?.(line);
  };
  const tables = templates.all<TableProperties>('AWS::DynamoDB::GlobalTable');
  for (const { name, properties } of tables) await ensureTable(engine, name, properties);
  const keys = new Map(tables.map(({ name, arn, properties }) => [name, tableKeys(arn, properties)]));
  const queues = new Queues({ queues: queuesOf(templates, addresses), clock, state });
  const buckets = openBuckets(
    join(settings.dataFolder, 'buckets'),
    templates.all('AWS::S3::Bucket').map(({ name }) => name),
  );
  deployPages(templates, buckets);
  const functions = createFunctions({
    program,
    templates,
    endpoint: addresses.endpoint,
    enginePort: engine.port,
    tables: keys,
    log,
    activity,
    onWrite: () => wakeStreams(),
  });
  onStop(() => Promise.all(functions.map(({ pool }) => pool.stop())));
  const { buses, rules, schedules } = wireBuses({ templates, functions, queues, clock });
  const sources = createEventSources({ templates, functions, tables, queues, buckets, engine, clock, state, activity });
  const wakeStreams = () => {
    for (const stream of sources.streams) stream.wake();
  };
  const services = [
    eventBusService(buses, rules),
    queueService(queues),
    keyService(keysOf(templates, state)),
    secretService(secrets),
  ];
  door.open(
    doorServices({ enginePort: engine.port, functions, tables: keys, services, buckets, onWrite: wakeStreams }),
  );
  const timers = startSchedules(schedules);
  onStop(() => {
    timers.stop();
    for (const source of [...sources.streams, ...sources.queues]) source.stop();
    clock.stop();
  });
  const web = {
    templates,
    functions,
    buckets,
    apiHost: new URL(addresses.apiUrl).host,
    otherOrigins: settings.otherOrigins ?? [],
  };
  const handleApi = createApi(web);
  api.open(handleApi);
  pages.open(createPages(web, handleApi));
  wakeStreams();
  for (const mapping of sources.queues) mapping.pump();
  return {
    ...addresses,
    engineEndpoint: `http://127.0.0.1:${engine.port}`,
    operatorEnvironment: operatorVariables({
      endpoint: addresses.endpoint,
      region: stacks[0]?.region ?? '',
      accessKeyId: OPERATOR,
    }),
    outputs: templates.outputs(),
    functions: functions.map(({ name, logicalId, environment }) => ({ name, logicalId, environment })),
    logs,
    imitatedWithoutBehaviour,
    permissions: () => ({
      granted: Object.fromEntries(functions.map(({ name, policy }) => [name, policy.granted])),
      used: Object.fromEntries(functions.map(({ name, policy }) => [name, [...policy.used]])),
    }),
    runSchedule: (logicalId) => timers.run(logicalId),
    untilQuiet: ({ seconds = 30 } = {}) => untilQuiet({ seconds, activity, clock, functions, queues, sources }),
    stop,
  };
}

function openData({ dataFolder, fresh }: LocalStackSettings, onStop: Lifetime['onStop']): State {
  if (fresh) {
    openState(dataFolder).close(); // Whoever holds the folder keeps it.
    for (const name of [
      'local.db',
      'local.db-wal',
      'local.db-shm',
      'tables.db',
      'tables.db-wal',
      'tables.db-shm',
      'buckets',
    ]) {
      rmSync(join(dataFolder, name), { recursive: true, force: true });
    }
  }
  const state = openState(dataFolder);
  onStop(() => state.close());
  return state;
}

async function listen(port: number, onStop: Lifetime['onStop']) {
  const door = await createDoor();
  onStop(() => door.stop());
  const pages = createWebDoor();
  const api = createWebDoor();
  for (const { server } of [pages, api]) {
    onStop(() => {
      server.closeAllConnections();
      return closeServer(server);
    });
  }
  const addressOf = (taken: number) => `http://127.0.0.1:${taken}`;
  const addresses: Addresses = {
    endpoint: addressOf(door.port),
    url: addressOf(await listenOn(pages.server, port)),
    apiUrl: addressOf(await listenOn(api.server, 0)),
  };
  return { addresses, door, pages, api };
}

function secretsOf(templates: Templates, state: State): Secret[] {
  return templates.all<SecretProperties>('AWS::SecretsManager::Secret').map(({ name, arn, properties }) => ({
    name,
    arn,
    value: secretValue(state, name, properties),
  }));
}

interface QueueProperties {
  readonly VisibilityTimeout?: number;
  readonly FifoQueue?: boolean;
  readonly RedrivePolicy?: { readonly deadLetterTargetArn: string; readonly maxReceiveCount: number };
}

function queuesOf(templates: Templates, { endpoint }: Addresses): Queue[] {
  return templates
    .all<QueueProperties>('AWS::SQS::Queue')
    .map(({ name, arn, stack, properties }: Found<QueueProperties>) => {
      const { VisibilityTimeout = 30, RedrivePolicy, FifoQueue } = properties;
      if (FifoQueue) throw new Error(`${name} is a FIFO queue, which has no behaviour on this machine.`);
      const redrive = RedrivePolicy && {
        deadLetterArn: RedrivePolicy.deadLetterTargetArn,
        maxReceiveCount: Number(RedrivePolicy.maxReceiveCount),
      };
      return { name, arn, url: `${endpoint}/${stack.account}/${name}`, visibilitySeconds: VisibilityTimeout, redrive };
    });
}

function keysOf(templates: Templates, state: State): SigningKey[] {
  return templates.all<{ KeySpec?: string }>('AWS::KMS::Key').map(({ name, arn, properties: { KeySpec } }) => {
    if (KeySpec !== 'ECC_NIST_P256')
      throw new Error(`${name} is a ${KeySpec} key, which has no behaviour on this machine.`);
    return signingKey(state, { id: name, arn });
  });
}
