// Who calls a local AWS service, and whether the caller's policy allows it.
import { ServiceError } from './aws-service.ts';
import type { Check, Policy } from './policy.ts';

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
