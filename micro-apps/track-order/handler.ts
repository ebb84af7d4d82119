// The Lambda of this micro-app.
import { microAppHandler } from '../../shared/lambda/micro-app-handler.ts';
import { trackOrder } from './index.ts';

export const handler = microAppHandler(trackOrder);
