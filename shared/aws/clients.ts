// How every AWS client of a function is made: one place for its bounds. Where it runs is said by the environment (region, credentials, endpoint).
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/**
 * Bounds of every request. Connections are kept alive by default.
 * `retryMode` is said here so that no client looks for a configuration file at its start; throttles, timeouts and 5xx are tried
 * four times in all, with exponential backoff and full jitter (https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html).
 */
export const clientOptions = {
  maxAttempts: 4,
  retryMode: 'standard',
  // Without `throwOnRequestTimeout` a breach is only logged, and the function waits until its own end.
  requestHandler: { connectionTimeout: 1000, requestTimeout: 3000, throwOnRequestTimeout: true },
} as const;

export const dynamoClient = (): DynamoDBClient => {
  const client = new DynamoDBClient(clientOptions);
  // It walks through every answer to prepare a log line that nobody writes: a fifteenth of the processor time of a tracked order.
  client.middlewareStack.remove('loggerMiddleware');
  return client;
};
