// Requests a second through the whole local stack (distribution, API, environment, permission door, engine) against a bare server
// that makes the same SDK call to the same engine.
import { fork } from 'node:child_process';
import { trackOrder } from '../../micro-apps/index.ts';
import { type BenchBundles, bareEnvironment } from './bundles.ts';
import { askProgram, endChild, firstMessage } from './child.ts';
import type { Figure } from './figure.ts';
import type { Place } from './place.ts';
import type { Borne, Load } from './programs/load.ts';
import { median } from './quantile.ts';

const program = new URL('./programs/load.ts', import.meta.url);
const ROUNDS = 3;
const SECONDS = 3;
const WARM_UP_SECONDS = 3;
/** Of the bare server's requests a second. */
const LEVELS = [
  { connections: 1, atLeast: 0.7 },
  { connections: 16, atLeast: 0.4 },
] as const;

export const measureLocalStack = async (place: Place, bundles: BenchBundles): Promise<Figure[]> => {
  const [tracked] = place.customers;
  if (!tracked) throw new Error('Nobody has an order.');
  const env = { PATH: process.env.PATH, ...bareEnvironment(place, tracked) };
  const server = fork(bundles.programOf('bare-server'), { env, stdio: 'inherit' });
  try {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${tracked.pass}` };
    const bare = { url: String(await firstMessage(server)), headers };
    const stack = { url: `${place.suite.stack.url}/api/micro-apps/${trackOrder.id}`, headers };
    const figures: Figure[] = [];
    for (const level of LEVELS) figures.push(...(await compare({ bare, stack, ...level })));
    return figures;
  } finally {
    await endChild(server);
  }
};

type Addressed = Pick<Load, 'url' | 'headers'>;
interface Compared {
  readonly bare: Addressed;
  readonly stack: Addressed;
  readonly connections: number;
  readonly atLeast: number;
}

const compare = async ({ bare, stack, connections, atLeast }: Compared): Promise<readonly Figure[]> => {
  const bear = (on: Addressed, seconds: number) => askProgram<Load, Borne>(program, { ...on, connections, seconds });
  for (const on of [bare, stack]) await bear(on, WARM_UP_SECONDS);
  const rounds: { readonly bare: Borne; readonly stack: Borne }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.push({ bare: await bear(bare, SECONDS), stack: await bear(stack, SECONDS) });
  }
  const of = (which: keyof Borne) => ({
    value: median(rounds.map((round) => round.stack[which])),
    baseline: median(rounds.map((round) => round.bare[which])),
  });
  const { value, baseline } = of('perSecond');
  const name = `local stack, ${connections} ${connections === 1 ? 'connection' : 'connections'}`;
  return [
    { name: `${name}: requests a second`, unit: 'requests/s', value, baseline },
    { name: `${name}: p50`, unit: 'ms', ...of('p50') },
    { name: `${name}: p99`, unit: 'ms', ...of('p99') },
    { name: `${name}: share of the bare server`, unit: 'times', value: value / baseline, atLeast, baseline },
  ];
};
