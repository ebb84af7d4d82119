// The one address of all local AWS services (AWS_ENDPOINT_URL): each call is checked against the caller's own policy
// before a service sees it. The access key id says who calls; signatures are not verified.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer, type Socket } from 'node:net';
import { authorize, callerOf, type TableDoor } from './authorization.ts';
import { ServiceError } from './aws-service.ts';
import type { Check } from './policy.ts';
import { closeServer, listenOn, readBody } from './sockets.ts';
import { TableConnection } from './table-connection.ts';

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
