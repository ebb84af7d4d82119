// Shopify's ids are numbers above 2^53, which a JSON parser silently rounds. Here every number stays the text it was.

interface WithSource {
  readonly source?: string;
}

/**
 * Parses JSON; numbers become their own digits as text.
 * @throws SyntaxError
 * @example parseKeepingDigits('{"id":9007199254740993}') is { id: '9007199254740993' }
 */
export const parseKeepingDigits = (text: string): unknown =>
  // The third parameter (the proposal JSON.parse source text access) is in the runtime, but not in the compiler's library yet.
  JSON.parse(text, ((_name: string, value: unknown, context?: WithSource) =>
    typeof value === 'number' ? (context?.source ?? String(value)) : value) as Parameters<typeof JSON.parse>[1]);
