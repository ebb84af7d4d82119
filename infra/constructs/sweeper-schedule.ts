// Clock -> sweeper. A tick that could not be delivered, or that failed three times, is kept; what the sweeper finds rings.
import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { Construct } from 'constructs';
import { ALARM_PERIOD, type AlarmTopic } from './alarm-topic.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import type { SuiteFunction } from './suite-function.ts';

interface SweeperScheduleProps {
  readonly table: ITableV2;
  readonly to: SuiteFunction;
  readonly alarms: AlarmTopic;
}

const EVERY = Duration.minutes(5);

export class SweeperSchedule extends Construct {
  readonly deadLetters: DeadLetterQueue;

  constructor(scope: Construct, id: string, { table, to, alarms }: SweeperScheduleProps) {
    super(scope, id);
    this.deadLetters = new DeadLetterQueue(this, 'DeadLetters', { alarms, sentence: to.whenItFails });
    const { queue } = this.deadLetters;
    new Rule(this, 'Rule', {
      schedule: Schedule.rate(EVERY),
      // A tick older than the next one is of no use.
      targets: [new LambdaFunction(to.lambda, { deadLetterQueue: queue, maxEventAge: EVERY, retryAttempts: 2 })],
    });
    to.lambda.configureAsyncInvoke({ onFailure: new SqsDestination(queue), maxEventAge: EVERY, retryAttempts: 2 });
    alarms.raise(this, 'OutboxMarksOld', {
      metric: found('OutboxMarksOld', table),
      threshold: 1,
      // One sweep that finds something has published it; only what stays is trouble.
      evaluationPeriods: 3,
      sentence: 'Customers hear late of what happened: journey events wait for minutes to be published.',
      lookAt: 'The relay left them, and the sweeper could not publish them either.',
    });
    alarms.raise(this, 'FactsWaitingTooLong', {
      metric: found('FactsWaitingTooLong', table),
      threshold: 1,
      evaluationPeriods: 3,
      sentence: 'Customers miss a parcel or a payment: facts have waited for over an hour.',
      lookAt: 'Nobody has told of the order or parcel that they speak of.',
    });
  }
}

/** What the sweeper counts, under the names and dimensions that it counts by. */
const found = (metricName: string, table: ITableV2): Metric =>
  new Metric({
    namespace: 'Touchpoint',
    metricName,
    dimensionsMap: { service: 'touchpoint', table: table.tableName },
    statistic: 'Maximum',
    period: ALARM_PERIOD,
  });
