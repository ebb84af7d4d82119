// Which stack an operator's command works on: the one running on this machine, or (`--aws`) the one that was deployed.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Everything of this machine's stack is kept in here. */
export const LOCAL_FOLDER = '.touchpoint';
const RUNNING = join(LOCAL_FOLDER, 'running.json');
/** `npx cdk deploy --all --outputs-file .touchpoint/outputs.json` writes it. */
const DEPLOYED = join(LOCAL_FOLDER, 'outputs.json');

type Outputs = Readonly<Record<string, string>>;
type OutputsByStack = Readonly<Record<string, Outputs>>;

interface Running {
  readonly environment: Readonly<Record<string, string>>;
  readonly outputs: OutputsByStack;
}

/** A stack's outputs by their names. */
export interface Target {
  /** @throws Error with a sentence where the stack has no such output */
  output(name: string): string;
}

/** Tells commands that a stack runs here. Answers how to tell them that it no longer does. */
export const announceRunning = (running: Running): (() => void) => {
  writeFileSync(RUNNING, JSON.stringify(running, null, 2), { mode: 0o600 });
  return () => rmSync(RUNNING, { force: true });
};

/**
 * Makes this process an operator of a stack: AWS clients made afterwards speak to it.
 * @throws Error with a sentence that says what to do where there is no such stack
 */
export const openTarget = ({ aws }: { aws: boolean }): Target => {
  if (aws) {
    if (!existsSync(DEPLOYED)) {
      throw new Error(`${DEPLOYED} is missing. Deploy with: npx cdk deploy --all --outputs-file ${DEPLOYED}`);
    }
    return targetOf(JSON.parse(readFileSync(DEPLOYED, 'utf8')));
  }
  if (!existsSync(RUNNING)) throw new Error('Nothing runs on this machine. Start it with: npm start (or use --aws).');
  const { environment, outputs }: Running = JSON.parse(readFileSync(RUNNING, 'utf8'));
  Object.assign(process.env, environment);
  return targetOf(outputs);
};

export const targetOf = (outputs: OutputsByStack): Target => {
  const all: Outputs = Object.assign({}, ...Object.values(outputs));
  return {
    output: (name) => {
      const value = all[name];
      if (!value) throw new Error(`The stack has no output ${name}. Deploy this version of it first.`);
      return value;
    },
  };
};
