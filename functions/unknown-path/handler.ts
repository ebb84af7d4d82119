// The $default route: a path that nothing answers gets a problem document like every other "no".
import { problems } from '../../shared/http/problem.ts';
import { httpHandler, MICRO_APP_BODY_LIMIT } from '../../shared/lambda/http.ts';
import { originFromEnvironment } from '../../shared/lambda/origin-from-environment.ts';

export const handler = httpHandler({
  origin: originFromEnvironment(),
  bodyLimit: MICRO_APP_BODY_LIMIT,
  work: async () => {
    throw problems.notFound('There is nothing at this path, or not with this method.');
  },
});
