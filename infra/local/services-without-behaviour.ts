// Resource types that a template may hold and that do nothing on this machine. The start prints those it meets;
// a type that stands neither here nor in local-stack.ts stops the start.

/** Types that have no effect here, with what stands in or is left out. */
export const WITHOUT_BEHAVIOUR: Readonly<Record<string, string>> = {
  'AWS::ApiGatewayV2::Stage': 'one stage, no throttle and no access log',
  'AWS::Budgets::Budget': 'nothing costs money here',
  'AWS::CDK::Metadata': 'metadata',
  'AWS::CloudFront::CachePolicy': 'nothing is cached',
  'AWS::CloudFront::OriginAccessControl': 'the pages are read from their folder',
  'AWS::CloudFront::OriginRequestPolicy': 'every viewer header but Host is passed on',
  'AWS::CloudWatch::Alarm': 'no alarms',
  'AWS::CloudWatch::CompositeAlarm': 'no alarms',
  'AWS::CloudWatch::Dashboard': 'no dashboard',
  'AWS::Events::Archive': 'no archive',
  'AWS::Lambda::LayerVersion': 'no layers',
  'AWS::Logs::LogGroup': 'logs go to the terminal',
  'AWS::S3::BucketPolicy': 'bucket policies are not checked',
  'AWS::SNS::Subscription': 'no alarms',
  'AWS::SNS::Topic': 'no alarms',
  'AWS::SNS::TopicPolicy': 'no alarms',
  'AWS::WAFv2::WebACL': 'no rate limits at the edge',
  'Custom::CrossRegionExportReader': 'its values are read from the other stack',
  'Custom::CrossRegionExportWriter': 'its values are read by the other stack',
  'Custom::S3AutoDeleteObjects': 'the data folder is emptied by --fresh',
};
