// Feeds every function of a running suite events that are not for it: whatever AWS's own examples hold, nothing may throw unnamed.
//   node test/data/aws-events.ts <folder with a folder of events as JSON>
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { registeredApps } from '../../infra/app.ts';
import { tally } from '../../infra/commands/replay/tally.ts';
import { readStackSecret } from '../../infra/commands/send-facts.ts';
import { startTemporarySuite } from '../../infra/commands/suite.ts';

interface Fixture {
  readonly name: string;
  readonly event: unknown;
}

type Handler = (event: unknown, context: object) => Promise<unknown>;

const CONTEXT = { awsRequestId: 'aws-events', functionName: 'aws-events', getRemainingTimeInMillis: () => 10_000 };

/** Every file as an event; what is no JSON as the bare text. */
const readFixtures = (folder: string): readonly Fixture[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => {
      const text = readFileSync(join(folder, name), 'utf8');
      try {
        return { name, event: JSON.parse(text) as unknown };
      } catch {
        return { name, event: text };
      }
    });

/** The same as the body of a request that came through the edge: so it is not refused at the very first check. */
const asRequest = ({ name, event }: Fixture, originSecret: string): Fixture => ({
  name: `${name} as a body`,
  event: {
    version: '2.0',
    routeKey: 'POST /api/anything',
    rawPath: '/api/anything',
    rawQueryString: '',
    headers: {
      'content-type': 'application/json',
      'x-origin-secret': originSecret,
      authorization: 'Bearer no.pass.here',
    },
    requestContext: { http: { method: 'POST', path: '/api/anything' }, requestId: 'aws-events' },
    body: typeof event === 'string' ? event : JSON.stringify(event),
    isBase64Encoded: false,
  },
});

/** An answer, a list of failures or nothing; or the one error that says what it is about. */
const faultsOf = async (handler: Handler, event: unknown): Promise<readonly string[]> => {
  try {
    const result = await handler(event, CONTEXT);
    const status = (result as { statusCode?: number } | null | undefined)?.statusCode ?? 200;
    return status < 500 ? [] : [`answered ${status}`];
  } catch (error) {
    if (error instanceof Error && error.name === 'NotUnderstood') return [];
    return [`threw ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`];
  }
};

/** The bundle is made of this file. */
const handlerFile = (short: string): URL => {
  const folder = registeredApps.some(({ id }) => id === short) ? 'micro-apps' : 'functions';
  return new URL(`../../${folder}/${short}/handler.ts`, import.meta.url);
};

const [folder] = process.argv.slice(2);
if (!folder) {
  console.error('Say where the events are: node test/data/aws-events.ts <folder>');
  process.exit(2);
}
// Functions log what they cannot understand, which is everything here.
Object.assign(process.env, { POWERTOOLS_LOG_LEVEL: 'SILENT', POWERTOOLS_METRICS_DISABLED: 'true' });
const counted = tally();
process.on('unhandledRejection', (error) => counted.count('a promise that nobody waited for', [String(error)]));
const { stack, shop, target, stop } = await startTemporarySuite();
try {
  const { current }: { current: string } = JSON.parse(await readStackSecret(target, 'OriginSecret'));
  const fixtures = readFixtures(folder).flatMap((fixture) => [fixture, asRequest(fixture, current)]);
  for (const { name, environment } of stack.functions) {
    const short = name.slice(`touchpoint-${shop.shop}-`.length);
    // What functions share is kept between them here, so all of them act as the operator.
    Object.assign(process.env, environment, stack.operatorEnvironment);
    const { handler } = (await import(handlerFile(short).href)) as { handler: Handler };
    for (const fixture of fixtures)
      counted.count(`${short} fed ${fixture.name}`, await faultsOf(handler, fixture.event));
  }
} finally {
  await stop();
}
if (!counted.close()) process.exitCode = 1;
