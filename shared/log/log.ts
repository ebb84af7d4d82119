// Structured logs of every function. Ids, enums and amounts only: personal data, passes and bodies are never logged.
import { Logger } from '@aws-lambda-powertools/logger';

export const log = new Logger({ serviceName: process.env.AWS_LAMBDA_FUNCTION_NAME ?? 'touchpoint' });
