// JSON that keeps the digits of its numbers: ids of the outside world exceed 2^53, where a JavaScript number rounds them.

type Reviver = Parameters<typeof JSON.parse>[1];
interface Source {
  readonly source?: string;
}

// Source texts and raw JSON (https://github.com/tc39/proposal-json-parse-with-source) are in the runtime, but not in the compiler's library yet.
const raw = (JSON as unknown as { rawJSON(text: string): object }).rawJSON;

const parseNumbers = (text: string, make: (digits: string, name: string) => unknown): unknown =>
  JSON.parse(text, ((name: string, value: unknown, { source = '' }: Source) =>
    typeof value === 'number' ? make(source, name) : value) as Reviver);

/** Numbers become their digits as text, for comparing. */
export const parseAsText = (text: string): unknown => parseNumbers(text, (digits) => digits);

/** For writing again: `JSON.stringify` gives every number its own digits back. */
export const parseForWriting = (text: string): unknown => parseNumbers(text, (digits) => raw(digits));

/** A number by its digits, for `JSON.stringify`. */
export const numberOf = (digits: string): object => raw(digits);

/** The same text with the integers under names that end in `id` raised: `prefix` and at least 14 digits stand for each. */
export const withRaisedIds = (text: string, prefix: string): string =>
  JSON.stringify(
    parseNumbers(text, (digits, name) =>
      raw(/(^|_)id$/.test(name) && /^\d+$/.test(digits) ? prefix + digits.padStart(14, '0') : digits),
    ),
  );
