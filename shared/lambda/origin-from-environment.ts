// The origin check, bound to the stack's own secret.
import { readSecret } from '../aws/secrets.ts';
import { variable } from './environment.ts';
import type { OriginCheck } from './http.ts';
import { originCheck } from './origin.ts';

export const originFromEnvironment = (): OriginCheck => {
  const id = variable('ORIGIN_SECRET_ID');
  return originCheck(() => readSecret(id));
};
