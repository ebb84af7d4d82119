// Events that a rule hands to a function directly: Lambda keeps them, tries again, and leaves what never succeeds behind.
// https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
// https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
import type { DeliveryParts } from './deliveries.ts';
import type { Outcome } from './function-pool.ts';
import { assertGranted, type LocalFunction } from './functions.ts';

interface InvokeConfig {
  readonly FunctionName: string;
  readonly MaximumRetryAttempts?: number;
  readonly DestinationConfig?: { readonly OnFailure?: { readonly Destination: string } };
}

/** Before the first and before the second retry. */
const WAITS_SECONDS = [60, 120];

/** @returns what runs one event (JSON text) and its retries, without anybody waiting for it */
export function asyncInvocation(
  { templates, queues, clock }: DeliveryParts,
  invoked: LocalFunction,
): (event: string) => void {
  const config = templates
    .all<InvokeConfig>('AWS::Lambda::EventInvokeConfig')
    .find(({ properties: { FunctionName } }) => FunctionName === invoked.name)?.properties;
  const leftovers = queues.find(config?.DestinationConfig?.OnFailure?.Destination ?? '');
  if (leftovers) assertGranted(invoked, ['sqs:SendMessage'], leftovers.arn);
  const waits = WAITS_SECONDS.slice(0, config?.MaximumRetryAttempts ?? WAITS_SECONDS.length);

  async function run(event: string): Promise<void> {
    let outcome = await invoked.pool.invoke(event);
    for (const seconds of waits) {
      if (outcome.ok) return;
      await clock.wait(seconds);
      outcome = await invoked.pool.invoke(event);
    }
    if (!outcome.ok && leftovers)
      queues.send(leftovers, { body: leftover({ event, outcome, invoked, attempts: waits.length + 1 }) });
  }
  return (event) => void run(event);
}

interface Leftover {
  readonly event: string;
  readonly outcome: Extract<Outcome, { ok: false }>;
  readonly invoked: LocalFunction;
  readonly attempts: number;
}

function leftover({ event, outcome, invoked, attempts }: Leftover): string {
  const { requestId, errorType, errorMessage } = outcome;
  return JSON.stringify({
    version: '1.0',
    timestamp: new Date().toISOString(),
    requestContext: {
      requestId,
      functionArn: invoked.arn,
      condition: 'RetriesExhausted',
      approximateInvokeCount: attempts,
    },
    requestPayload: JSON.parse(event) as object,
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    responsePayload: { errorType, errorMessage },
  });
}
