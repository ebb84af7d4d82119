// The whole handler of tracking (origin and pass verified, input and output parsed) against the bare SDK call for the same items.
import { type BenchBundles, bareEnvironment } from './bundles.ts';
import { askProgram } from './child.ts';
import type { Figure } from './figure.ts';
import { type Place, trackEvent } from './place.ts';
import type { Rounds, RoundTimes } from './programs/handler-rounds.ts';
import { quantile } from './quantile.ts';

const program = new URL('./programs/handler-rounds.ts', import.meta.url);
/** Of the handler's p50, in bare calls. */
const MOST = 1.3;

export const measureHandler = async (place: Place, bundles: BenchBundles): Promise<Figure[]> => {
  const [tracked] = place.customers;
  if (!tracked) throw new Error('Nobody has an order.');
  const question: Rounds = {
    function: bundles.fileOf('micro-apps/track-order'),
    bare: bundles.programOf('bare-call'),
    event: trackEvent(place, tracked),
    warmUp: 1500,
    rounds: 3000,
  };
  const times = await askProgram<Rounds, RoundTimes>(program, question, bareEnvironment(place, tracked));
  const at = (share: number) => ({ ours: quantile(times.function, share), bare: quantile(times.bare, share) });
  const [p50, p99] = [at(0.5), at(0.99)];
  return [
    { name: 'track-order handler, p50', value: p50.ours, unit: 'ms', baseline: p50.bare },
    { name: 'track-order handler, p99', value: p99.ours, unit: 'ms', baseline: p99.bare },
    {
      name: 'track-order handler, p50 in bare calls',
      value: p50.ours / p50.bare,
      unit: 'times',
      atMost: MOST,
      baseline: p50.bare,
    },
    { name: 'track-order handler, p99 in bare calls', value: p99.ours / p99.bare, unit: 'times', baseline: p99.bare },
  ];
};
