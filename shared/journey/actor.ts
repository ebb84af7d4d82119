// Who did something, and for whom.
import * as z from 'zod';

/** An agent (human) or assistant (AI) always acts on behalf of a customer. `id` is an opaque id, never a name. */
export const actor = z.object({
  kind: z.enum(['customer', 'agent', 'assistant', 'system']),
  id: z.string().max(128).optional(),
});
export type Actor = z.infer<typeof actor>;
