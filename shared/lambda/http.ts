// The one HTTP pipeline: origin checked, body bounded and parsed, every "no" a problem document, every defect an id.
import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import type * as z from 'zod';
import { type Fault, type Problem, ProblemError, problems } from '../http/problem.ts';
import { log } from '../log/log.ts';

/** What a route's work sees of a request. Headers are lower case. */
export interface HttpRequest {
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The body as it came, decoded from base64 where the gateway encoded it. */
  readonly rawBody: string;
  /** Id for asking about this request. */
  readonly requestId: string;
}

export interface HttpReply {
  readonly status: number;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Tells whether a request came through our own edge. */
export interface OriginCheck {
  isOurs(originSecret: string | undefined): Promise<boolean>;
}

export const MICRO_APP_BODY_LIMIT = 64 * 1024;
/** A body that cannot be understood is kept whole, with its reason, in one queue message of at most 1,048,576 bytes. */
export const WEBHOOK_BODY_LIMIT = 1_000_000;

interface Route {
  readonly origin: OriginCheck;
  /** In bytes; more is answered 413. */
  readonly bodyLimit: number;
  readonly work: (request: HttpRequest) => Promise<HttpReply>;
}

type Handler = (event: APIGatewayProxyEventV2, context: Context) => Promise<APIGatewayProxyStructuredResultV2>;

/**
 * An HTTP function's handler.
 * @example export const handler = httpHandler({ origin, bodyLimit: WEBHOOK_BODY_LIMIT, work: receiveFacts });
 */
export const httpHandler = (route: Route): Handler =>
  middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .onError((request) => {
      request.response = answerProblem(request.error, request.context?.awsRequestId ?? 'unknown');
    })
    .handler(async (event, context) => {
      const request = readRequest(event, context, route.bodyLimit);
      if (!(await route.origin.isOurs(request.headers['x-origin-secret']))) {
        throw problems.wrongOrigin("Please use the shop's own address.");
      }
      return toResult(await route.work(request));
    }) as unknown as Handler;

const readRequest = (event: APIGatewayProxyEventV2, context: Context, bodyLimit: number): HttpRequest => {
  const body = event.body ?? '';
  // A base64 text is a third longer than what it holds; what is far over the limit is not even decoded.
  if (body.length > bodyLimit * 1.5) throw tooLarge(bodyLimit);
  const rawBody = event.isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body;
  if (Buffer.byteLength(rawBody) > bodyLimit) throw tooLarge(bodyLimit);
  return { headers: event.headers ?? {}, rawBody, requestId: context.awsRequestId };
};

const tooLarge = (limit: number): ProblemError => problems.tooLarge(`At most ${limit} bytes are accepted here.`);

const noStore = { 'cache-control': 'no-store' };

const toResult = ({ status, body, headers }: HttpReply): APIGatewayProxyStructuredResultV2 => ({
  statusCode: status,
  headers: { ...noStore, ...(body && { 'content-type': 'application/json' }), ...headers },
  ...(body && { body: JSON.stringify(body) }),
});

const answerProblem = (error: unknown, requestId: string): APIGatewayProxyStructuredResultV2 => {
  const known = error instanceof ProblemError;
  const { problem, headers } = known ? error : problems.defect('Please try again. If it stays, tell us this id.');
  // What is our fault rings the function's alarm, also where it was told politely.
  if (!known) log.error('defect', { error: error as Error, requestId });
  else if (problem.status >= 500) log.error('not available', { title: problem.title, requestId });
  const body: Problem = { ...problem, instance: `urn:request:${requestId}` };
  return {
    statusCode: problem.status,
    headers: { ...noStore, 'content-type': 'application/problem+json', ...headers },
    body: JSON.stringify(body),
  };
};

/**
 * The JSON value of a body, not yet parsed by any schema.
 * @throws ProblemError 415 where the content type is not JSON, 400 where the body is not.
 */
export const readJsonBody = (request: HttpRequest): unknown => {
  if (!/^application\/([\w.-]+\+)?json\b/i.test(request.headers['content-type'] ?? '')) {
    throw problems.wrongMediaType('Send the body with the header `content-type: application/json`.');
  }
  try {
    return JSON.parse(request.rawBody);
  } catch {
    throw problems.invalidInput('The body is not valid JSON.', {
      errors: [{ pointer: '', detail: 'is not valid JSON' }],
    });
  }
};

/**
 * Parses an input by its schema.
 * @throws ProblemError 400 with every path and reason.
 */
export const parseInput = <Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> => {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw problems.invalidInput('Some fields are missing or not as expected.', { errors: faultsOf(result.error) });
};

/** At most 50 faults: an answer that grows with a hostile input helps nobody. */
const faultsOf = (error: z.ZodError): readonly Fault[] =>
  error.issues.slice(0, 50).map((issue) => ({ pointer: jsonPointer(issue.path), detail: issue.message }));

const jsonPointer = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
