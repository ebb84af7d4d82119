// The CloudFront look-alike: picks the behaviour by path, asks the origin (bucket or HTTP API), adds the headers of the policy.
// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html
import { extname } from 'node:path';
import { runInNewContext } from 'node:vm';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { etagOf } from './buckets.ts';
import { policyHeaders, type ResponseHeadersPolicy } from './response-headers.ts';
import type { WebAnswer, WebRequest } from './web-exchange.ts';

interface Behaviour {
  readonly PathPattern?: string;
  readonly TargetOriginId: string;
  readonly AllowedMethods?: readonly string[];
  readonly Compress?: boolean;
  readonly CachePolicyId?: string;
  readonly ResponseHeadersPolicyId?: string;
  readonly FunctionAssociations?: readonly { readonly EventType: string; readonly FunctionARN: string }[];
}

interface Origin {
  readonly Id: string;
  readonly DomainName: string;
  readonly OriginCustomHeaders?: readonly { readonly HeaderName: string; readonly HeaderValue: string }[];
}

export interface DistributionConfig {
  readonly Origins: readonly Origin[];
  readonly DefaultCacheBehavior: Behaviour;
  readonly CacheBehaviors?: readonly Behaviour[];
}

/** What stands behind an origin's domain name. */
export type OriginTarget =
  | { readonly kind: 'api'; readonly handle: (request: WebRequest) => Promise<WebAnswer> }
  | { readonly kind: 'bucket'; readonly get: (key: string) => Buffer | undefined };

interface Parts {
  readonly config: DistributionConfig;
  readonly target: (domainName: string) => OriginTarget;
  readonly headersPolicy: (id: string) => ResponseHeadersPolicy | undefined;
  /** Source of a CloudFront function. */
  readonly functionCode: (arn: string) => string;
}

/** The managed policy CachingDisabled; CloudFront compresses only what it may cache. */
const CACHING_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain',
  '.webmanifest': 'application/manifest+json',
};

export function createDistribution({
  config,
  target,
  headersPolicy,
  functionCode,
}: Parts): (request: WebRequest) => Promise<WebAnswer> {
  const behaviours = [...(config.CacheBehaviors ?? []), config.DefaultCacheBehavior].map((behaviour) => {
    const origin = config.Origins.find(({ Id }) => Id === behaviour.TargetOriginId);
    if (!origin) throw new Error(`The distribution has no origin ${behaviour.TargetOriginId}.`);
    return {
      behaviour,
      origin,
      target: target(origin.DomainName),
      matches: pathMatcher(behaviour.PathPattern ?? '*'),
      view: viewerFunction(behaviour.FunctionAssociations, functionCode),
      headers: policyHeaders(headersPolicy(behaviour.ResponseHeadersPolicyId ?? '')),
    };
  });
  type Matched = (typeof behaviours)[number];

  async function ask({ behaviour, origin, target: to, view }: Matched, request: WebRequest): Promise<WebAnswer> {
    const allowed = behaviour.AllowedMethods ?? ['GET', 'HEAD'];
    if (!allowed.includes(request.method)) return { status: 403, headers: {}, body: '' };
    if (to.kind === 'api') return to.handle({ ...request, headers: originHeaders(origin, request) });
    const viewed = view(request.path);
    if ('statusCode' in viewed) return generated(viewed, request);
    return page(to.get(decodePath(viewed.uri)), viewed.uri, request);
  }

  return async (request) => {
    const matched = behaviours.find(({ matches }) => matches(request.path));
    if (!matched) throw new Error('A distribution always has a default behaviour.');
    const answer = await ask(matched, request);
    const { override, fallback } = matched.headers;
    const headers = { ...fallback, ...answer.headers, ...override };
    const compresses = matched.behaviour.Compress && matched.behaviour.CachePolicyId !== CACHING_DISABLED;
    return compresses ? compressed({ ...answer, headers }, request) : { ...answer, headers };
  };
}

/** What a viewer-request function returns: the request that goes on, or an answer instead of it. */
type Viewed =
  | { readonly uri: string }
  | {
      readonly statusCode: number;
      readonly headers: Readonly<Record<string, { readonly value: string }>>;
      readonly body: { readonly encoding: 'text'; readonly data: string };
    };

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html */
function viewerFunction(
  associations: Behaviour['FunctionAssociations'],
  codeOf: (arn: string) => string,
): (path: string) => Viewed {
  const [association, ...more] = associations ?? [];
  if (!association) return (uri) => ({ uri });
  if (more.length > 0 || association.EventType !== 'viewer-request')
    throw new Error('Only one viewer-request function has behaviour on this machine.');
  const handler = runInNewContext(`${codeOf(association.FunctionARN)}; handler`) as (event: object) => Viewed;
  return (path) =>
    handler({
      version: '1.0',
      context: { eventType: 'viewer-request' },
      request: { method: 'GET', uri: path, headers: {} },
    });
}

function generated(
  { statusCode: status, headers, body }: Extract<Viewed, { statusCode: number }>,
  { method }: WebRequest,
): WebAnswer {
  const plain = Object.fromEntries(Object.entries(headers).map(([name, { value }]) => [name, value]));
  return { status, headers: plain, body: method === 'HEAD' ? '' : body.data };
}

/** `*` stands for any characters, `?` for one. */
function pathMatcher(pattern: string): (path: string) => boolean {
  const source = `/${pattern}`
    .replace(/^\/+/, '/')
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  if (pattern === '*') return () => true;
  const expression = new RegExp(`^${source}$`);
  return (path) => expression.test(path);
}

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/adding-cloudfront-headers.html */
function originHeaders(origin: Origin, request: WebRequest): Record<string, string> {
  const headers: Record<string, string> = { ...request.headers };
  const forwarded = headers['x-forwarded-for'];
  headers['x-forwarded-for'] = forwarded ? `${forwarded}, ${request.sourceIp}` : request.sourceIp;
  headers['cloudfront-viewer-address'] = `${request.sourceIp}:0`;
  headers.host = origin.DomainName;
  for (const { HeaderName, HeaderValue } of origin.OriginCustomHeaders ?? [])
    headers[HeaderName.toLowerCase()] = HeaderValue;
  return headers;
}

/** A bucket that may not be listed answers 403 for what it does not hold. */
function page(content: Buffer | undefined, path: string, request: WebRequest): WebAnswer {
  if (!content)
    return {
      status: 403,
      headers: { 'content-type': 'application/xml' },
      body: '<Error><Code>AccessDenied</Code></Error>',
    };
  const etag = etagOf(content);
  const headers = { 'content-type': CONTENT_TYPES[extname(path)] ?? 'application/octet-stream', etag };
  if (request.headers['if-none-match'] === etag) return { status: 304, headers, body: '' };
  return { status: 200, headers, body: request.method === 'HEAD' ? '' : content };
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path.slice(1));
  } catch {
    return path.slice(1);
  }
}

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/ServingCompressedFiles.html */
function compressed(answer: WebAnswer, request: WebRequest): WebAnswer {
  const accepted = request.headers['accept-encoding'] ?? '';
  const encoding = accepted.includes('br') ? 'br' : accepted.includes('gzip') ? 'gzip' : undefined;
  if (
    !encoding ||
    answer.body.length < 1_000 ||
    !/text|javascript|json|svg/.test(String(answer.headers['content-type']))
  )
    return answer;
  const body = encoding === 'br' ? brotliCompressSync(answer.body) : gzipSync(answer.body);
  return { ...answer, headers: { ...answer.headers, 'content-encoding': encoding, vary: 'Accept-Encoding' }, body };
}
