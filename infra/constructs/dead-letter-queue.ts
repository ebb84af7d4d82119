// Where what could not be delivered, understood or worked off waits, whole, for an operator.
import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { ALARM_PERIOD, type AlarmTopic } from './alarm-topic.ts';
import type { Grant } from './grant.ts';

interface DeadLetterQueueProps {
  readonly alarms: AlarmTopic;
  /** What customers lose while letters lie here. */
  readonly sentence: string;
}

export class DeadLetterQueue extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, { alarms, sentence }: DeadLetterQueueProps) {
    super(scope, id);
    this.queue = new Queue(this, 'Queue', {
      retentionPeriod: Duration.days(14),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
    });
    alarms.raise(this, 'HasLetters', {
      metric: this.queue.metricApproximateNumberOfMessagesVisible({ period: ALARM_PERIOD, statistic: 'Maximum' }),
      threshold: 1,
      sentence,
      lookAt: 'Letters wait in a dead-letter queue, for 14 days: npm run dead-letters lists them and sends them again.',
    });
  }

  /** For a function that keeps here what it does not understand. */
  get keepLetters(): Grant {
    return {
      environment: { DEAD_LETTER_QUEUE_URL: this.queue.queueUrl },
      statements: [{ actions: ['sqs:SendMessage'], resources: [this.queue.queueArn] }],
    };
  }
}
