// One journey event more of its type. An event that the bus delivers twice counts twice: figures need no more than that.
import type * as z from 'zod';
import { journeyEnvelope } from '../../shared/journey/journey-event.ts';
import type { Count } from '../../shared/log/figures.ts';

/** What counting needs to know of an event. */
export const counted = journeyEnvelope.pick({ shop: true, type: true });

export const countEvent =
  (count: Count) =>
  async ({ shop, type }: z.infer<typeof counted>): Promise<void> =>
    count('JourneyEvents', 1, { shop, type });
