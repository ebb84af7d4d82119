// What API Gateway gives a function (payload format 2.0), and the context Lambda adds.
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';

interface Sent {
  readonly path?: string;
  /** An object is sent as JSON, a text as it is. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export const ORIGIN_SECRET = 'the-secret-of-our-own-edge';

/** @example anHttpEvent({ body: {}, headers: { authorization: `Bearer ${token}` } }) */
export const anHttpEvent = ({ path = '/api', body, headers = {} }: Sent = {}): APIGatewayProxyEventV2 => ({
  version: '2.0',
  routeKey: `POST ${path}`,
  rawPath: path,
  rawQueryString: '',
  headers: { 'content-type': 'application/json', 'x-origin-secret': ORIGIN_SECRET, ...headers },
  requestContext: {
    accountId: '1',
    apiId: 'api',
    domainName: 'shop.example',
    domainPrefix: 'shop',
    http: { method: 'POST', path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
    requestId: 'gateway-1',
    routeKey: `POST ${path}`,
    stage: '$default',
    time: '01/Aug/2026:10:00:00 +0000',
    timeEpoch: 1,
  },
  isBase64Encoded: false,
  ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
});

export const aContext = (of: Partial<Context> = {}): Context =>
  ({ awsRequestId: 'request-1', getRemainingTimeInMillis: () => 3000, ...of }) as Context;
