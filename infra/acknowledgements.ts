// Findings of the rule packs that stay, each with its reason. A finding that is not acknowledged here fails the synth.
import { type Stack, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

interface Stacks {
  readonly data: Stack;
  readonly suite: Stack;
}

export const acknowledgeFindings = ({ data, suite }: Stacks): void => {
  for (const [path, findings] of Object.entries(IN_DATA)) acknowledge(data, path, findings);
  for (const [path, findings] of Object.entries(IN_SUITE)) acknowledge(suite, path, findings);
  acknowledge(suite, '', IN_ALL_FUNCTIONS);
  // The CDK's own function that uploads the pages at a deploy. Its name is the CDK's.
  const uploader = suite.node.children.find(({ node }) => node.id.startsWith('Custom::CDKBucketDeployment'));
  if (uploader) acknowledge(uploader, '', { ...IN_UPLOADER, ...bootstrapAssets(suite.region) });
};

/** Every rule that is acknowledged somewhere. `region` is the shop's. */
export const acknowledgedRules = (region: string): ReadonlySet<string> =>
  new Set(
    [
      ...Object.values(IN_DATA),
      ...Object.values(IN_SUITE),
      IN_ALL_FUNCTIONS,
      IN_UPLOADER,
      bootstrapAssets(region),
    ].flatMap((findings) => Object.keys(findings)),
  );

type Findings = Readonly<Record<string, string>>;

const acknowledge = (scope: IConstruct, path: string, findings: Findings): void => {
  const found = path
    .split('/')
    .filter(Boolean)
    .reduce<IConstruct>((at, id) => at.node.findChild(id), scope);
  for (const [id, reason] of Object.entries(findings)) Validations.of(found).acknowledge({ id, reason });
};

const NOT_ROTATED = 'AwsSolutions::AwsSolutions-SMG4';

const IN_DATA: Readonly<Record<string, Findings>> = {
  'Secrets/Origin': {
    [NOT_ROTATED]: 'The edge reads it at a deploy only, so a deploy changes it: two values are accepted meanwhile.',
  },
  'Secrets/ContactKey': {
    [NOT_ROTATED]: 'Every contact hash and guest id hangs on it: another key would orphan them.',
  },
  'Secrets/Events': { [NOT_ROTATED]: 'Changed together with the system that sends facts, by an operator.' },
  'Secrets/Shopify': { [NOT_ROTATED]: 'Shopify makes it: an operator puts what Shopify shows.' },
  'Secrets/EasyPost': { [NOT_ROTATED]: 'Given to EasyPost by an operator, who changes both ends together.' },
};

const NO_DLQ = 'AwsSolutions::AwsSolutions-SQS3';
const NO_REDRIVE = 'Serverless::Serverless-SQSRedrivePolicy';
const LAST_PLACE =
  'It is a dead-letter queue itself, of something that is no queue; its alarm rings at the first letter.';
const NO_ACCESS_LOG = 'AwsSolutions::AwsSolutions-S1';

const IN_SUITE: Readonly<Record<string, Findings>> = {
  Alarms: {
    'Serverless::Serverless-SNSRedrivePolicy':
      'SNS tries a mail again for hours; whoever misses one still finds the alarm ringing on the dashboard.',
  },
  Door: {
    'AwsSolutions::AwsSolutions-APIG4':
      'A pass names one customer, app and order: the functions verify it, or the signature of a webhook, by their own rules.',
  },
  'Relay/Role': {
    'AwsSolutions::AwsSolutions-IAM5[Resource::*]':
      'dynamodb:ListStreams, which a stream mapping needs, knows no resource.',
    'AwsSolutions::AwsSolutions-IAM5[Resource::<RelayStreamLeftovers1B82C453.Arn>/*]':
      'Lambda names the records that it puts into the bucket; the role may only put.',
  },
  'Operators/MendDeadLetters': {
    'AwsSolutions::AwsSolutions-IAM5[Resource::<RelayStreamLeftovers1B82C453.Arn>/*]':
      'An operator sends again what lies in the bucket, whatever Lambda named it.',
  },
  'RelayStream/Leftovers': {
    [NO_ACCESS_LOG]:
      'It is empty unless the relay gave up; CloudTrail says who looked, and events hold no personal data.',
  },
  'SweeperSchedule/DeadLetters': { [NO_DLQ]: LAST_PLACE },
  ShopifyLetters: { [NO_DLQ]: LAST_PLACE },
  EasyPostLetters: { [NO_DLQ]: LAST_PLACE },
  'Edge/Bucket': { [NO_ACCESS_LOG]: 'It holds public pages, and only the edge may read it.' },
  'Edge/Distribution': {
    'AwsSolutions::AwsSolutions-CFR1': 'Customers track parcels from wherever they are.',
    'AwsSolutions::AwsSolutions-CFR3':
      "It would keep customers' addresses. The API's log and the firewall's figures show load and abuse without them.",
    'AwsSolutions::AwsSolutions-CFR4':
      "The minimum cannot be raised for CloudFront's own certificate; browsers of the last ten years choose TLS 1.2 or 1.3.",
  },
};

const IN_ALL_FUNCTIONS: Findings = {
  'Serverless::Serverless-LambdaDLQ':
    'It is for asynchronous calls. Only the sweeper is called so, and has an on-failure destination; all others answer a request, or are fed by a queue or stream that keeps what failed.',
  'Serverless::Serverless-LambdaEventSourceMappingDestination':
    "For a queue the place of failed records is the queue's own dead-letter queue.",
  'Serverless::Serverless-LambdaTracing':
    'The tracer costs every cold start 16 ms; the correlation id in every event and log line joins the same dots.',
  [NO_REDRIVE]: 'Only dead-letter queues have none; each has an alarm at the first letter.',
};

const UPLOADER_POLICY =
  'The CDK writes this policy: read the assets of a deploy, write the bucket of pages, invalidate the edge.';

const IN_UPLOADER: Findings = {
  'AwsSolutions::AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]':
    'The CDK gives it to its uploader: writing logs, nothing else.',
  'AwsSolutions::AwsSolutions-L1': 'The CDK chooses the runtime of its uploader.',
  'Serverless::Serverless-LambdaLatestVersion': 'The CDK chooses the runtime of its uploader.',
  ...Object.fromEntries(
    [
      'Action::s3:Abort*',
      'Action::s3:DeleteObject*',
      'Action::s3:GetBucket*',
      'Action::s3:GetObject*',
      'Action::s3:List*',
      'Resource::*',
      'Resource::<EdgeBucket82B3C6DC.Arn>/*',
    ].map((finding) => [`AwsSolutions::AwsSolutions-IAM5[${finding}]`, UPLOADER_POLICY]),
  ),
};

/** The bucket that the CDK's bootstrap made in the shop's region. */
const bootstrapAssets = (region: string): Findings => ({
  [`AwsSolutions::AwsSolutions-IAM5[Resource::arn:aws:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-${region}/*]`]:
    UPLOADER_POLICY,
});
