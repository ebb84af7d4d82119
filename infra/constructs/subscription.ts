// Bus -> rule -> queue -> function. The rule's dead-letter queue catches what could not be delivered, the queue's what the
// function could not work off: both are one, so that an operator looks at one place.
import { Duration } from 'aws-cdk-lib';
import { type EventPattern, type IEventBus, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { LetterPlace } from '../letter-place.ts';
import { ALARM_PERIOD, type AlarmTopic } from './alarm-topic.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import type { SuiteFunction } from './suite-function.ts';

interface SubscriptionProps {
  readonly bus: IEventBus;
  readonly pattern: EventPattern;
  readonly to: SuiteFunction;
  readonly alarms: AlarmTopic;
}

const TRIES = 5;

/** @example new Subscription(this, 'Facts', { bus, pattern: { source: [INBOUND_SOURCE] }, to: projector, alarms }) */
export class Subscription extends Construct {
  readonly queue: Queue;
  readonly deadLetters: DeadLetterQueue;

  constructor(scope: Construct, id: string, { bus, pattern, to, alarms }: SubscriptionProps) {
    super(scope, id);
    this.deadLetters = new DeadLetterQueue(this, 'DeadLetters', { alarms, sentence: to.whenItFails });
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      // https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html: six times the function's own.
      visibilityTimeout: Duration.seconds(to.timeout.toSeconds() * 6),
      deadLetterQueue: { queue: this.deadLetters.queue, maxReceiveCount: TRIES },
    });
    new Rule(this, 'Rule', {
      eventBus: bus,
      eventPattern: pattern,
      targets: [new SqsQueue(this.queue, { deadLetterQueue: this.deadLetters.queue })],
    });
    this.feed(to);
    alarms.raise(this, 'Late', {
      metric: this.queue.metricApproximateAgeOfOldestMessage({ period: ALARM_PERIOD, statistic: 'Maximum' }),
      threshold: ALARM_PERIOD.toSeconds(),
      sentence: to.whenItFails,
      lookAt: `What ${to.name} should work off waits for more than five minutes.`,
    });
  }

  get letterPlace(): LetterPlace {
    const [queue, feeds] = [this.deadLetters.queue.queueUrl, this.queue.queueUrl];
    return { kind: 'subscription', name: this.node.id, queue, feeds, tries: TRIES };
  }

  private feed(to: SuiteFunction): void {
    to.allow({
      statements: [
        {
          actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
          resources: [this.queue.queueArn],
        },
      ],
    });
    to.lambda.addEventSourceMapping('Feed', {
      eventSourceArn: this.queue.queueArn,
      batchSize: 10,
      reportBatchItemFailures: true,
    });
  }
}
