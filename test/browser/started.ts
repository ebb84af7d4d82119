// `npm start` as a newcomer has it: the command itself, in a folder of its own.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const commands = fileURLToPath(new URL('../../infra/commands', import.meta.url));

export interface Started {
  /** Of the shop, as the last line says it. */
  readonly url: string;
  /** What was printed for each order, in that order. */
  readonly orders: readonly { readonly name: string; readonly orderNumber: string; readonly link: string }[];
  /** It and what it started, a line each. */
  processes(): Promise<readonly string[]>;
  /** Presses Ctrl-C; answers the exit code, and what still lives a moment later of the processes that it started. */
  interrupt(): Promise<{ readonly code: number | null; readonly left: readonly string[] }>;
  /** Ends whatever is left of it. */
  kill(): void;
}

interface Given {
  /** What the command keeps is in `.touchpoint` in there. */
  readonly folder: string;
  readonly port: number;
  /** Longest wait for its last line. */
  readonly seconds: number;
}

/** @throws Error with what it said, where it ends or is not open in time */
export const startCommand = async ({ folder, port, seconds }: Given): Promise<Started> => {
  const child = spawn(process.execPath, [`${commands}/start.ts`, '--port', String(port)], {
    cwd: folder,
    // A group of its own: what it starts is in it too.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const kill = (): void => signal(child, 'SIGKILL');
  const tooLong = setTimeout(kill, seconds * 1000);
  try {
    const { url, lines } = await untilOpen(child);
    return {
      url,
      orders: ordersIn(lines),
      processes: () => processesOf(child.pid, folder),
      interrupt: async () => {
        const ended = once(child, 'close');
        child.kill('SIGINT');
        const [code] = (await ended) as [number | null];
        return { code, left: await leftOf(child.pid, folder) };
      },
      kill,
    };
  } catch (error) {
    kill();
    throw error;
  } finally {
    clearTimeout(tooLong);
  }
};

/** What another command prints about what runs in that folder. */
export const runBeside = async (folder: string, command: 'pass', ...given: readonly string[]): Promise<string> => {
  const { stdout } = await run(process.execPath, [`${commands}/${command}.ts`, ...given], {
    cwd: folder,
  });
  return stdout.trim();
};

const untilOpen = async (child: ChildProcess): Promise<{ url: string; lines: readonly string[] }> => {
  if (!child.stdout || !child.stderr) throw new Error('The command cannot be read.');
  const faults: string[] = [];
  child.stderr.on('data', (data: Buffer) => faults.push(String(data)));
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    const [, url] = / is open at (\S+) /.exec(line) ?? [];
    if (url) return { url, lines };
  }
  throw new Error(`npm start ended before its shop was open.\n${lines.join('\n')}\n${faults.join('')}`);
};

/** Processes of its group and those that work on its folder: the engine has a group of its own. */
const processesOf = async (pid: number | undefined, folder: string): Promise<readonly string[]> => {
  const { stdout } = await run('ps', ['-A', '-o', 'pgid=,stat=,args=']);
  const alive = stdout.split('\n').filter((line) => !/^\s*\d+\s+Z/.test(line));
  return alive.filter((line) => line.trim().startsWith(`${pid} `) || line.includes(folder));
};

/** They end when it does, or a moment later. */
const leftOf = async (pid: number | undefined, folder: string): Promise<readonly string[]> => {
  let left = await processesOf(pid, folder);
  for (let tries = 0; left.length > 0 && tries < 100; tries += 1) left = await processesOf(pid, folder);
  return left;
};

/** A name with the order's number, and the link in the line below. */
const ordersIn = (lines: readonly string[]): Started['orders'] =>
  lines.flatMap((line, index) => {
    const [, name, orderNumber] = /^(.+) \((#\d+)\)$/.exec(line) ?? [];
    const link = lines[index + 1]?.trim();
    return name && orderNumber && link ? [{ name, orderNumber, link }] : [];
  });

const signal = (child: ChildProcess, name: NodeJS.Signals): void => {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, name);
  } catch {
    // It has ended already.
  }
};
