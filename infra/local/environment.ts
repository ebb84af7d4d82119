// One Lambda execution environment, in its own thread: loads the bundle once, then runs one event at a time.
// https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { type EnvironmentDoor, openDoor } from './environment-door.ts';

export interface EnvironmentData {
  readonly file: string;
  readonly exportName: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memory: number;
  readonly door: EnvironmentDoor;
}

/** From the pool to the environment. */
export interface Invocation {
  readonly requestId: string;
  readonly event: string;
  /** Milliseconds since 1970. */
  readonly deadline: number;
}

/** From the environment to the pool. */
export type Report =
  | { readonly kind: 'ready' }
  | { readonly kind: 'used'; readonly action: string }
  | { readonly kind: 'wrote' }
  | { readonly kind: 'log'; readonly text: string }
  | { readonly kind: 'done'; readonly result: string | undefined }
  | { readonly kind: 'failed'; readonly errorType: string; readonly errorMessage: string; readonly stack: string };

type Handler = (event: unknown, context: unknown) => unknown;

if (!parentPort) throw new Error('This file runs as a worker thread of the function pool.');
const pool = parentPort;
const data = workerData as EnvironmentData;
const report = (message: Report) => pool.postMessage(message);

/** Logs travel on the same port as answers, so that they arrive before the answer they belong to. */
function reportWrites(stream: NodeJS.WriteStream): void {
  stream.write = ((chunk: string | Uint8Array, encoding?: unknown, done?: unknown) => {
    report({ kind: 'log', text: typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString() });
    const callback = typeof encoding === 'function' ? encoding : done;
    if (typeof callback === 'function') callback();
    return true;
  }) as typeof stream.write;
}

function contextOf({ requestId, deadline }: Invocation): object {
  return {
    awsRequestId: requestId,
    functionName: data.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: data.functionArn,
    memoryLimitInMB: String(data.memory),
    logGroupName: `/aws/lambda/${data.functionName}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
}

async function run(handler: Handler, invocation: Invocation): Promise<void> {
  try {
    const result = await handler(JSON.parse(invocation.event), contextOf(invocation));
    report({ kind: 'done', result: JSON.stringify(result) });
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    report({ kind: 'failed', errorType: error.name, errorMessage: error.message, stack: error.stack ?? '' });
  }
}

openDoor(data.door, {
  onUse: (action) => report({ kind: 'used', action }),
  onWrite: () => report({ kind: 'wrote' }),
});
reportWrites(process.stdout);
reportWrites(process.stderr);
const bundle = (await import(pathToFileURL(data.file).href)) as Record<string, unknown>;
const handler = bundle[data.exportName];
if (typeof handler !== 'function') throw new Error(`${data.file} exports no function ${data.exportName}.`);
pool.on('message', (invocation: Invocation) => void run(handler as Handler, invocation));
report({ kind: 'ready' });
