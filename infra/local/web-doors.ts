// The two web addresses: the bare HTTP API, and the distribution in front of it and of the pages.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Buckets } from './buckets.ts';
import { assertMayInvoke } from './deliveries.ts';
import { createDistribution, type DistributionConfig, type OriginTarget } from './distribution.ts';
import type { LocalFunction } from './functions.ts';
import { bodyTooLong, type CorsConfiguration, createHttpApi, MOST_BODY_BYTES, type Route } from './http-api.ts';
import { bucketDomain } from './resource-names.ts';
import type { ResponseHeadersPolicy } from './response-headers.ts';
import { readBody } from './sockets.ts';
import type { Found, Templates } from './templates.ts';
import { type WebAnswer, type WebRequest, webRequest, writeAnswer } from './web-exchange.ts';

export type Handle = (request: WebRequest) => Promise<WebAnswer>;

export interface WebDoor {
  readonly server: Server;
  open(handle: Handle): void;
}

/** Can listen before it knows what to answer, because templates hold its address. */
export function createWebDoor(): WebDoor {
  let handle: Handle | undefined;
  const server = createServer({ noDelay: true }, (request, response) => void answer(handle, request, response));
  return {
    server,
    open(ready) {
      handle = ready;
    },
  };
}

async function answer(handle: Handle | undefined, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const body = await readBody(request, MOST_BODY_BYTES);
    if (!handle) writeAnswer(response, { status: 503, headers: {}, body: 'starting' });
    else writeAnswer(response, body ? await handle(webRequest(request, body)) : bodyTooLong());
  } catch (error) {
    if (!response.headersSent) writeAnswer(response, { status: 500, headers: {}, body: String(error) });
  }
}

interface Parts {
  readonly templates: Templates;
  readonly functions: readonly LocalFunction[];
  readonly buckets: Buckets;
  readonly apiHost: string;
}

const NOT_FOUND: Handle = () => Promise.resolve({ status: 404, headers: {}, body: '' });

export function createApi({ templates, functions, apiHost }: Parts): Handle {
  const [api, ...more] = templates.all<{ CorsConfiguration?: CorsConfiguration }>('AWS::ApiGatewayV2::Api');
  if (!api) return NOT_FOUND;
  if (more.length > 0) throw new Error('The local run serves one HTTP API; the templates hold several.');
  return createHttpApi({
    id: api.name,
    account: api.stack.account,
    domain: apiHost,
    routes: routesOf(templates, functions, api),
    cors: api.properties.CorsConfiguration,
  });
}

function routesOf(templates: Templates, functions: readonly LocalFunction[], api: Found<unknown>): Route[] {
  const integrations = templates.all<{ IntegrationUri: string }>('AWS::ApiGatewayV2::Integration');
  return templates
    .all<{ RouteKey: string; Target: string; AuthorizationType?: string }>('AWS::ApiGatewayV2::Route')
    .map(({ properties }) => {
      const { RouteKey, Target, AuthorizationType = 'NONE' } = properties;
      if (AuthorizationType !== 'NONE')
        throw new Error(`${RouteKey} is authorized by ${AuthorizationType}, which has no behaviour on this machine.`);
      const integration = integrations.find(({ name }) => Target === `integrations/${name}`);
      const invoked = functions.find(({ arn }) => arn === integration?.properties.IntegrationUri);
      if (RouteKey.includes('{'))
        throw new Error(`The route ${RouteKey} has path parameters, which have no behaviour on this machine.`);
      if (!invoked) throw new Error(`The route ${RouteKey} leads to no function of the templates.`);
      const source = `arn:aws:execute-api:${api.stack.region}:${api.stack.account}:${api.name}/`;
      assertMayInvoke(templates, invoked, 'apigateway.amazonaws.com', source);
      return { key: RouteKey, pool: invoked.pool };
    });
}

export function createPages({ templates, buckets }: Parts, api: Handle): Handle {
  const [distribution] = templates.all<{ DistributionConfig: DistributionConfig }>('AWS::CloudFront::Distribution');
  if (!distribution) return api;
  const apiNames = templates.all('AWS::ApiGatewayV2::Api').map(({ name }) => `${name}.`);
  const bucketNames = templates.all('AWS::S3::Bucket').map(({ name }) => name);
  const policies = templates.all<{ ResponseHeadersPolicyConfig: ResponseHeadersPolicy }>(
    'AWS::CloudFront::ResponseHeadersPolicy',
  );
  const edgeFunctions = templates.all<{ FunctionCode: string }>('AWS::CloudFront::Function');
  return createDistribution({
    functionCode: (arn) => edgeFunctions.find((one) => one.arn === arn)?.properties.FunctionCode ?? '',
    config: distribution.properties.DistributionConfig,
    headersPolicy: (id) => policies.find(({ name }) => name === id)?.properties.ResponseHeadersPolicyConfig,
    target(domainName): OriginTarget {
      if (apiNames.some((name) => domainName.startsWith(name))) return { kind: 'api', handle: api };
      const bucket = bucketNames.find((name) => domainName === bucketDomain(name));
      if (!bucket) throw new Error(`The distribution's origin ${domainName} is in no template.`);
      return { kind: 'bucket', get: (key) => buckets.get(bucket, key) };
    },
  });
}

interface Deployment {
  readonly DestinationBucketName: string;
  readonly SourceObjectKeys: readonly string[];
}

/** Pages are copied from the assembly at each start, where AWS would run the CDK's own function. */
export function deployPages(templates: Templates, buckets: Buckets): void {
  const deployments = templates.all<Deployment>('Custom::CDKBucketDeployment');
  for (const [bucket, group] of Map.groupBy(deployments, ({ properties }) => properties.DestinationBucketName)) {
    const folders = group.flatMap(({ stack, properties }) =>
      properties.SourceObjectKeys.map((key) => stack.assets.get(key) ?? ''),
    );
    buckets.deploy(bucket, folders);
  }
}
