// What a local service is to the permission door: the operations it answers and the permissions each one needs.
import type { Check } from './policy.ts';

export type Input = Readonly<Record<string, unknown>>;

export interface JsonService {
  /** Before the operation in `x-amz-target`, e.g. `AWSEvents.` */
  readonly target: string;
  readonly version: '1.0' | '1.1';
  /** Actions and resources that the caller must hold for this call. */
  checks(operation: string, input: Input): readonly Check[];
  handle(operation: string, input: Input): object | Promise<object>;
}

/** An error as the service itself would answer it. */
export class ServiceError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** @throws ServiceError for an operation that has no behaviour on this machine */
export function unknownOperation(target: string, operation: string): never {
  throw new ServiceError('UnknownOperationException', `${target}${operation} has no behaviour on this machine.`);
}
