// From a micro-app's plug to its Lambda.
import type { AnyMicroApp } from '../contract/micro-app.ts';
import { httpHandler, MICRO_APP_BODY_LIMIT } from './http.ts';
import { runMicroApp } from './micro-app.ts';
import { microAppDependencies } from './micro-app-dependencies.ts';
import { originFromEnvironment } from './origin-from-environment.ts';

/** @example export const handler = microAppHandler(trackOrder); */
export const microAppHandler = (app: AnyMicroApp) =>
  httpHandler({
    origin: originFromEnvironment(),
    bodyLimit: MICRO_APP_BODY_LIMIT,
    work: runMicroApp(app, microAppDependencies()),
  });
