// From Lambda's batch of stream records to the relay, and back to Lambda's list of failures.
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { journeyEventIn } from '../../shared/aws/dynamo-stream.ts';
import { relay, type StreamRecord } from '../../shared/journey/relay.ts';
import { recordsOf } from '../../shared/lambda/queue.ts';
import { log } from '../../shared/log/log.ts';

export const relayBatch =
  (to: Parameters<typeof relay>[1]) =>
  async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const failed = await relay(recordsOf(event).map(readRecord), to);
    if (failed.length > 0) log.warn('records were not relayed', { sequenceNumbers: failed });
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  };

// Without a sequence number the batch fails as a whole, which is what an empty identifier tells Lambda.
const readRecord = (record: DynamoDBRecord): StreamRecord => {
  const sequenceNumber = record.dynamodb?.SequenceNumber ?? '';
  try {
    return { sequenceNumber, event: journeyEventIn(record) };
  } catch (error) {
    log.warn('record not understood', { sequenceNumber, error: error as Error });
    return { sequenceNumber };
  }
};
