// What the local stack is compared with: `node:http` and the same request to the same engine, and nothing else.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { handler } from './bare-call.ts';

const server = createServer((_request, response) => {
  handler().then(
    (items) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(items)),
    (error: unknown) => response.writeHead(500).end(String(error)),
  );
});
server.listen(0, '127.0.0.1', () => process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`));
process.once('disconnect', () => process.exit());
