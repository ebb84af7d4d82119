// From `npm start` in a fresh copy of the project, as a newcomer has it, to the first good answer.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { trackOrder } from '../../micro-apps/index.ts';
import type { Figure } from './figure.ts';

const project = fileURLToPath(new URL('../..', import.meta.url));
const NEEDED = ['infra', 'functions', 'micro-apps', 'shared', 'package.json', 'cdk.json', 'tsconfig.json'];
const LINK = new RegExp(`(http://\\S+)/${trackOrder.id}/#pass=(\\S+)`);

export const measureFirstAnswer = async (folder: string): Promise<Figure[]> => {
  const copy = join(folder, 'newcomer');
  mkdirSync(copy);
  for (const name of NEEDED) cpSync(join(project, name), join(copy, name), { recursive: true });
  symlinkSync(join(project, 'node_modules'), join(copy, 'node_modules'));
  const before = performance.now();
  // A group of its own: npm is between us and the suite.
  const npm = spawn('npm', ['start', '--', '--port', '0'], {
    cwd: copy,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    await trackFirst(npm);
    return [{ name: 'npm start to the first good answer', value: (performance.now() - before) / 1000, unit: 's' }];
  } finally {
    await endGroup(npm);
  }
};

const trackFirst = async (npm: ChildProcess): Promise<void> => {
  if (!npm.stdout) throw new Error('npm start cannot be read.');
  for await (const line of createInterface({ input: npm.stdout })) {
    const [, origin, pass] = LINK.exec(line) ?? [];
    if (!pass) continue;
    const answer = await fetch(`${origin}/api/micro-apps/${trackOrder.id}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${pass}` },
      body: '{}',
    });
    if (answer.ok) return;
    throw new Error(`The first order was answered ${answer.status}: ${await answer.text()}`);
  }
  throw new Error('npm start ended without a link.');
};

const endGroup = async (npm: ChildProcess): Promise<void> => {
  if (npm.exitCode !== null || npm.pid === undefined) return;
  const ended = once(npm, 'close');
  npm.stdout?.resume();
  process.kill(-npm.pid, 'SIGTERM');
  await ended;
};
