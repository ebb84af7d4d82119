// A door in front of the engine that answers wrongly when told to: throttles, conflicts and lost answers never happen on one machine.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What the door sees of a request. */
interface Asked {
  /** E.g. `TransactWriteItems`. */
  readonly operation: string;
  readonly input: unknown;
}

/**
 * What happens to one request.
 * - `answer`: the door answers itself, the engine hears nothing.
 * - `change`: the engine hears what `change` makes of the input, and its answer is what `answered` makes of it.
 * - `lose`: the engine carries it out, and the connection breaks before the answer.
 */
export type Fault =
  | { readonly status: number; readonly answer: object | ((input: never) => object) }
  | { readonly change: (input: never) => object; readonly answered: (output: never) => object }
  | { readonly lose: true };

export interface EngineDoor extends AsyncDisposable {
  readonly endpoint: string;
  /** Every request so far, oldest first. */
  readonly asked: Asked[];
  /** What happens to the next requests, one each; afterwards all pass. */
  readonly faults: (Fault | 'pass')[];
}

export const openDoor = async (engine: string): Promise<EngineDoor> => {
  const asked: Asked[] = [];
  const faults: (Fault | 'pass')[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const input: object = JSON.parse(await text(request));
    asked.push({ operation: String(request.headers['x-amz-target']).split('.')[1] ?? '', input });
    const fault = faults.shift() ?? 'pass';
    const { status, output } = await answerOf(engine, { request, input, fault });
    if (fault !== 'pass' && 'lose' in fault) {
      request.socket.destroy();
      return;
    }
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(JSON.stringify(output));
  };
  const server = createServer((request, response) => void answer(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    faults,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};

interface Given {
  readonly request: IncomingMessage;
  readonly input: object;
  readonly fault: Fault | 'pass';
}

const answerOf = async (
  engine: string,
  { request, input, fault }: Given,
): Promise<{ status: number; output: object }> => {
  if (fault !== 'pass' && 'status' in fault) {
    return {
      status: fault.status,
      output: typeof fault.answer === 'function' ? fault.answer(input as never) : fault.answer,
    };
  }
  const changes = fault !== 'pass' && 'change' in fault ? fault : undefined;
  const answer = await forward(engine, request, changes ? changes.change(input as never) : input);
  const output = (await answer.json()) as object;
  return { status: answer.status, output: changes ? changes.answered(output as never) : output };
};

const forward = (engine: string, { headers }: IncomingMessage, input: object): Promise<Response> =>
  fetch(engine, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': String(headers['x-amz-target']),
      authorization: String(headers.authorization),
      'x-amz-date': String(headers['x-amz-date']),
    },
    body: JSON.stringify(input),
  });
