// PutEvents on this machine: every rule of the bus whose pattern matches passes the event on to its targets.
// https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html
import { randomUUID } from 'node:crypto';
import { type Input, type JsonService, ServiceError, unknownOperation } from './aws-service.ts';
import type { Check } from './policy.ts';

export interface Entry {
  readonly Source?: string;
  readonly DetailType?: string;
  readonly Detail?: string;
  readonly EventBusName?: string;
  readonly Resources?: readonly string[];
  /** Seconds since 1970. */
  readonly Time?: number;
}

export interface Bus {
  readonly name: string;
  readonly arn: string;
}

export interface BusRule {
  readonly busName: string;
  readonly matches: (event: object) => boolean;
  readonly deliver: readonly ((event: string) => void)[];
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevent-size.html */
const MOST_BYTES = 256 * 1024;
const MOST_ENTRIES = 10;

export function eventBusService(buses: readonly Bus[], rules: readonly BusRule[]): JsonService {
  const find = ({ EventBusName = 'default' }: Entry) =>
    buses.find(({ name, arn }) => name === EventBusName || arn === EventBusName);

  function put(entry: Entry): object {
    const bus = find(entry);
    const refusal = refusalOf(entry);
    if (refusal) return refusal;
    const id = randomUUID();
    if (!bus) return { EventId: id }; // An unknown bus swallows events, as on AWS.
    const [, , , region, account] = bus.arn.split(':');
    const event = {
      version: '0',
      id,
      'detail-type': entry.DetailType,
      source: entry.Source,
      account,
      time: `${new Date(entry.Time ? entry.Time * 1000 : Date.now()).toISOString().slice(0, 19)}Z`,
      region,
      resources: entry.Resources ?? [],
      detail: JSON.parse(entry.Detail ?? '{}') as object,
    };
    // The detail goes on as its source wrote it: read and written again, numbers above 2^53 would lose their digits.
    const { detail: _, ...around } = event;
    const text = `${JSON.stringify(around).slice(0, -1)},"detail":${entry.Detail}}`;
    for (const rule of rules) {
      if (rule.busName === bus.name && rule.matches(event)) for (const deliver of rule.deliver) deliver(text);
    }
    return { EventId: id };
  }

  return {
    target: 'AWSEvents.',
    version: '1.1',
    checks: (operation, input) => entriesOf(input).map((entry) => checkOf(operation, entry, find(entry)?.arn)),
    handle(operation, input) {
      if (operation !== 'PutEvents') return unknownOperation('AWSEvents.', operation);
      const entries = entriesOf(input);
      const total = entries.reduce((sum, entry) => sum + sizeOf(entry), 0);
      const tooMany = entries.length === 0 || entries.length > MOST_ENTRIES;
      if (tooMany) throw new ServiceError('ValidationException', `1 to ${MOST_ENTRIES} entries can be put at once.`);
      if (total > MOST_BYTES)
        throw new ServiceError('ValidationException', `Total size of the entries in the request is over the limit.`);
      const results = entries.map(put);
      return { FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length, Entries: results };
    },
  };
}

function entriesOf(input: Input): readonly Entry[] {
  return (input.Entries ?? []) as readonly Entry[];
}

function checkOf(operation: string, { Source, EventBusName }: Entry, arn: string | undefined): Check {
  return {
    action: `events:${operation}`,
    resource: arn ?? EventBusName ?? 'default',
    context: { 'events:source': [Source ?? ''] },
  };
}

/** One entry can fail while the others go through. */
function refusalOf({ Source, DetailType, Detail }: Entry): { ErrorCode: string; ErrorMessage: string } | undefined {
  const missing = Object.entries({ Source, DetailType, Detail }).find(([, value]) => !value);
  if (missing)
    return {
      ErrorCode: 'InvalidArgument',
      ErrorMessage: `Parameter ${missing[0]} is not valid. Reason: ${missing[0]} is a required argument.`,
    };
  try {
    const detail: unknown = JSON.parse(Detail ?? '');
    if (typeof detail === 'object' && detail !== null && !Array.isArray(detail)) return undefined;
  } catch {
    // Answered below.
  }
  return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
}

function sizeOf({ Source = '', DetailType = '', Detail = '', Resources = [], Time }: Entry): number {
  return [Source, DetailType, Detail, ...Resources].reduce((sum, text) => sum + Buffer.byteLength(text), Time ? 14 : 0);
}
