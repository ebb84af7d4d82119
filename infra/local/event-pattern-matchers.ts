// One element of a pattern's leaf array (a value or an operator) becomes one predicate on an event's leaf.
// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
import { InvalidEventPattern } from './invalid-event-pattern.ts';
import { addressRange } from './ip-range.ts';

export type Scalar = string | number | boolean | null;
type Predicate = (value: Scalar) => boolean;
/** `absent` stands for `{ "exists": false }`: the only matcher that holds where there is no leaf at all. */
export type Matcher = Predicate | 'absent';

/** @throws InvalidEventPattern for an operator or operand that EventBridge refuses */
export function matcherOf(element: unknown): Matcher {
  if (Array.isArray(element)) throw new InvalidEventPattern('an array inside an array is not allowed');
  if (typeof element !== 'object' || element === null) return (value) => value === element;
  const entries = Object.entries(element);
  const [entry] = entries;
  if (!entry || entries.length > 1) throw new InvalidEventPattern('only one key is allowed in a match expression');
  return operator(entry[0], entry[1]);
}

function operator(name: string, operand: unknown): Matcher {
  switch (name) {
    case 'exists':
      if (typeof operand !== 'boolean') throw new InvalidEventPattern('exists must be either true or false');
      return operand ? () => true : 'absent';
    case 'numeric':
      return numeric(operand);
    case 'cidr':
      return onText(addressRange(textOf(name, operand)));
    case 'exactly':
    case 'wildcard':
    case 'equals-ignore-case':
    case 'prefix':
    case 'suffix':
      return onText(textOperator(name, operand));
    case 'anything-but':
      return anythingBut(operand);
    default:
      throw new InvalidEventPattern(`unrecognized match type ${name}`);
  }
}

function onText(test: (text: string) => boolean): Predicate {
  return (value) => typeof value === 'string' && test(value);
}

function textOf(name: string, operand: unknown): string {
  if (typeof operand !== 'string') throw new InvalidEventPattern(`${name} needs a string`);
  return operand;
}

function textOperator(name: string, operand: unknown): (text: string) => boolean {
  if ((name === 'prefix' || name === 'suffix') && typeof operand === 'object' && operand !== null) {
    const entries = Object.entries(operand);
    if (entries.length !== 1 || entries[0]?.[0] !== 'equals-ignore-case') {
      throw new InvalidEventPattern(`unsupported ${name} pattern`);
    }
    const folded = textOf('equals-ignore-case', entries[0][1]).toLowerCase();
    return (text) => (name === 'prefix' ? text.toLowerCase().startsWith(folded) : text.toLowerCase().endsWith(folded));
  }
  const expected = textOf(name, operand);
  if (name === 'prefix') return (text) => text.startsWith(expected);
  if (name === 'suffix') return (text) => text.endsWith(expected);
  if (name === 'wildcard') return wildcard(expected);
  if (name === 'exactly') return (text) => text === expected;
  return (text) => text.toLowerCase() === expected.toLowerCase();
}

/** `*` stands for any characters, `\*` and `\\` for themselves. */
function wildcard(expected: string): (text: string) => boolean {
  const pieces = [''];
  for (let at = 0; at < expected.length; at++) {
    let character = expected[at] ?? '';
    if (character === '*') {
      if (expected[at + 1] === '*') throw new InvalidEventPattern(`consecutive wildcard characters at pos ${at}`);
      pieces.push('');
      continue;
    }
    if (character === '\\') {
      character = expected[++at] ?? '';
      if (character !== '*' && character !== '\\') throw new InvalidEventPattern(`invalid escape at pos ${at}`);
    }
    pieces.push(pieces.pop() + character);
  }
  return (text) => matchesPieces(text, pieces);
}

function matchesPieces(text: string, pieces: readonly string[]): boolean {
  const first = pieces[0] ?? '';
  if (pieces.length === 1) return text === first;
  const last = pieces.at(-1) ?? '';
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  let from = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = text.indexOf(piece, from);
    if (found < 0 || found + piece.length > text.length - last.length) return false;
    from = found + piece.length;
  }
  return true;
}

function anythingBut(operand: unknown): Predicate {
  if (typeof operand === 'object' && operand !== null && !Array.isArray(operand)) return anythingButText(operand);
  const values: unknown[] = Array.isArray(operand) ? operand : [operand];
  const allOf = (type: string) => values.every((value) => typeof value === type);
  if (values.length === 0 || !(allOf('string') || allOf('number'))) {
    throw new InvalidEventPattern('anything-but needs a string or a number, or a list of one of these types');
  }
  return (value) => !values.includes(value);
}

function anythingButText(operand: object): Predicate {
  const entries = Object.entries(operand);
  const [entry] = entries;
  if (!entry || entries.length > 1 || !['prefix', 'suffix', 'wildcard', 'equals-ignore-case'].includes(entry[0])) {
    throw new InvalidEventPattern('unsupported anything-but pattern');
  }
  const [name, value] = entry as [string, unknown];
  const texts: unknown[] = Array.isArray(value) ? value : [value];
  const usesEmptyText = texts.includes('') && (name === 'prefix' || name === 'suffix');
  if (texts.length === 0 || usesEmptyText) throw new InvalidEventPattern(`empty ${name} not allowed in anything-but`);
  const refused = texts.map((text) => textOperator(name, textOf(name, text)));
  return (leaf) => typeof leaf !== 'string' || !refused.some((test) => test(leaf));
}

function numeric(operand: unknown): Predicate {
  if (!Array.isArray(operand)) throw new InvalidEventPattern('numeric needs an array');
  const [firstOperator, first, secondOperator, second, ...more] = operand as unknown[];
  const bound = comparison(firstOperator, first);
  if (operand.length === 2) return (value) => typeof value === 'number' && bound(value);
  if (more.length > 0) throw new InvalidEventPattern('too many terms in numeric range expression');
  const isRange = String(firstOperator).startsWith('>') && String(secondOperator).startsWith('<');
  const other = comparison(secondOperator, second);
  if (!isRange) throw new InvalidEventPattern(`bad numeric range operator: ${String(secondOperator)}`);
  if (Number(first) >= Number(second)) throw new InvalidEventPattern('bottom must be less than top');
  return (value) => typeof value === 'number' && bound(value) && other(value);
}

function comparison(name: unknown, limit: unknown): (value: number) => boolean {
  if (typeof limit !== 'number') throw new InvalidEventPattern(`value of ${String(name)} must be numeric`);
  if (!Number.isFinite(limit)) throw new InvalidEventPattern(`cannot compare number: ${limit}`);
  if (name === '=') return (value) => value === limit;
  if (name === '<') return (value) => value < limit;
  if (name === '<=') return (value) => value <= limit;
  if (name === '>') return (value) => value > limit;
  if (name === '>=') return (value) => value >= limit;
  throw new InvalidEventPattern(`unrecognized numeric range operator: ${String(name)}`);
}
