// The journey event of a look: what it opened is on the envelope.
import * as z from 'zod';
import { defineJourneyEvent } from '../../shared/journey/journey-event.ts';

export const customerLooked = defineJourneyEvent({
  type: 'CustomerLooked',
  schemaVersion: 1,
  data: z.object({ app: z.string() }),
});
