// Runs what the CDK synthesized on this machine: `npm start`, the flow tests and the bench start here.
import { join } from 'node:path';
import { Activity } from './activity.ts';
import { listen } from './addresses.ts';
import { readAssembly, type SynthesizedStack } from './assembly.ts';
import { openBuckets } from './buckets.ts';
import { wireBuses } from './bus-wiring.ts';
import { Clock } from './clock.ts';
import { doorServices, OPERATOR } from './door-services.ts';
import { eventBusService } from './event-bus.ts';
import { createEventSources } from './event-sources.ts';
import type { LogLine } from './function-pool.ts';
import { buildEnvironment, createFunctions, operatorVariables } from './functions.ts';
import { keyService } from './keys.ts';
import { queueService } from './queue-service.ts';
import { Queues } from './queues.ts';
import { untilQuiet } from './quiet.ts';
import { startSchedules } from './schedules.ts';
import { dynamicReference, secretService } from './secrets.ts';
import { assertKnownTypes } from './services-without-behaviour.ts';
import { openState } from './state.ts';
import { ensureTable, startEngine, type TableProperties, tableKeys } from './tables.ts';
import { keysOf, queuesOf, secretsOf } from './template-data.ts';
import { openTemplates } from './templates.ts';
import { createApi, createPages, deployPages } from './web-doors.ts';

export interface LocalStackSettings {
  /** Where the app was synthesized (`cdk.out`). */
  readonly assemblyFolder: string;
  /** Tables, queues, keys and secrets are kept here between starts. */
  readonly dataFolder: string;
  /** Of the distribution look-alike; 0 takes any free port, a taken port gives the next free one. */
  readonly port: number;
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
  /** Invokes every scheduled rule now: tests do not wait for the next minute. */
  runSchedules(): void;
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
  const logs: LogLine[] = [];
  const log = (line: LogLine) => {
    if (logs.push(line) > MOST_LOG_LINES) logs.shift();
    settings.onLog?.(line);
  };
  const ground = await prepareGround({ settings, stacks, onStop });
  const work = startWork({ ...ground, log, onStop });
  openDoors(ground, work);
  const { functions, schedules } = work;
  const { addresses, engine, templates } = ground;
  const region = stacks[0]?.region ?? '';
  return {
    ...addresses,
    engineEndpoint: `http://127.0.0.1:${engine.port}`,
    operatorEnvironment: operatorVariables({ endpoint: addresses.endpoint, region, accessKeyId: OPERATOR }),
    outputs: templates.outputs(),
    functions: functions.map(({ name, logicalId, environment }) => ({ name, logicalId, environment })),
    logs,
    imitatedWithoutBehaviour,
    permissions: () => ({
      granted: Object.fromEntries(functions.map(({ name, policy }) => [name, policy.granted])),
      used: Object.fromEntries(functions.map(({ name, policy }) => [name, [...policy.used]])),
    }),
    runSchedules: () => schedules.runAll(),
    untilQuiet: ({ seconds = 30 } = {}) => untilQuiet({ seconds, ...ground, ...work }),
    stop,
  };
}

interface GroundParts {
  readonly settings: LocalStackSettings;
  readonly stacks: readonly SynthesizedStack[];
  readonly onStop: Lifetime['onStop'];
}

/** What must stand before templates can be resolved: the data folder, the engine, the addresses; and what follows at once. */
async function prepareGround({ settings: { dataFolder, fresh, port }, stacks, onStop }: GroundParts) {
  const state = openState(dataFolder, fresh);
  onStop(() => state.close());
  const program = await buildEnvironment(dataFolder);
  const engine = await startEngine(dataFolder);
  onStop(() => engine.stop());
  const doors = await listen(port, onStop);
  const templates = openTemplates({
    stacks,
    addresses: doors.addresses,
    secret: (key) => dynamicReference(secrets, key),
  });
  const secrets = secretsOf(templates, state);
  const tables = templates.all<TableProperties>('AWS::DynamoDB::GlobalTable');
  for (const { name, properties } of tables) await ensureTable(engine, name, properties);
  const bucketNames = templates.all('AWS::S3::Bucket').map(({ name }) => name);
  const buckets = openBuckets(join(dataFolder, 'buckets'), bucketNames);
  deployPages(templates, buckets);
  const clock = new Clock();
  const queues = new Queues({ queues: queuesOf(templates, doors.addresses.endpoint), clock, state });
  return {
    ...doors,
    state,
    program,
    engine,
    templates,
    secrets,
    tables,
    buckets,
    clock,
    queues,
    activity: new Activity(),
  };
}

type Ground = Awaited<ReturnType<typeof prepareGround>>;

/** Functions and everything that feeds them. */
function startWork({ onStop, log, ...ground }: Ground & { onStop: Lifetime['onStop']; log: (line: LogLine) => void }) {
  const { addresses, engine, clock } = ground;
  const tableKeysByName = new Map(ground.tables.map(({ name, arn, properties }) => [name, tableKeys(arn, properties)]));
  const wakeStreams = () => {
    for (const stream of sources.streams) stream.wake();
  };
  const surroundings = { endpoint: addresses.endpoint, enginePort: engine.port, tables: tableKeysByName };
  const functions = createFunctions({ ...ground, ...surroundings, log, onWrite: wakeStreams });
  onStop(() => Promise.all(functions.map(({ pool }) => pool.stop())));
  const { buses, rules, scheduled } = wireBuses({ ...ground, functions });
  const sources = createEventSources({ ...ground, functions });
  const schedules = startSchedules(scheduled);
  onStop(() => {
    schedules.stop();
    for (const source of [...sources.streams, ...sources.queues]) source.stop();
    clock.stop();
  });
  return { functions, buses, rules, schedules, sources, tableKeysByName, wakeStreams };
}

/** From here on anybody may come in, and what an earlier run left goes on. */
function openDoors({ door, pages, api, ...ground }: Ground, work: ReturnType<typeof startWork>): void {
  const { templates, state, queues, secrets, buckets, engine, addresses } = ground;
  const { functions, buses, rules, sources, tableKeysByName, wakeStreams } = work;
  const keys = keyService(keysOf(templates, state));
  const services = [eventBusService(buses, rules), queueService(queues), keys, secretService(secrets)];
  door.open(
    doorServices({
      enginePort: engine.port,
      functions,
      tables: tableKeysByName,
      services,
      buckets,
      onWrite: wakeStreams,
    }),
  );
  const web = { templates, functions, buckets, apiHost: new URL(addresses.apiUrl).host };
  const handleApi = createApi(web);
  api.open(handleApi);
  pages.open(createPages(web, handleApi));
  wakeStreams();
  for (const mapping of sources.queues) mapping.pump();
}
