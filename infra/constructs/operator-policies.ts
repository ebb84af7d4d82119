// What operators need for the project's commands, as policies to attach to people's roles. No function has them.

import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { JOURNEY_SOURCE } from '../../shared/journey/journey-event.ts';
import { PARTITIONS } from '../../shared/profile/keys.ts';
import type { PassKeys } from './pass-keys.ts';
import type { Subscription } from './subscription.ts';

interface OperatorPoliciesProps {
  readonly shop: string;
  readonly table: ITableV2;
  readonly passKeys: PassKeys;
  readonly subscriptions: readonly Subscription[];
  /** Queues of letters that came from no queue. */
  readonly otherDeadLetters: readonly Queue[];
  /** Journey events that the relay gave up. */
  readonly leftovers: IBucket;
  readonly bus: IEventBus;
}

export class OperatorPolicies extends Construct {
  /** For `npm run pass`: find an order, sign with the newest key. Nothing else may sign. */
  readonly issuePasses: ManagedPolicy;
  /** For `npm run dead-letters`: look at letters and send them again. */
  readonly mendDeadLetters: ManagedPolicy;

  constructor(scope: Construct, id: string, props: OperatorPoliciesProps) {
    super(scope, id);
    this.issuePasses = this.policy('IssuePasses', 'Issue passes', passStatements(props));
    this.mendDeadLetters = this.policy('MendDeadLetters', 'Mend dead letters', letterStatements(props));
  }

  private policy(id: string, description: string, statements: PolicyStatement[]): ManagedPolicy {
    return new ManagedPolicy(this, id, { description: `Touchpoint operators: ${description}`, statements });
  }
}

const passStatements = ({ shop, table, passKeys }: OperatorPoliciesProps): PolicyStatement[] => {
  const [newest] = passKeys.keys;
  if (!newest) throw new Error('A shop needs a key that signs its passes.');
  const inPartitions = (partition: string) => ({
    'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [`${partition}${shop}#*`] },
  });
  return [
    new PolicyStatement({
      actions: ['kms:Sign'],
      resources: [newest.keyArn],
      conditions: { StringEquals: { 'kms:SigningAlgorithm': 'ECDSA_SHA_256' } },
    }),
    new PolicyStatement({ actions: ['kms:GetPublicKey'], resources: passKeys.keys.map((key) => key.keyArn) }),
    new PolicyStatement({
      actions: ['dynamodb:GetItem'],
      resources: [table.tableArn],
      conditions: inPartitions(PARTITIONS.lookup),
    }),
    new PolicyStatement({
      actions: ['dynamodb:BatchGetItem'],
      resources: [table.tableArn],
      conditions: inPartitions(PARTITIONS.customer),
    }),
  ];
};

const letterStatements = (props: OperatorPoliciesProps): PolicyStatement[] => {
  const { subscriptions, otherDeadLetters, leftovers, bus } = props;
  return [
    new PolicyStatement({
      actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility', 'sqs:GetQueueAttributes'],
      resources: [...subscriptions.map(({ deadLetters }) => deadLetters.queue), ...otherDeadLetters].map(
        ({ queueArn }) => queueArn,
      ),
    }),
    new PolicyStatement({
      actions: ['sqs:SendMessage'],
      resources: subscriptions.map(({ queue }) => queue.queueArn),
    }),
    new PolicyStatement({ actions: ['s3:ListBucket'], resources: [leftovers.bucketArn] }),
    new PolicyStatement({
      actions: ['s3:GetObject', 's3:DeleteObject'],
      resources: [leftovers.arnForObjects('*')],
    }),
    new PolicyStatement({
      actions: ['events:PutEvents'],
      resources: [bus.eventBusArn],
      conditions: { StringEquals: { 'events:source': JOURNEY_SOURCE } },
    }),
  ];
};
