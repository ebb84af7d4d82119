// What a stream mapping leaves behind in S3 when its retries are spent: the whole records and what became of them.
// https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html#dynamodb-on-failure-destination-example-s3
import { randomUUID } from 'node:crypto';
import type { StreamRecord } from './stream-mappings.ts';

export interface FailedBatch {
  readonly records: readonly StreamRecord[];
  readonly condition: 'RetryAttemptsExhausted' | 'RecordAgeExceeded';
  readonly attempts: number;
  readonly requestId: string;
}

export function failedBatchObject(
  { records, condition, attempts, requestId }: FailedBatch,
  functionArn: string,
): string {
  const arrival = (record: StreamRecord | undefined) =>
    new Date((record?.dynamodb.ApproximateCreationDateTime ?? 0) * 1000).toISOString();
  return JSON.stringify({
    requestContext: { requestId, functionArn, condition, approximateInvokeCount: attempts },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    version: '1.0',
    timestamp: new Date().toISOString(),
    DDBStreamBatchInfo: {
      shardId: 'local',
      startSequenceNumber: records[0]?.dynamodb.SequenceNumber,
      endSequenceNumber: records.at(-1)?.dynamodb.SequenceNumber,
      approximateArrivalOfFirstRecord: arrival(records[0]),
      approximateArrivalOfLastRecord: arrival(records.at(-1)),
      batchSize: records.length,
      streamArn: records[0]?.eventSourceARN,
    },
    payload: JSON.stringify({ Records: records }),
  });
}

/** `aws/lambda/<mapping>/<shard>/YYYY/MM/DD/<time>-<uuid>` */
export function failedBatchKey(mappingId: string): string {
  const time = new Date().toISOString().slice(0, 19);
  const [date = '', clock = ''] = time.split('T');
  return `aws/lambda/${mappingId}/local/${date.replaceAll('-', '/')}/${date}T${clock.replaceAll(':', '.')}-${randomUUID()}`;
}
