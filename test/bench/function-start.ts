// How heavy each function is and how long a fresh process takes to import it, against a bundle that holds only the SDK's client;
// and what its first request costs over the second (public keys, secrets, connections).
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { anHttpEvent } from '../builders/http-event.ts';
import { type BenchBundles, bareEnvironment, sizeOf } from './bundles.ts';
import type { Figure } from './figure.ts';
import { type Place, type Tracked, trackEvent } from './place.ts';
import { median } from './quantile.ts';

const run = promisify(execFile);
const ROUNDS = 9;
/** Of a function's import, in imports of the SDK-only bundle. */
const MOST = 1.3;

interface Started {
  readonly imported: number;
  readonly first?: number;
  readonly second?: number;
  readonly calls: readonly string[];
}

interface Subject {
  readonly name: string;
  readonly file: string;
  readonly env: Readonly<Record<string, string>>;
  /** What it is asked first; functions that are fed are only imported. */
  readonly event?: object;
  readonly starts: Started[];
}

/** Routes by the folder of their function. */
const ROUTES: Readonly<Record<string, string>> = {
  'functions/events-door': '/api/events',
  'functions/shopify-webhook': '/api/connectors/shopify',
  'functions/easypost-webhook': '/api/connectors/easypost',
  'functions/unknown-path': '/api/nothing-here',
};

export const measureStarts = async (place: Place, bundles: BenchBundles): Promise<Figure[]> => {
  const [tracked] = place.customers;
  if (!tracked) throw new Error('Nobody has an order.');
  const bare = {
    name: 'SDK only',
    file: bundles.programOf('bare-call'),
    env: bareEnvironment(place, tracked),
    event: {},
    starts: [],
  };
  const functions = bundles.handlers.map(
    (handler): Subject => ({
      name: handler.replace(/^.*\//, ''),
      file: bundles.fileOf(handler),
      env: place.environmentOf(handler),
      event: eventFor(handler, place, tracked),
      starts: [],
    }),
  );
  const subjects: readonly Subject[] = [bare, ...functions];
  // Round by round over all of them, so that a busy minute of the machine falls on each.
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const subject of subjects) subject.starts.push(await start(bundles.programOf('function-start'), subject));
  }
  return subjects.flatMap((subject) => figuresOf(subject, bare));
};

const eventFor = (handler: string, place: Place, tracked: Tracked): object | undefined => {
  const track = trackEvent(place, tracked);
  if (handler.startsWith('micro-apps/')) return track;
  if (handler === 'functions/looks') return { ...track, body: JSON.stringify({ app: 'track-order' }) };
  const path = ROUTES[handler];
  // Unsigned: it is refused after its secrets were read.
  return path === undefined
    ? undefined
    : anHttpEvent({ path, body: {}, headers: { 'x-origin-secret': place.originSecret } });
};

const start = async (program: string, { file, env, event }: Subject): Promise<Started> => {
  const question = event === undefined ? [] : [JSON.stringify(event)];
  const { stdout } = await run(process.execPath, [program, file, ...question], { env });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Started;
};

const figuresOf = (subject: Subject, bare: Subject): readonly Figure[] => {
  const { name } = subject;
  const [size, bareSize] = [sizeOf(subject.file), sizeOf(bare.file)];
  const [imported, bareImported] = [importOf(subject), importOf(bare)];
  const figures: Figure[] = [
    { name: `${name}: bundle`, value: size.kB, unit: 'kB', baseline: bareSize.kB },
    { name: `${name}: bundle, gzip`, value: size.gzipKB, unit: 'kB', baseline: bareSize.gzipKB },
    { name: `${name}: import`, value: imported, unit: 'ms', baseline: bareImported },
  ];
  if (subject !== bare) {
    const level = { atMost: MOST, baseline: bareImported };
    figures.push({
      name: `${name}: import in SDK-only imports`,
      value: imported / bareImported,
      unit: 'times',
      ...level,
    });
  }
  if (subject.event) figures.push(...firstUseOf(subject));
  return figures;
};

const importOf = ({ starts }: Subject): number => median(starts.map(({ imported }) => imported));

const firstUseOf = ({ name, starts }: Subject): readonly Figure[] => {
  const second = median(starts.map((one) => one.second ?? 0));
  const calls = starts[0]?.calls ?? [];
  return [
    {
      name: `${name}: first request (${calls.join(', ')})`,
      value: median(starts.map((one) => one.first ?? 0)),
      unit: 'ms',
      baseline: second,
    },
  ];
};
