// The addresses of a start: they must be known before templates are resolved, which hold them.
import { createDoor, type Door } from './permission-door.ts';
import type { Addresses } from './resource-names.ts';
import { closeServer, listenOn } from './sockets.ts';
import { createWebDoor, type WebDoor } from './web-doors.ts';

export interface Doors {
  readonly addresses: Addresses;
  readonly door: Door;
  readonly pages: WebDoor;
  readonly api: WebDoor;
}

/** @throws Error with a sentence where no port is free */
export async function listen(port: number, onStop: (end: () => unknown) => void): Promise<Doors> {
  const door = await createDoor();
  onStop(() => door.stop());
  const pages = createWebDoor();
  const api = createWebDoor();
  for (const { server } of [pages, api]) {
    onStop(() => {
      server.closeAllConnections();
      return closeServer(server);
    });
  }
  const addressOf = (taken: number) => `http://127.0.0.1:${taken}`;
  const addresses: Addresses = {
    endpoint: addressOf(door.port),
    url: addressOf(await listenOn(pages.server, port)),
    apiUrl: addressOf(await listenOn(api.server, 0)),
  };
  return { addresses, door, pages, api };
}
