// The firewall in front of everything: limits by address, and AWS's lists of what is known to be bad.
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';

/** Requests of one address in five minutes. A family, an office or a mobile network may share one. */
const CUSTOMER_LIMIT = 2000;
/** Shops and carriers send many facts from few addresses; their signatures are checked behind. */
const SENDER_LIMIT = 30_000;

export class EdgeFirewall extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const firewall = new CfnWebACL(this, 'WebAcl', {
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      visibilityConfig: visibleAs('Touchpoint'),
      rules: [
        limit({ name: 'SenderLimit', priority: 0, requests: SENDER_LIMIT, of: fromSenders }),
        limit({ name: 'CustomerLimit', priority: 1, requests: CUSTOMER_LIMIT, of: fromCustomers }),
        awsRules({ name: 'AWSManagedRulesAmazonIpReputationList', priority: 2 }),
        awsRules({ name: 'AWSManagedRulesKnownBadInputsRuleSet', priority: 3 }),
        // Its limit of 8 kB is less than the 64 kB that a micro-app takes; the functions have limits of their own.
        awsRules({ name: 'AWSManagedRulesCommonRuleSet', priority: 4, onlyCounts: ['SizeRestrictions_BODY'] }),
      ],
    });
    this.arn = firewall.attrArn;
  }
}

type Statement = CfnWebACL.StatementProperty;

const pathBegins = (searchString: string): Statement => ({
  byteMatchStatement: {
    fieldToMatch: { uriPath: {} },
    positionalConstraint: 'STARTS_WITH',
    searchString,
    textTransformations: [{ priority: 0, type: 'NONE' }],
  },
});

// What shops write about their articles may look like an attack: signed facts are not searched for one.
const fromSenders: Statement = {
  orStatement: { statements: [pathBegins('/api/events'), pathBegins('/api/connectors/')] },
};
const fromCustomers: Statement = { notStatement: { statement: fromSenders } };

const visibleAs = (metricName: string): CfnWebACL.VisibilityConfigProperty => ({
  metricName,
  cloudWatchMetricsEnabled: true,
  // A sample holds headers, and so a customer's pass.
  sampledRequestsEnabled: false,
});

const limit = (given: { name: string; priority: number; requests: number; of: Statement }): CfnWebACL.RuleProperty => ({
  name: given.name,
  priority: given.priority,
  action: { block: {} },
  statement: {
    rateBasedStatement: { aggregateKeyType: 'IP', limit: given.requests, scopeDownStatement: given.of },
  },
  visibilityConfig: visibleAs(given.name),
});

const awsRules = (given: { name: string; priority: number; onlyCounts?: string[] }): CfnWebACL.RuleProperty => ({
  name: given.name,
  priority: given.priority,
  overrideAction: { none: {} },
  statement: {
    managedRuleGroupStatement: {
      vendorName: 'AWS',
      name: given.name,
      scopeDownStatement: fromCustomers,
      ruleActionOverrides: given.onlyCounts?.map((name) => ({ name, actionToUse: { count: {} } })),
    },
  },
  visibilityConfig: visibleAs(given.name),
});
