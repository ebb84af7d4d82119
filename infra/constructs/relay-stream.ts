// Table stream -> relay: only new journey events pass, and what cannot be published is kept whole.
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { EVENT_PREFIX } from '../../shared/profile/keys.ts';
import { ALARM_PERIOD, type AlarmTopic } from './alarm-topic.ts';
import type { SuiteFunction } from './suite-function.ts';

interface RelayStreamProps {
  readonly table: TableV2;
  readonly to: SuiteFunction;
  readonly alarms: AlarmTopic;
}

export class RelayStream extends Construct {
  /** Whole records of events that the relay gave up. */
  readonly leftovers: Bucket;

  constructor(scope: Construct, id: string, { table, to, alarms }: RelayStreamProps) {
    super(scope, id);
    const streamArn = table.tableStreamArn;
    if (!streamArn) throw new Error('The table has no stream for the relay to read.');
    this.leftovers = this.keepLeftovers();
    const { leftovers } = this;
    to.allow({
      statements: [
        {
          actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
          resources: [streamArn],
        },
        { actions: ['dynamodb:ListStreams'], resources: ['*'] },
        { actions: ['s3:PutObject'], resources: [leftovers.arnForObjects('*')] },
        { actions: ['s3:ListBucket'], resources: [leftovers.bucketArn] },
      ],
    });
    to.lambda.addEventSourceMapping('Stream', {
      eventSourceArn: streamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      filters: [newJourneyEvents],
      batchSize: 100,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: 20,
      // Streams forget after 24 hours; the sweeper has the mark of whatever is given up here.
      maxRecordAge: Duration.hours(6),
      // A queue would get pointers into the stream only; a bucket gets the whole record.
      onFailure: { bind: () => ({ destination: leftovers.bucketArn }) },
      supportS3OnFailureDestination: true,
    });
    alarms.raise(this, 'Late', {
      metric: to.lambda.metric('IteratorAge', { period: ALARM_PERIOD, statistic: 'Maximum' }),
      threshold: ALARM_PERIOD.toMilliseconds(),
      sentence: to.whenItFails,
      lookAt: `${to.name} is more than five minutes behind the table.`,
    });
  }

  private keepLeftovers(): Bucket {
    return new Bucket(this, 'Leftovers', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: [{ expiration: Duration.days(90), abortIncompleteMultipartUploadAfter: Duration.days(1) }],
    });
  }
}

/** https://docs.aws.amazon.com/lambda/latest/dg/with-ddb-filtering.html */
const newJourneyEvents = FilterCriteria.filter({
  eventName: FilterRule.isEqual('INSERT'),
  dynamodb: { Keys: { sk: { S: FilterRule.beginsWith(EVENT_PREFIX) } } },
});
