// The load generator, in a process of its own: it shares no event loop with what it measures.
import autocannon from 'autocannon';
import { answerParent } from '../child.ts';
import { quantile } from '../quantile.ts';

export interface Load {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly connections: number;
  readonly seconds: number;
}
/** Times in milliseconds. */
export interface Borne {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

await answerParent<Load, Borne>(async ({ url, headers, connections, seconds }) => {
  const times: number[] = [];
  // autocannon's own latencies are whole milliseconds.
  const result = new Promise<autocannon.Result>((resolve, reject) => {
    const options = { url, method: 'POST', headers, body: '{}', connections, duration: seconds } as const;
    autocannon(options, (error: unknown, done) => (error ? reject(error) : resolve(done))).on(
      'response',
      (_client, _status, _bytes, time) => times.push(time),
    );
  });
  const { non2xx, errors, timeouts, duration } = await result;
  if (non2xx + errors + timeouts > 0) throw new Error(`${url}: ${non2xx} refused, ${errors} failed, ${timeouts} late.`);
  return { perSecond: times.length / duration, p50: quantile(times, 0.5), p99: quantile(times, 0.99) };
});
