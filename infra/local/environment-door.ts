// The permission door inside an environment: the same check, one hop nearer. Connections that the AWS SDK opens to the
// endpoint become pipes in this thread; what speaks DynamoDB is checked here and goes straight to the engine, everything
// else goes on to the door's own address. (Over the network the check cost a tenth of a request's time.)
import { Agent, type ClientRequestArgs } from 'node:http';
import { connect } from 'node:net';
import { type Duplex, duplexPair } from 'node:stream';
import type { TableDoor } from './authorization.ts';
import { dynamodbChecks, type TableKeys } from './dynamodb-call.ts';
import { compilePolicy, type RawStatement } from './policy.ts';
import { TableConnection } from './table-connection.ts';

/** Everything here is copied into the environment's thread. */
export interface EnvironmentDoor {
  readonly endpoint: string;
  readonly enginePort: number;
  /** The function, which is also its access key id. */
  readonly caller: string;
  readonly statements: readonly RawStatement[];
  readonly tables: ReadonlyMap<string, TableKeys>;
}

interface Listeners {
  readonly onUse: (action: string) => void;
  readonly onWrite: () => void;
}

export function openDoor(
  { endpoint, enginePort, caller: name, statements, tables }: EnvironmentDoor,
  { onUse, onWrite }: Listeners,
): void {
  const caller = { name, policy: compilePolicy(statements, onUse) };
  const door: TableDoor = {
    enginePort,
    onWrite,
    caller: (accessKeyId) => (accessKeyId === name ? caller : undefined),
    tableChecks: (operation, body) => dynamodbChecks(operation, body, (table) => tables.get(table)),
  };
  const { hostname, port } = new URL(endpoint);
  const connectAnywhere = Agent.prototype.createConnection;
  Agent.prototype.createConnection = function (options: ClientRequestArgs, ...rest) {
    if (String(options.port) !== port || options.host !== hostname) return connectAnywhere.call(this, options, ...rest);
    const [ours, theirs] = duplexPair();
    new TableConnection(theirs, door, (other) => {
      const network = connect({ port: Number(port), host: hostname, noDelay: true });
      other.pipe(network).pipe(other);
      network.on('error', (error) => other.destroy(error));
    });
    return asSocket(ours);
  };
}

/** What an HTTP agent asks of a socket beyond a stream. */
function asSocket(stream: Duplex): Duplex {
  const nothing = () => stream;
  return Object.assign(stream, {
    setTimeout: nothing,
    setNoDelay: nothing,
    setKeepAlive: nothing,
    ref: nothing,
    unref: nothing,
  });
}
