// Where every alarm goes, and how each is worded: first what customers lose, then where to look.
import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';

interface Raised {
  readonly metric: IMetric;
  /** The alarm rings from this value on. */
  readonly threshold: number;
  /** For so many periods in a row; one unless said otherwise. */
  readonly evaluationPeriods?: number;
  /** What customers lose. */
  readonly sentence: string;
  /** What an operator looks at first. */
  readonly lookAt: string;
}

export class AlarmTopic extends Construct {
  readonly topic: Topic;
  readonly alarms: Alarm[] = [];

  constructor(scope: Construct, id: string, { email }: { readonly email: string | undefined }) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', { displayName: 'Touchpoint alarms', enforceSSL: true });
    if (email) this.topic.addSubscription(new EmailSubscription(email));
  }

  /** @example alarms.raise(this, 'Late', { metric, threshold: 300, sentence: 'Messages come late.', lookAt: 'The queue.' }) */
  raise(scope: Construct, id: string, { metric, threshold, evaluationPeriods = 1, sentence, lookAt }: Raised): Alarm {
    const alarm = new Alarm(scope, id, {
      metric,
      threshold,
      evaluationPeriods,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      alarmDescription: `${sentence} ${lookAt}`,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
    this.alarms.push(alarm);
    return alarm;
  }
}

/** How alarms count: what is rarer than this is not worth waking somebody. */
export const ALARM_PERIOD = Duration.minutes(5);
