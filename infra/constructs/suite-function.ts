// One Lambda of the suite: its bundle, its role with nothing but what it was granted, its log, and the alarm that says what
// customers lose while it fails.
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { type Alarm, MathExpression, type Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as Lambda, Runtime } from 'aws-cdk-lib/aws-lambda';
import { FilterPattern, LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { ALARM_PERIOD, type AlarmTopic } from './alarm-topic.ts';
import type { Grant } from './grant.ts';

export interface SuiteFunctionProps {
  /** The function's name in full, as operators meet it in logs and alarms. */
  readonly name: string;
  /** Folder with its bundle. */
  readonly code: string;
  /** What customers lose while it fails: one sentence, for its alarm. */
  readonly whenItFails: string;
  /** `request`: somebody waits for the answer. `feed`: a queue, a stream or a schedule calls it, and again if it fails. */
  readonly calledBy: 'request' | 'feed';
  readonly may: readonly Grant[];
  readonly alarms: AlarmTopic;
}

/** A request gets more memory because processor time comes with it, and starts are the slowest thing a customer can meet. */
const SIZES = {
  request: { memorySize: 1024, timeout: Duration.seconds(10) },
  feed: { memorySize: 512, timeout: Duration.seconds(30) },
} as const;

/**
 * @example
 * new SuiteFunction(this, 'Relay', { name: 'touchpoint-demo-relay', code, calledBy: 'feed', may: [publish], alarms,
 *   whenItFails: 'Messages and figures come late.' });
 */
export class SuiteFunction extends Construct {
  readonly lambda: Lambda;
  readonly name: string;
  readonly whenItFails: string;
  readonly failures: Alarm;
  readonly timeout: Duration;

  constructor(scope: Construct, id: string, { name, code, whenItFails, calledBy, may, alarms }: SuiteFunctionProps) {
    super(scope, id);
    this.name = name;
    this.whenItFails = whenItFails;
    this.timeout = SIZES[calledBy].timeout;
    const logGroup = new LogGroup(this, 'Log', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    this.lambda = new Lambda(this, 'Function', {
      functionName: name,
      description: whenItFails,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(code),
      handler: 'index.handler',
      ...SIZES[calledBy],
      role,
      logGroup,
    });
    for (const grant of may) this.allow(grant);
    this.failures = this.watch({ defects: this.countDefects(logGroup), calledBy, alarms });
  }

  /** Lets the function do a thing, and tells it where. */
  allow({ environment = {}, statements = [] }: Grant): void {
    for (const [name, value] of Object.entries(environment)) this.lambda.addEnvironment(name, value);
    for (const statement of statements) this.lambda.addToRolePolicy(new PolicyStatement(statement));
  }

  /** A defect is answered with a problem document, so that Lambda itself counts no error: the log does. */
  private countDefects(logGroup: LogGroup): Metric {
    return logGroup
      .addMetricFilter('Defects', {
        metricNamespace: 'Touchpoint',
        metricName: `${this.name} defects`,
        filterPattern: FilterPattern.stringValue('$.level', '=', 'ERROR'),
      })
      .metric({ statistic: 'Sum', period: ALARM_PERIOD });
  }

  private watch(given: { defects: Metric; calledBy: SuiteFunctionProps['calledBy']; alarms: AlarmTopic }): Alarm {
    const { defects, calledBy, alarms } = given;
    const failures = new MathExpression({
      expression: 'FILL(errors, 0) + FILL(throttles, 0) + FILL(defects, 0)',
      label: 'failures',
      period: ALARM_PERIOD,
      usingMetrics: {
        errors: this.lambda.metricErrors({ period: ALARM_PERIOD }),
        throttles: this.lambda.metricThrottles({ period: ALARM_PERIOD }),
        defects,
      },
    });
    return alarms.raise(this, 'Fails', {
      metric: failures,
      threshold: 1,
      // What is fed is tried again: only a failure that stays is worth waking somebody.
      evaluationPeriods: calledBy === 'request' ? 1 : 3,
      sentence: this.whenItFails,
      lookAt: `${this.name} fails or is throttled; its log says why.`,
    });
  }
}
