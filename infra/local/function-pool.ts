// The environments of one function: an event goes to an idle one, else to a new one, else it waits its turn.
// https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html
import { randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import type { Activity } from './activity.ts';
import type { EnvironmentData, Invocation, Report } from './environment.ts';

export interface FunctionSettings extends EnvironmentData {
  /** The built `environment.ts`. */
  readonly program: string;
  readonly timeoutSeconds: number;
  readonly maximumEnvironments: number;
  readonly environment: Readonly<Record<string, string>>;
}

export interface LogLine {
  readonly functionName: string;
  readonly requestId: string;
  readonly text: string;
}

export type Outcome =
  | { readonly ok: true; readonly requestId: string; readonly payload: string | undefined }
  | { readonly ok: false; readonly requestId: string; readonly errorType: string; readonly errorMessage: string };

interface Job {
  readonly requestId: string;
  readonly event: string;
  readonly settle: (outcome: Outcome) => void;
}

interface Environment {
  readonly worker: Worker;
  ready: boolean;
  job: Job | undefined;
  timer: NodeJS.Timeout | undefined;
}

/** Longest that AWS lets a function take to load. */
const INIT_SECONDS = 10;

export interface PoolParts {
  readonly activity: Activity;
  readonly log: (line: LogLine) => void;
  /** A granted action was needed for the first time. */
  readonly onUse: (action: string) => void;
  /** A table may have changed. */
  readonly onWrite: () => void;
}

export class FunctionPool {
  readonly settings: FunctionSettings;
  readonly #parts: PoolParts;
  readonly #environments = new Set<Environment>();
  readonly #idle: Environment[] = [];
  readonly #queue: Job[] = [];
  #stopped = false;

  constructor(settings: FunctionSettings, parts: PoolParts) {
    this.settings = settings;
    this.#parts = parts;
  }

  /** Events that run or wait for an environment. */
  get busy(): number {
    return this.#queue.length + this.#environments.size - this.#idle.length;
  }

  /** Runs one event (JSON text); never rejects: what the function throws is an outcome. */
  invoke(event: string): Promise<Outcome> {
    return this.#parts.activity.during(
      () =>
        new Promise((settle) => {
          this.#queue.push({ requestId: randomUUID(), event, settle });
          this.#dispatch();
        }),
    );
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    for (const job of this.#queue.splice(0)) job.settle(failure(job, 'Stopped', 'The local stack was stopped.'));
    await Promise.all(
      [...this.#environments].map((environment) => this.#end(environment, 'Stopped', 'The local stack was stopped.')),
    );
  }

  #dispatch(): void {
    while (this.#queue.length > 0 && !this.#stopped) {
      const environment = this.#idle.pop() ?? this.#open();
      if (!environment) return;
      environment.job = this.#queue.shift();
      if (environment.ready) this.#start(environment);
    }
  }

  /** One loads at a time: what comes meanwhile is often served sooner by those that run. */
  #open(): Environment | undefined {
    if (this.#environments.size >= this.settings.maximumEnvironments || this.#isLoading) return undefined;
    const { file, exportName, functionName, functionArn, memory, door, environment: env } = this.settings;
    const workerData: EnvironmentData = { file, exportName, functionName, functionArn, memory, door };
    const worker = new Worker(this.settings.program, {
      workerData,
      env: { ...env },
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: memory },
    });
    const environment: Environment = { worker, ready: false, job: undefined, timer: undefined };
    this.#environments.add(environment);
    worker.on('message', (message: Report) => this.#hear(environment, message));
    worker.on('error', (error) => void this.#end(environment, 'Runtime.UnhandledError', String(error)));
    worker.on(
      'exit',
      (code) => void this.#end(environment, 'Runtime.ExitError', `The function's process ended (${code}).`),
    );
    this.#limit(environment, INIT_SECONDS);
    return environment;
  }

  #start(environment: Environment): void {
    const { job } = environment;
    if (!job) return;
    const { timeoutSeconds } = this.settings;
    const invocation: Invocation = {
      requestId: job.requestId,
      event: job.event,
      deadline: Date.now() + timeoutSeconds * 1000,
    };
    this.#limit(environment, timeoutSeconds);
    environment.worker.postMessage(invocation);
  }

  get #isLoading(): boolean {
    return [...this.#environments].some(({ ready }) => !ready);
  }

  /** Past its time an environment is ended with whatever it was doing. */
  #limit(environment: Environment, seconds: number): void {
    clearTimeout(environment.timer);
    environment.timer = setTimeout(
      () => void this.#end(environment, 'Sandbox.Timedout', `Task timed out after ${seconds.toFixed(2)} seconds`),
      seconds * 1000,
    );
  }

  #hear(environment: Environment, message: Report): void {
    const { job } = environment;
    switch (message.kind) {
      case 'log':
        this.#parts.log({
          functionName: this.settings.functionName,
          requestId: job?.requestId ?? '',
          text: message.text,
        });
        return;
      case 'used':
        this.#parts.onUse(message.action);
        return;
      case 'wrote':
        this.#parts.onWrite();
        return;
      case 'ready':
        environment.ready = true;
        clearTimeout(environment.timer);
        if (job) this.#start(environment);
        else this.#release(environment);
        this.#dispatch();
        return;
      case 'done':
        this.#release(environment);
        job?.settle({ ok: true, requestId: job.requestId, payload: message.result });
        return;
      case 'failed':
        this.#parts.log({
          functionName: this.settings.functionName,
          requestId: job?.requestId ?? '',
          text: `${message.stack}\n`,
        });
        this.#release(environment);
        job?.settle(failure(job, message.errorType, message.errorMessage));
        return;
    }
  }

  #release(environment: Environment): void {
    clearTimeout(environment.timer);
    environment.job = undefined;
    this.#idle.push(environment);
    this.#dispatch();
  }

  async #end(environment: Environment, errorType: string, errorMessage: string): Promise<void> {
    if (!this.#environments.delete(environment)) return;
    const idle = this.#idle.indexOf(environment);
    if (idle >= 0) this.#idle.splice(idle, 1);
    clearTimeout(environment.timer);
    const { job } = environment;
    environment.job = undefined;
    if (job)
      this.#parts.log({
        functionName: this.settings.functionName,
        requestId: job.requestId,
        text: `${errorType}: ${errorMessage}\n`,
      });
    await environment.worker.terminate();
    job?.settle(failure(job, errorType, errorMessage));
    this.#dispatch();
  }
}

function failure(job: Job, errorType: string, errorMessage: string): Outcome {
  return { ok: false, requestId: job.requestId, errorType, errorMessage };
}
