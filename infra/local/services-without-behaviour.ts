// Resource types that a template may hold and that do nothing on this machine. The start prints those it meets;
// a type that stands neither here nor in local-stack.ts stops the start.
import type { SynthesizedStack } from './assembly.ts';

/** Types that have no effect here, with what that means. */
const WITHOUT_BEHAVIOUR: Readonly<Record<string, string>> = {
  'AWS::ApiGatewayV2::Stage': 'no throttle and no access log',
  'AWS::CDK::Metadata': 'metadata',
  'AWS::CloudFront::OriginAccessControl': 'the pages are read from their folder',
  'AWS::CloudWatch::Alarm': 'no alarm rings',
  'AWS::CloudWatch::Dashboard': 'no dashboard',
  'AWS::Events::Archive': 'nothing is kept for replays',
  'AWS::IAM::ManagedPolicy': 'operators may do everything',
  'AWS::Lambda::LayerVersion': 'no layers',
  'AWS::Logs::LogGroup': 'logs go to the terminal',
  'AWS::Logs::MetricFilter': 'no metrics',
  'AWS::S3::BucketPolicy': 'bucket policies are not checked',
  'AWS::SNS::Subscription': 'no alarm rings',
  'AWS::SNS::Topic': 'no alarm rings',
  'AWS::SNS::TopicPolicy': 'no alarm rings',
  'AWS::WAFv2::WebACL': 'no rate limit at the edge',
};

/** Types that local-stack.ts and what it starts give a behaviour. */
const WITH_BEHAVIOUR = new Set([
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::CloudFront::Distribution',
  'AWS::CloudFront::Function',
  'AWS::CloudFront::ResponseHeadersPolicy',
  'AWS::DynamoDB::GlobalTable',
  'AWS::Events::EventBus',
  'AWS::Events::Rule',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::KMS::Key',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::Lambda::Permission',
  'AWS::S3::Bucket',
  'AWS::SQS::Queue',
  'AWS::SQS::QueuePolicy',
  'AWS::SecretsManager::Secret',
  'Custom::CDKBucketDeployment',
]);

/**
 * @returns the types among the stacks' resources that do nothing here
 * @throws Error that names a type standing in neither list, so that nothing is silently missing
 */
export function assertKnownTypes(stacks: readonly SynthesizedStack[]): string[] {
  const idle = new Set<string>();
  for (const { name, resources } of stacks) {
    for (const [logicalId, { Type }] of Object.entries(resources)) {
      if (Type in WITHOUT_BEHAVIOUR) idle.add(Type);
      else if (!WITH_BEHAVIOUR.has(Type))
        throw new Error(
          `${Type} (${logicalId} in ${name}) has no behaviour on this machine and stands in no list of what is left out.`,
        );
    }
  }
  return [...idle].sort();
}
