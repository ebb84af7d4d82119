// One screen for an operator: do customers get answers, do facts get in, do events get out.
import { Duration } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import {
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
  MathExpression,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import type { AlarmTopic } from './alarm-topic.ts';
import type { Subscription } from './subscription.ts';
import type { SuiteFunction } from './suite-function.ts';

interface SuiteDashboardProps {
  readonly name: string;
  /** Id of the shop. */
  readonly shop: string;
  readonly alarms: AlarmTopic;
  readonly api: HttpApi;
  readonly table: TableV2;
  readonly functions: readonly SuiteFunction[];
  readonly subscriptions: readonly Subscription[];
}

const period = Duration.minutes(5);

const graph = (title: string, left: IMetric[], width = 12): IWidget =>
  new GraphWidget({ title, left, width, height: 6 });

/** What functions/figures counts. A search finds every type, also one that comes later. */
const journeyEvents = (shop: string): MathExpression =>
  new MathExpression({
    expression: `SEARCH('{Touchpoint,service,shop,type} MetricName="JourneyEvents" service="touchpoint" shop="${shop}"', 'Sum', ${period.toSeconds()})`,
    label: '',
    period,
  });

export class SuiteDashboard extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { name, shop, alarms, api, table, functions, subscriptions }: SuiteDashboardProps,
  ) {
    super(scope, id);
    const lambdas = functions.map(({ lambda }) => lambda);
    const queues = subscriptions.map(({ queue }) => queue);
    new Dashboard(this, 'Dashboard', {
      dashboardName: name,
      defaultInterval: Duration.days(1),
      widgets: [
        [new AlarmStatusWidget({ title: 'What customers lose now', alarms: alarms.alarms, width: 24, height: 6 })],
        [graph('What happened to customers: journey events by type', [journeyEvents(shop)], 24)],
        [
          graph('Requests', [
            api.metricCount({ period }),
            api.metricClientError({ period }),
            api.metricServerError({ period }),
          ]),
          graph(
            'Time to an answer (ms)',
            ['p50', 'p99'].map((statistic) => api.metricLatency({ period, statistic })),
          ),
        ],
        [
          graph(
            'Functions called',
            lambdas.map((lambda) => lambda.metricInvocations({ period })),
          ),
          graph(
            'Functions failed',
            lambdas.map((lambda) => lambda.metricErrors({ period })),
          ),
        ],
        [
          graph(
            'Oldest waiting message (s)',
            queues.map((queue) => queue.metricApproximateAgeOfOldestMessage({ period })),
          ),
          graph('Table units', [
            table.metricConsumedReadCapacityUnits({ period }),
            table.metricConsumedWriteCapacityUnits({ period }),
          ]),
        ],
      ],
    });
  }
}
