// The bus port on EventBridge. Its client is loaded with the first event: a start does without it.
import type { EventBridgeClient, PutEventsResultEntry } from '@aws-sdk/client-eventbridge';
import { bytesOf, ENTRY_BYTES } from '../journey/bus-entry.ts';
import type { BusEntry, BusPort } from '../journey/bus-port.ts';
import { log } from '../log/log.ts';
import { clientOptions } from './clients.ts';
import { type Pause, tries } from './tries.ts';

/** Entries in one request: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
const MOST_ENTRIES = 10;

interface Bus {
  readonly client?: EventBridgeClient;
  readonly busName: string;
  readonly pause?: Pause;
}

let own: EventBridgeClient | undefined;

/** @example eventBus({ busName: variable('BUS_NAME') }) */
export const eventBus = (bus: Bus): BusPort => ({
  publish: async (entries) => {
    const failed: BusEntry[] = [];
    for (const batch of batchesOf(entries)) failed.push(...(await publishBatch(bus, batch)));
    return failed;
  },
});

// An entry over the size of a request goes alone: a bus with the larger limit takes it, any other says no to it alone.
const batchesOf = (entries: readonly BusEntry[]): readonly (readonly BusEntry[])[] => {
  const batches: BusEntry[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const entry of entries) {
    const size = bytesOf(entry);
    const batch = batches.at(-1);
    if (batch && batch.length < MOST_ENTRIES && bytes + size <= ENTRY_BYTES) {
      batch.push(entry);
      bytes += size;
    } else {
      batches.push([entry]);
      bytes = size;
    }
  }
  return batches;
};

/** Answers what failed on every try. */
const publishBatch = async (bus: Bus, batch: readonly BusEntry[]): Promise<readonly BusEntry[]> => {
  let left = batch;
  for await (const _ of tries(bus.pause)) {
    const results = await put(bus, left);
    if (!results) return left;
    // The answer's entries stand in the order of the request's; one that failed has an error code instead of an id.
    left = left.filter((_entry, index) => results[index]?.EventId === undefined);
    if (left.length === 0) return [];
  }
  log.warn('entries stayed unpublished', { entries: left.length, types: [...new Set(left.map(({ type }) => type))] });
  return left;
};

/** Nothing where the request failed as a whole, after the client's own tries. */
const put = async (
  { client, busName }: Bus,
  entries: readonly BusEntry[],
): Promise<readonly PutEventsResultEntry[] | undefined> => {
  const Entries = entries.map(({ source, type, time, detail }) => ({
    EventBusName: busName,
    Source: source,
    DetailType: type,
    Time: new Date(time),
    Detail: JSON.stringify(detail),
  }));
  const { EventBridgeClient, PutEventsCommand } = await import('@aws-sdk/client-eventbridge');
  own ??= new EventBridgeClient(clientOptions);
  try {
    const { Entries: results = [] } = await (client ?? own).send(new PutEventsCommand({ Entries }));
    return results;
  } catch (error) {
    log.warn('bus refused a request', { entries: entries.length, error: error as Error });
    return undefined;
  }
};
