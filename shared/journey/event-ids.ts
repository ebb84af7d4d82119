// Ids of journey events: they sort by time, also those that one process makes within a millisecond.
import { monotonicFactory } from 'ulid';

/** A new ULID, greater than every one this process made before. */
export const newEventId: () => string = monotonicFactory();
