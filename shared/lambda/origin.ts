// The API has no firewall of its own: it answers only what came through our edge, which adds a secret header.
import { timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import type { OriginCheck } from './http.ts';

/** Two values are accepted, so that a deploy can change the secret without a gap. */
const originSecrets = z.object({ current: z.string().min(16), previous: z.string().min(16).optional() });

/** `readSecret`: the secret's text as it is kept, `{"current":"...","previous":"..."}`. */
export const originCheck = (readSecret: () => Promise<string>): OriginCheck => ({
  isOurs: async (given) => {
    if (!given) return false;
    const { current, previous } = originSecrets.parse(JSON.parse(await readSecret()));
    return [current, previous].some((secret) => secret !== undefined && isSame(secret, given));
  },
});

const isSame = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};
