// Where letters lie that nobody could deliver, understand or work off: the stack tells it as an output, an operator's command looks there.
import * as z from 'zod';

const name = z.string();
const queue = z.url();

/**
 * - `subscription`: the queue's function failed on it `tries` times, or did not understand it. It goes back to the queue `feeds`.
 * - `route`: a webhook that was not understood. It goes back to its route.
 * - `schedule`: a tick that nobody took. The next one did its work.
 * - `stream`: journey events that were not published. They lie whole in a bucket.
 */
export const letterPlace = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('subscription'), name, queue, feeds: z.url(), tries: z.int() }),
  z.object({ kind: z.literal('route'), name, queue, route: z.string() }),
  z.object({ kind: z.literal('schedule'), name, queue }),
  z.object({ kind: z.literal('stream'), name, bucket: z.string() }),
]);
export type LetterPlace = z.infer<typeof letterPlace>;
