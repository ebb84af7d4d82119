// What cannot be made again: the profile, the record of events, keys and secrets. Everything else is the app stack's,
// which may be deleted and deployed again without losing anything.
import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import { JourneyBus } from './constructs/journey-bus.ts';
import { PassKeys } from './constructs/pass-keys.ts';
import { ProfileTable } from './constructs/profile-table.ts';
import { Secrets } from './constructs/secrets.ts';
import type { ShopConfig } from './shop-config.ts';

interface DataStackProps extends StackProps {
  readonly shop: ShopConfig;
}

export class DataStack extends Stack {
  readonly table: TableV2;
  readonly bus: EventBus;
  readonly passKeys: PassKeys;
  readonly secrets: Secrets;

  constructor(scope: Construct, id: string, { shop, ...props }: DataStackProps) {
    super(scope, id, { ...props, description: `Touchpoint of ${shop.name}: profile, events, keys and secrets` });
    this.table = new ProfileTable(this, 'Profile').table;
    this.bus = new JourneyBus(this, 'Journey', { name: `touchpoint-${shop.shop}` }).bus;
    this.passKeys = new PassKeys(this, 'PassKeys', { names: shop.passKeys });
    this.secrets = new Secrets(this, 'Secrets');

    new CfnOutput(this, 'TableName', { value: this.table.tableName, description: 'The shared customer profile.' });
    new CfnOutput(this, 'BusName', { value: this.bus.eventBusName, description: 'Send inbound facts here.' });
    new CfnOutput(this, 'PassKeyIds', {
      value: this.passKeys.ids,
      description: 'Keys that sign passes, newest first.',
    });
    this.secrets.writeOutputs(this);
  }
}
