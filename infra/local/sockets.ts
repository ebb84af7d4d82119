// Small steps that every local server shares: listening, reading a bounded body, closing.
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Server } from 'node:net';

/** How many ports after a taken one are tried. */
const TRIES = 10;

/**
 * Listens on this machine only. Port 0 takes any free one; a taken port gives the next free one.
 * @throws Error with a sentence when all tried ports are taken
 */
export async function listenOn(server: Server, port: number): Promise<number> {
  for (let tried = port; tried < port + TRIES; tried++) {
    try {
      server.listen(tried, '127.0.0.1');
      await once(server, 'listening');
      const address = server.address();
      return typeof address === 'object' && address ? address.port : tried;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    }
  }
  throw new Error(`Ports ${port} to ${port + TRIES - 1} are all taken: stop what runs there or choose another port.`);
}

export async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return;
  server.close();
  await once(server, 'close');
}

/** @returns the whole body, or undefined where it is longer than `most` bytes */
export function readBody(request: IncomingMessage, most: number): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= most) chunks.push(chunk);
    });
    request.on('end', () =>
      resolve(length > most ? undefined : chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)),
    );
    request.on('error', reject);
  });
}
