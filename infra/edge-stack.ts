// The edge's own stack: a firewall in front of CloudFront can only live in us-east-1.
import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { EdgeFirewall } from './constructs/edge-firewall.ts';

export class EdgeStack extends Stack {
  readonly firewallArn: string;

  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, { ...props, description: 'Touchpoint: the firewall at the edge' });
    this.firewallArn = new EdgeFirewall(this, 'Firewall').arn;
  }
}
