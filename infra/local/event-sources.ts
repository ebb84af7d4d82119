// Event source mappings of the templates: queue or stream to function, with the grants that Lambda's pollers need.
// https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html
import type { Activity } from './activity.ts';
import type { Buckets } from './buckets.ts';
import type { Clock } from './clock.ts';
import { type FailedBatch, failedBatchKey, failedBatchObject } from './failed-batch.ts';
import { assertGranted, type LocalFunction } from './functions.ts';
import { QueueMapping, type QueueMappingProperties } from './queue-mappings.ts';
import type { Queues } from './queues.ts';
import { streamArnOf } from './resource-names.ts';
import type { State } from './state.ts';
import { StreamMapping, type StreamMappingProperties } from './stream-mappings.ts';
import type { Engine, TableProperties } from './tables.ts';
import type { Found, Templates } from './templates.ts';

type MappingProperties = QueueMappingProperties &
  StreamMappingProperties & {
    readonly EventSourceArn: string;
    readonly FunctionName: string;
    readonly DestinationConfig?: { readonly OnFailure?: { readonly Destination: string } };
  };

interface Parts {
  readonly templates: Templates;
  readonly functions: readonly LocalFunction[];
  readonly tables: readonly Found<TableProperties>[];
  readonly queues: Queues;
  readonly buckets: Buckets;
  readonly engine: Engine;
  readonly clock: Clock;
  readonly state: State;
  readonly activity: Activity;
}

export interface EventSources {
  readonly queues: readonly QueueMapping[];
  readonly streams: readonly StreamMapping[];
}

/** What a poller needs of the function's role: https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html */
const QUEUE_ACTIONS = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];
const STREAM_ACTIONS = [
  'dynamodb:DescribeStream',
  'dynamodb:GetRecords',
  'dynamodb:GetShardIterator',
  'dynamodb:ListStreams',
];

export function createEventSources(parts: Parts): EventSources {
  const queues: QueueMapping[] = [];
  const streams: StreamMapping[] = [];
  for (const mapping of parts.templates.all<MappingProperties>('AWS::Lambda::EventSourceMapping')) {
    const { EventSourceArn, FunctionName } = mapping.properties;
    const fed = parts.functions.find(({ name, arn }) => name === FunctionName || arn === FunctionName);
    const queue = parts.queues.find(EventSourceArn);
    const table = parts.tables.find(({ arn }) => streamArnOf(arn) === EventSourceArn);
    if (!fed) throw new Error(`${mapping.logicalId} feeds ${FunctionName}, which is in no template.`);
    if (queue) {
      assertGranted(fed, QUEUE_ACTIONS, queue.arn);
      queues.push(new QueueMapping({ ...parts, queue, pool: fed.pool, properties: mapping.properties }));
    } else if (table) {
      assertGranted(fed, STREAM_ACTIONS, EventSourceArn);
      streams.push(streamMapping(parts, mapping, fed, table.name));
    } else
      throw new Error(`${mapping.logicalId} reads from ${EventSourceArn}, which has no behaviour on this machine.`);
  }
  return { queues, streams };
}

function streamMapping(
  parts: Parts,
  mapping: Found<MappingProperties>,
  fed: LocalFunction,
  table: string,
): StreamMapping {
  const { EventSourceArn, DestinationConfig } = mapping.properties;
  const destination = DestinationConfig?.OnFailure?.Destination;
  return new StreamMapping({
    ...parts,
    id: mapping.name,
    table,
    streamArn: EventSourceArn,
    pool: fed.pool,
    properties: mapping.properties,
    onFailure: destination ? failureDestination(parts, fed, { id: mapping.name, destination }) : undefined,
  });
}

function failureDestination(
  { buckets }: Parts,
  fed: LocalFunction,
  { id, destination }: { id: string; destination: string },
): (batch: FailedBatch) => void {
  const bucket = destination.replace('arn:aws:s3:::', '');
  if (bucket === destination)
    throw new Error(`${id} leaves failed records at ${destination}: only buckets keep them whole.`);
  assertGranted(fed, ['s3:PutObject'], `${destination}/${failedBatchKey(id)}`);
  assertGranted(fed, ['s3:ListBucket'], destination);
  return (batch) => buckets.put(bucket, failedBatchKey(id), failedBatchObject(batch, fed.arn));
}
