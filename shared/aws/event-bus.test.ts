// PutEvents over real HTTP: batches of the bus's size, every entry of the answer looked at, only what failed sent again.
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { aJourneyEvent } from '../../test/builders/journey-event.ts';
import { busEntryOf, ENTRY_BYTES } from '../journey/bus-entry.ts';
import type { BusEntry } from '../journey/bus-port.ts';
import { clientOptions } from './clients.ts';
import { eventBus } from './event-bus.ts';

interface Entry {
  readonly Source: string;
  readonly DetailType: string;
  readonly Detail: string;
  readonly Time: number;
  readonly EventBusName: string;
}

let server: Server;
let requests: Entry[][];
/** What the bus says to the nth request. */
let answer: (entries: readonly Entry[], count: number) => { status?: number; body: object };

const taken = () => ({ EventId: 'id' });
const throttled = () => ({ ErrorCode: 'ThrottlingException', ErrorMessage: 'Rate exceeded' });

beforeAll(async () => {
  server = createServer((request, response) => {
    void text(request).then((body) => {
      const { Entries } = JSON.parse(body) as { Entries: Entry[] };
      requests.push(Entries);
      const { status = 200, body: reply } = answer(Entries, requests.length);
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(reply));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});
beforeEach(() => {
  requests = [];
  answer = (entries) => ({ body: { FailedEntryCount: 0, Entries: entries.map(taken) } });
});

const publish = (entries: readonly BusEntry[]) => {
  const client = new EventBridgeClient({
    ...clientOptions,
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  return eventBus({ client, busName: 'journeys', pause: async () => undefined }).publish(entries);
};

const someEvents = (count: number, size = 0): BusEntry[] =>
  Array.from({ length: count }, () => busEntryOf(aJourneyEvent({ data: { sentence: 'x'.repeat(size) } })));

describe('publishing', () => {
  test('an entry carries source, type, time and the whole event', async () => {
    const [entry] = someEvents(1) as [BusEntry];
    expect(await publish([entry])).toEqual([]);
    expect(requests).toEqual([
      [
        {
          EventBusName: 'journeys',
          Source: 'touchpoint.journey',
          DetailType: 'OrderTracked',
          Time: Date.parse(entry.time) / 1000,
          Detail: JSON.stringify(entry.detail),
        },
      ],
    ]);
  });

  test('nothing to publish asks nothing', async () => {
    expect(await publish([])).toEqual([]);
    expect(requests).toEqual([]);
  });

  test('twenty-three entries go in batches of ten', async () => {
    expect(await publish(someEvents(23))).toEqual([]);
    expect(requests.map(({ length }) => length)).toEqual([10, 10, 3]);
  });

  test('a batch keeps below the size of a request, and an entry over it goes alone', async () => {
    const large: BusEntry = { ...(someEvents(1)[0] as BusEntry), detail: { sentence: 'x'.repeat(ENTRY_BYTES) } };
    expect(await publish([...someEvents(5, 100_000), large, ...someEvents(1)])).toEqual([]);
    expect(requests.map(({ length }) => length)).toEqual([2, 2, 1, 1, 1]);
  });

  test('of a batch only what failed is sent again', async () => {
    const entries = someEvents(4);
    answer = (sent, count) => ({
      body: {
        FailedEntryCount: 2,
        Entries: sent.map((_, index) => (count === 1 && index % 2 ? throttled() : taken())),
      },
    });
    expect(await publish(entries)).toEqual([]);
    const sent = requests.map((request) => request.map(({ Detail }) => Detail));
    const details = entries.map(({ detail }) => JSON.stringify(detail));
    expect(sent).toEqual([details, [details[1], details[3]]]);
  });

  test('what fails on every try is answered, the very entries, after a bounded number of tries', async () => {
    const entries = someEvents(12);
    const doomed = JSON.stringify(entries[3]?.detail);
    answer = (sent) => ({
      body: { FailedEntryCount: 1, Entries: sent.map(({ Detail }) => (Detail === doomed ? throttled() : taken())) },
    });
    const failed = await publish(entries);
    expect(failed).toHaveLength(1);
    expect(failed[0]).toBe(entries[3]);
    expect(requests).toHaveLength(9);
  });

  test('a request that the bus refuses as a whole fails its own entries, and no others', async () => {
    answer = (sent, count) =>
      count === 1
        ? { status: 400, body: { __type: 'AccessDeniedException', message: 'no grant' } }
        : { body: { FailedEntryCount: 0, Entries: sent.map(taken) } };
    const entries = someEvents(11);
    expect(await publish(entries)).toEqual(entries.slice(0, 10));
  });
});
