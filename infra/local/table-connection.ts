// One connection to the permission door that speaks DynamoDB: requests are read just far enough to be checked, then their
// bytes go on unchanged to the engine, whose answers come back unread. Everything else is handed to the HTTP server.
import { connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { authorize, callerOf, type TableDoor } from './authorization.ts';
import { ServiceError } from './aws-service.ts';

const END_OF_HEAD = '\r\n\r\n';
const READS = new Set(['GetItem', 'BatchGetItem', 'Query', 'TransactGetItems', 'DescribeTable', 'Scan']);

interface Head {
  readonly operation: string;
  readonly authorization: string;
  /** Bytes of head and body. */
  readonly length: number;
  readonly bodyFrom: number;
}

export class TableConnection {
  readonly #client: Duplex;
  readonly #services: TableDoor;
  readonly #handOver: (client: Duplex) => void;
  readonly #onData = (chunk: Buffer) => this.#receive(chunk);
  readonly #onClose = () => this.#engine?.destroy();
  #engine: Socket | undefined;
  #received: Buffer = Buffer.alloc(0);
  #wrote = false;

  constructor(client: Duplex, services: TableDoor, handOver: (client: Duplex) => void) {
    this.#client = client;
    this.#services = services;
    this.#handOver = handOver;
    client.on('data', this.#onData);
    client.on('close', this.#onClose);
    client.on('error', this.#onClose);
  }

  #receive(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    const head = headOf(this.#received);
    if (head === 'partial') return;
    if (head === 'other') {
      this.#leave();
      return;
    }
    if (this.#received.length < head.length) return;
    const request = this.#received.subarray(0, head.length);
    this.#received = this.#received.subarray(head.length);
    this.#check(request, head);
  }

  #check(request: Buffer, head: Head): void {
    try {
      const caller = callerOf(this.#services, head.authorization);
      if (caller.policy) {
        const body: unknown = JSON.parse(request.toString('utf8', head.bodyFrom));
        authorize(caller, this.#services.tableChecks(head.operation, body));
      }
      this.#wrote = !READS.has(head.operation);
      this.#forward(request);
    } catch (error) {
      const { code, message } =
        error instanceof ServiceError ? error : new ServiceError('SerializationException', String(error));
      this.#refuse(code, message);
    }
  }

  #forward(request: Buffer): void {
    this.#engine ??= this.#connect();
    this.#engine.write(request);
  }

  #connect(): Socket {
    const engine = connect({ port: this.#services.enginePort, host: '127.0.0.1', noDelay: true });
    engine.on('data', (answer: Buffer) => {
      this.#client.write(answer);
      if (this.#wrote) this.#services.onWrite();
    });
    engine.on('close', () => this.#client.destroy());
    engine.on('error', () => this.#client.destroy());
    return engine;
  }

  #refuse(code: string, message: string): void {
    const body = JSON.stringify({ __type: `com.amazon.coral.service#${code}`, message });
    this.#client.write(
      `HTTP/1.1 400 Bad Request\r\ncontent-type: application/x-amz-json-1.0\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
  }

  /** The bytes read so far go back into the socket, for the HTTP server to find. */
  #leave(): void {
    this.#client.off('data', this.#onData);
    this.#client.off('close', this.#onClose);
    this.#client.off('error', this.#onClose);
    this.#engine?.removeAllListeners().destroy();
    this.#client.pause();
    this.#client.unshift(this.#received);
    this.#handOver(this.#client);
    this.#client.resume();
  }
}

function headOf(received: Buffer): Head | 'partial' | 'other' {
  const end = received.indexOf(END_OF_HEAD);
  if (end < 0) return received.length > 64 * 1024 ? 'other' : 'partial';
  const head = received.toString('latin1', 0, end);
  const operation = /\r\nx-amz-target: *DynamoDB\w*\.(\w+)/i.exec(head)?.[1];
  const bodyLength = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (!operation || bodyLength === undefined) return 'other';
  const bodyFrom = end + END_OF_HEAD.length;
  return {
    operation,
    authorization: /\r\nauthorization: *([^\r]+)/i.exec(head)?.[1] ?? '',
    length: bodyFrom + Number(bodyLength),
    bodyFrom,
  };
}
