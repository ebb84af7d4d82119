// The $default route.
import { httpHandler, MICRO_APP_BODY_LIMIT } from '../../shared/lambda/http.ts';
import { originFromEnvironment } from '../../shared/lambda/origin-from-environment.ts';
import { unknownPath } from './unknown-path.ts';

export const handler = httpHandler({
  origin: originFromEnvironment(),
  bodyLimit: MICRO_APP_BODY_LIMIT,
  work: unknownPath,
});
