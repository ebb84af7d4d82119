// The signature of the generic door, after Standard Webhooks (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md).
import type { HttpRequest } from '../../shared/lambda/http.ts';
import { hmacOf, isSameSignature } from '../../shared/lambda/signature.ts';

const TOLERANCE_SECONDS = 5 * 60;

/**
 * Whether `webhook-signature` holds a signature of `<webhook-id>.<webhook-timestamp>.<body>`, and the timestamp is of these minutes.
 * `secret`: base64, with or without `whsec_` before it.
 */
export const isStandardSigned = ({ headers, rawBody }: HttpRequest, secret: string, now: Date): boolean => {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures } = headers;
  if (!id || !timestamp || !signatures || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > TOLERANCE_SECONDS) return false;
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const expected = hmacOf(key, `${id}.${timestamp}.${rawBody}`);
  return signatures
    .split(' ')
    .some(
      (signature) =>
        signature.startsWith('v1,') && isSameSignature(expected, Buffer.from(signature.slice(3), 'base64')),
    );
};
