// What Ref and GetAtt answer on this machine: physical names and ARNs that stay the same between starts.
// https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
import { createHash } from 'node:crypto';
import type { Resource } from './template.ts';

/** Where the local doors listen; part of queue URLs and of the addresses in outputs. */
export interface Addresses {
  readonly endpoint: string;
  readonly url: string;
  readonly apiUrl: string;
}

const NAME_PROPERTIES: Readonly<Record<string, string>> = {
  'AWS::DynamoDB::GlobalTable': 'TableName',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::Events::EventBus': 'Name',
  'AWS::Events::Rule': 'Name',
  'AWS::IAM::Role': 'RoleName',
  'AWS::SecretsManager::Secret': 'Name',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::Logs::LogGroup': 'LogGroupName',
};

/** Names that the template gives must be plain text; all others are made of stack and logical id. */
export function nameOf({ type, stack, logicalId, raw }: Resource): string {
  const given = raw[NAME_PROPERTIES[type] ?? ''];
  if (typeof given === 'string') return given;
  const name = `${stack.name}-${logicalId}`;
  if (type === 'AWS::KMS::Key') return uuidOf(name);
  return type === 'AWS::S3::Bucket' ? name.toLowerCase() : name;
}

export function arnOf(resource: Resource): string {
  const { type, stack } = resource;
  const name = nameOf(resource);
  const regional = (service: string, path: string) => `arn:aws:${service}:${stack.region}:${stack.account}:${path}`;
  switch (type) {
    case 'AWS::DynamoDB::GlobalTable':
      return regional('dynamodb', `table/${name}`);
    case 'AWS::Lambda::Function':
      return regional('lambda', `function:${name}`);
    case 'AWS::SQS::Queue':
      return regional('sqs', name);
    case 'AWS::Events::EventBus':
      return regional('events', `event-bus/${name}`);
    case 'AWS::Events::Rule':
      return regional('events', `rule/${name}`);
    case 'AWS::KMS::Key':
      return regional('kms', `key/${name}`);
    case 'AWS::SecretsManager::Secret':
      return regional(
        'secretsmanager',
        `secret:${name}-${createHash('sha256').update(name).digest('hex').slice(0, 6)}`,
      );
    case 'AWS::IAM::Role':
      return `arn:aws:iam::${stack.account}:role/${name}`;
    case 'AWS::S3::Bucket':
      return `arn:aws:s3:::${name}`;
    case 'AWS::ApiGatewayV2::Api':
      return `arn:aws:apigateway:${stack.region}::/apis/${name}`;
    case 'AWS::CloudFront::Distribution':
      return `arn:aws:cloudfront::${stack.account}:distribution/${name}`;
    default:
      return regional(type.split('::')[1]?.toLowerCase() ?? '', name);
  }
}

export function refOf(resource: Resource, { endpoint }: Addresses): string {
  switch (resource.type) {
    case 'AWS::SQS::Queue':
      return `${endpoint}/${resource.stack.account}/${nameOf(resource)}`;
    case 'AWS::SecretsManager::Secret':
    case 'AWS::SNS::Topic':
      return arnOf(resource);
    default:
      return nameOf(resource);
  }
}

export function attributeOf(resource: Resource, attribute: string, addresses: Addresses): string {
  switch (`${resource.type}.${attribute}`) {
    case 'AWS::DynamoDB::GlobalTable.StreamArn':
      return streamArnOf(arnOf(resource));
    case 'AWS::ApiGatewayV2::Api.ApiEndpoint':
      return addresses.apiUrl;
    case 'AWS::CloudFront::Distribution.DomainName':
      return new URL(addresses.url).host;
    case 'AWS::S3::Bucket.RegionalDomainName':
      return bucketDomain(nameOf(resource));
    default:
      return attribute.endsWith('Arn') || attribute.endsWith('ARN') ? arnOf(resource) : nameOf(resource);
  }
}

export function streamArnOf(tableArn: string): string {
  return `${tableArn}/stream/local`;
}

export function bucketDomain(bucket: string): string {
  return `${bucket}.s3.amazonaws.com`;
}

/** A stable id in the form of a UUID. */
export function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}
