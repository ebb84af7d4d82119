// Clock -> sweeper. A tick that could not be delivered, or that failed three times, is kept: its alarm tells of it.
import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { Construct } from 'constructs';
import type { AlarmTopic } from './alarm-topic.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import type { SuiteFunction } from './suite-function.ts';

interface SweeperScheduleProps {
  readonly to: SuiteFunction;
  readonly alarms: AlarmTopic;
}

const EVERY = Duration.minutes(5);

export class SweeperSchedule extends Construct {
  readonly deadLetters: DeadLetterQueue;

  constructor(scope: Construct, id: string, { to, alarms }: SweeperScheduleProps) {
    super(scope, id);
    this.deadLetters = new DeadLetterQueue(this, "DeadLetters", { alarms, sentence: to.whenItFails });
    const { queue } = this.deadLetters;
    new Rule(this, 'Rule', {
      schedule: Schedule.rate(EVERY),
      // A tick older than the next one is of no use.
      targets: [new LambdaFunction(to.lambda, { deadLetterQueue: queue, maxEventAge: EVERY, retryAttempts: 2 })],
    });
    to.lambda.configureAsyncInvoke({ onFailure: new SqsDestination(queue), maxEventAge: EVERY, retryAttempts: 2 });
  }
}
