// Journey events -> rule -> queue -> here: the dashboard's business figures, counted by type.
import { queueHandler } from '../../shared/lambda/queue.ts';
import { count } from '../../shared/log/figures.ts';
import { countEvent, counted } from './count-event.ts';

// No dead-letter port: what cannot be understood fails like any other record, and lies in the queue's dead-letter queue whole.
export const handler = queueHandler({ parse: counted, handle: countEvent(count) });
