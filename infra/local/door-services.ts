// Behind the permission door: which service answers a call, and in which form.

import type { Caller } from './authorization.ts';
import type { JsonService } from './aws-service.ts';
import { ServiceError } from './aws-service.ts';
import { type Buckets, serveBuckets } from './buckets.ts';
import { dynamodbChecks, type TableKeys } from './dynamodb-call.ts';
import type { LocalFunction } from './functions.ts';
import type { DoorServices, ServiceReply, ServiceRequest } from './permission-door.ts';

/** The access key of operators (commands, tests): they may do everything. */
export const OPERATOR = 'operator';

interface Parts {
  readonly enginePort: number;
  readonly functions: readonly LocalFunction[];
  readonly tables: ReadonlyMap<string, TableKeys>;
  readonly services: readonly JsonService[];
  readonly buckets: Buckets;
  readonly onWrite: () => void;
}

export function doorServices({ enginePort, functions, tables, services, buckets, onWrite }: Parts): DoorServices {
  const callers = new Map<string, Caller>([[OPERATOR, { name: OPERATOR, policy: undefined }]]);
  for (const { name, policy } of functions) callers.set(name, { name, policy });
  return {
    enginePort,
    onWrite,
    caller: (accessKeyId) => callers.get(accessKeyId),
    tableChecks: (operation, body) => dynamodbChecks(operation, body, (name) => tables.get(name)),
    async serve(request) {
      const target = request.headers['x-amz-target'];
      return typeof target === 'string' ? serveJson(services, target, request) : serveBuckets(buckets, request);
    },
  };
}

async function serveJson(
  services: readonly JsonService[],
  target: string,
  request: ServiceRequest,
): Promise<ServiceReply> {
  const service = services.find((one) => target.startsWith(one.target));
  if (!service) throw new ServiceError('UnknownOperationException', `${target} has no behaviour on this machine.`);
  const operation = target.slice(service.target.length);
  const input = JSON.parse(request.body.toString() || '{}') as Record<string, unknown>;
  request.authorize(service.checks(operation, input));
  const output = await service.handle(operation, input);
  return {
    status: 200,
    headers: { 'content-type': `application/x-amz-json-${service.version}` },
    body: JSON.stringify(output),
  };
}
