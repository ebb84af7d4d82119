// The one address of all local AWS services (AWS_ENDPOINT_URL): each call is checked against the caller's own policy
// before a service sees it. The access key id says who calls; signatures are not verified.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer, type Socket } from 'node:net';
import { ServiceError } from './aws-service.ts';
import type { Check, Policy } from './policy.ts';
import { closeServer, listenOn, readBody } from './sockets.ts';
import { TableConnection } from './table-connection.ts';

export interface Caller {
  /** As it stands in refusals, e.g. the name of a function. */
  readonly name: string;
  /** Absent for operators, who may do everything. */
  readonly policy: Policy | undefined;
}

/** What the door must know to check DynamoDB calls. */
export interface TableDoor {
  readonly enginePort: number;
  caller(accessKeyId: string): Caller | undefined;
  /** Permissions that a DynamoDB call needs. */
  tableChecks(operation: string, body: unknown): readonly Check[];
  /** After a call that may have written to a table. */
  onWrite(): void;
}

export interface DoorServices extends TableDoor {
  /** Every other service. */
  serve(call: ServiceRequest): Promise<ServiceReply>;
}

export interface ServiceRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
  /** @throws ServiceError (AccessDenied) naming what is missing */
  authorize(checks: readonly Check[]): void;
}

export interface ServiceReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

export interface Door {
  readonly port: number;
  /** Called once all services stand. */
  open(services: DoorServices): void;
  stop(): Promise<void>;
}

/** Listens at once, because queue URLs hold its address; answers only after `open`. */
export async function createDoor(): Promise<Door> {
  let services: DoorServices | undefined;
  const sockets = new Set<Socket>();
  const others = createHttpServer((request, response) => {
    if (services) void serveOther(services, request, response);
    else response.writeHead(503).end();
  });
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    if (services) new TableConnection(socket, services, (other) => others.emit('connection', other));
    else socket.destroy();
  });
  return {
    port: await listenOn(server, 0),
    open(ready) {
      services = ready;
    },
    async stop() {
      for (const socket of sockets) socket.destroy();
      others.close();
      await closeServer(server);
    },
  };
}

async function serveOther(services: DoorServices, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const isJson = Boolean(request.headers['x-amz-target']);
  try {
    const body = await readBody(request, MOST_BYTES);
    const caller = callerOf(services, String(request.headers.authorization));
    const reply = await services.serve({
      method: request.method ?? 'GET',
      url: request.url ?? '/',
      headers: request.headers,
      body: body ?? Buffer.alloc(0),
      authorize: (checks) => authorize(caller, checks),
    });
    response
      .writeHead(reply.status, { ...reply.headers, 'content-length': Buffer.byteLength(reply.body) })
      .end(reply.body);
  } catch (error) {
    const { code, message, status } =
      error instanceof ServiceError ? error : new ServiceError('InternalFailure', String(error), 500);
    response.writeHead(status, { 'content-type': isJson ? 'application/x-amz-json-1.1' : 'application/xml' });
    response.end(
      isJson
        ? JSON.stringify({ __type: code, message })
        : `<Error><Code>${code}</Code><Message>${message}</Message></Error>`,
    );
  }
}

/** More than any service takes in one call. */
const MOST_BYTES = 64 * 1024 * 1024;

/** @throws ServiceError for an access key that belongs to nobody here */
export function callerOf(services: TableDoor, authorization: string): Caller {
  const accessKeyId = /Credential=([^/]+)\//.exec(authorization)?.[1] ?? '';
  const caller = services.caller(accessKeyId);
  if (!caller)
    throw new ServiceError(
      'UnrecognizedClientException',
      `The access key "${accessKeyId}" belongs to nobody on this machine.`,
    );
  return caller;
}

/** @throws ServiceError that names the action, the resource and the condition values that no statement allows */
export function authorize({ name, policy }: Caller, checks: readonly Check[]): void {
  for (const check of checks) {
    if (!policy || policy.allows(check)) continue;
    const context = Object.entries(check.context).map(([key, values]) => `${key} ${values.join(', ')}`);
    const where = context.length > 0 ? ` with ${context.join('; ')}` : '';
    throw new ServiceError(
      'AccessDeniedException',
      `${name} is not authorized to perform: ${check.action} on resource: ${check.resource}${where} because no statement of its role allows it`,
      policy && check.action.startsWith('s3:') ? 403 : 400,
    );
  }
}
