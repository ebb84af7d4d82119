// A function's environment in a fresh process: how long its import takes, its first request and its second, and what the first
// one asked of AWS. Bundled, so that nothing but Node itself is loaded before the clock starts.
import { subscribe } from 'node:diagnostics_channel';

const [file = '', event] = process.argv.slice(2);
const before = performance.now();
const { handler } = await import(file);
const imported = performance.now() - before;

const calls: string[] = [];
subscribe('http.client.request.start', (message) => {
  const { request } = message as { request: { getHeader(name: string): unknown } };
  calls.push(String(request.getHeader('x-amz-target')).replace(/^.*\./, ''));
});
const timed = async (): Promise<number> => {
  const start = performance.now();
  await handler(JSON.parse(event ?? ''), { awsRequestId: 'bench', getRemainingTimeInMillis: () => 3000 });
  return performance.now() - start;
};
const first = event === undefined ? undefined : await timed();
const asked = [...calls];
const second = event === undefined ? undefined : await timed();
console.log(JSON.stringify({ imported, first, second, calls: asked }));
process.exit();
