// POST /api/looks: the page reports that a person looked.
import { httpHandler, MICRO_APP_BODY_LIMIT } from '../../shared/lambda/http.ts';
import { microAppDependencies } from '../../shared/lambda/micro-app-dependencies.ts';
import { originFromEnvironment } from '../../shared/lambda/origin-from-environment.ts';
import { reportLook } from './report-look.ts';

export const handler = httpHandler({
  origin: originFromEnvironment(),
  bodyLimit: MICRO_APP_BODY_LIMIT,
  work: reportLook(microAppDependencies()),
});
