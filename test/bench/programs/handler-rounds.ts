// One process, two handlers, a call of each in turn: whatever disturbs the machine disturbs both alike.
import { answerParent } from '../child.ts';

export interface Rounds {
  readonly function: string;
  readonly bare: string;
  readonly event: object;
  readonly warmUp: number;
  readonly rounds: number;
}
/** Milliseconds of every call. */
export interface RoundTimes {
  readonly function: readonly number[];
  readonly bare: readonly number[];
}

type Handler = (event: object, context: object) => Promise<{ readonly statusCode?: number; readonly body?: string }>;

const load = async (file: string): Promise<Handler> => ((await import(file)) as { handler: Handler }).handler;

await answerParent<Rounds, RoundTimes>(async ({ event, warmUp, rounds, ...files }) => {
  const [ours, bare] = [await load(files.function), await load(files.bare)];
  const times = { function: [] as number[], bare: [] as number[] };
  for (let round = -warmUp; round < rounds; round += 1) {
    const start = performance.now();
    await bare(event, {});
    const between = performance.now();
    const { statusCode, body } = await ours(event, { awsRequestId: 'bench' });
    const end = performance.now();
    if (statusCode !== 200) throw new Error(`Tracking was answered ${statusCode}: ${body}`);
    if (round < 0) continue;
    times.bare.push(between - start);
    times.function.push(end - between);
  }
  return times;
});
