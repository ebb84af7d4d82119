// The HTTP API of the templates: finds the route, makes the event, runs the function, turns its answer into a response.
// https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
import { randomUUID } from 'node:crypto';
import type { FunctionPool, Outcome } from './function-pool.ts';
import type { WebAnswer, WebRequest } from './web-exchange.ts';

export interface CorsConfiguration {
  readonly AllowOrigins?: readonly string[];
  readonly AllowMethods?: readonly string[];
  readonly AllowHeaders?: readonly string[];
  readonly ExposeHeaders?: readonly string[];
  readonly MaxAge?: number;
}

export interface Route {
  /** `POST /api/events` or `$default`. */
  readonly key: string;
  readonly pool: FunctionPool;
}

export interface ApiSettings {
  readonly id: string;
  readonly account: string;
  readonly domain: string;
  readonly routes: readonly Route[];
  readonly cors: CorsConfiguration | undefined;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
export const MOST_BODY_BYTES = 10 * 1024 * 1024;

export function createHttpApi(settings: ApiSettings): (request: WebRequest) => Promise<WebAnswer> {
  const routes = new Map(settings.routes.map((route) => [route.key, route]));
  return async (request) => {
    const cors = corsHeaders(settings.cors, request);
    if (settings.cors && request.method === 'OPTIONS' && request.headers['access-control-request-method']) {
      return { status: 204, headers: cors, body: '' };
    }
    const route = routes.get(`${request.method} ${request.path}`) ?? routes.get('$default');
    if (!route) return problem(404, 'Not Found');
    const answer = answerOf(await route.pool.invoke(JSON.stringify(eventOf({ settings, route, request }))));
    return { ...answer, headers: { ...answer.headers, ...cors } };
  };
}

/** Where the distribution or server has already read too much. */
export function bodyTooLong(): WebAnswer {
  return problem(413, 'Request Entity Too Large');
}

function problem(status: number, message: string): WebAnswer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ message }) };
}

interface EventParts {
  readonly settings: ApiSettings;
  readonly route: Route;
  readonly request: WebRequest;
}

/** Payload format 2.0. */
function eventOf({ settings, route, request }: EventParts): object {
  const { cookie, ...headers } = request.headers;
  const { method, path, query, sourceIp, body } = request;
  const isText = isTextual(headers['content-type']);
  const now = new Date();
  return {
    version: '2.0',
    routeKey: route.key,
    rawPath: path,
    rawQueryString: query,
    ...(cookie ? { cookies: cookie.split('; ') } : {}),
    headers,
    ...(query ? { queryStringParameters: queryParameters(query) } : {}),
    requestContext: {
      accountId: settings.account,
      apiId: settings.id,
      domainName: settings.domain,
      domainPrefix: settings.id,
      http: { method, path, protocol: 'HTTP/1.1', sourceIp, userAgent: headers['user-agent'] ?? '' },
      requestId: randomUUID(),
      routeKey: route.key,
      stage: '$default',
      time: now.toUTCString(),
      timeEpoch: now.getTime(),
    },
    ...(body.length > 0 ? { body: body.toString(isText ? 'utf8' : 'base64') } : {}),
    isBase64Encoded: body.length > 0 && !isText,
  };
}

function isTextual(contentType = ''): boolean {
  return /^(text\/|application\/(json|javascript|xml)\b|[^;]*\+(json|xml)\b)/i.test(contentType);
}

/** Values of one name are joined by commas. */
function queryParameters(query: string): Record<string, string> {
  const parameters: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    parameters[name] = name in parameters ? `${parameters[name]},${value}` : value;
  }
  return parameters;
}

interface FunctionAnswer {
  readonly statusCode?: number;
  readonly headers?: Readonly<Record<string, string | number | boolean>>;
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
}

function answerOf(outcome: Outcome): WebAnswer {
  if (!outcome.ok)
    return outcome.errorType === 'Sandbox.Timedout'
      ? problem(503, 'Service Unavailable')
      : problem(500, 'Internal Server Error');
  const answer = JSON.parse(outcome.payload ?? 'null') as FunctionAnswer | null;
  if (!answer?.statusCode) {
    return { status: 200, headers: { 'content-type': 'application/json' }, body: outcome.payload ?? '' };
  }
  const headers: Record<string, string> = { 'content-type': 'text/plain; charset=utf-8' };
  for (const [name, value] of Object.entries(answer.headers ?? {})) headers[name.toLowerCase()] = String(value);
  const body = answer.body ?? '';
  return { status: answer.statusCode, headers, body: answer.isBase64Encoded ? Buffer.from(body, 'base64') : body };
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html */
function corsHeaders(cors: CorsConfiguration | undefined, request: WebRequest): Record<string, string> {
  const { origin } = request.headers;
  const allowed = cors?.AllowOrigins ?? [];
  if (!origin || !(allowed.includes(origin) || allowed.includes('*'))) return {};
  const list = (name: string, values: readonly string[] | undefined) =>
    values?.length ? { [name]: values.join(',') } : {};
  const isPreflight = request.method === 'OPTIONS';
  return {
    'access-control-allow-origin': allowed.includes('*') ? '*' : origin,
    vary: 'Origin',
    ...list('access-control-expose-headers', cors?.ExposeHeaders),
    ...(isPreflight ? list('access-control-allow-methods', cors?.AllowMethods) : {}),
    ...(isPreflight ? list('access-control-allow-headers', cors?.AllowHeaders) : {}),
    ...(isPreflight && cors?.MaxAge ? { 'access-control-max-age': String(cors.MaxAge) } : {}),
  };
}
