// The local event bus asks this for every rule and event: does the pattern match, as EventBridge would decide?
// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html (edges: github.com/aws/event-ruler)
import { type Matcher, matcherOf, type Scalar } from './event-pattern-matchers.ts';
import { InvalidEventPattern } from './invalid-event-pattern.ts';

/** One leaf of an event: its path joined by dots, and which element of which array it came from. */
interface Leaf {
  readonly path: string;
  readonly value: Scalar;
  readonly elements: Elements;
}

/** Which element was taken of each array on the way. */
type Elements = ReadonlyMap<readonly unknown[], number>;

interface Requirement {
  readonly path: string;
  readonly matchers: readonly Matcher[];
}

/** All of one alternative's requirements must hold together; a pattern matches if one alternative does. */
type Alternative = readonly Requirement[];

/** What `$or` must not contain, or it would be mistaken for a match expression. */
const RESERVED = [
  'prefix',
  'suffix',
  'numeric',
  'exists',
  'anything-but',
  'cidr',
  'exactly',
  'wildcard',
  'equals-ignore-case',
];

/**
 * Compiles the JSON text of an event pattern to a predicate over events.
 * @throws InvalidEventPattern with the reason, where EventBridge would refuse the rule
 * @example compilePattern('{"source":["touchpoint.inbound"]}')({ source: 'touchpoint.inbound' }) // true
 */
export function compilePattern(text: string): (event: unknown) => boolean {
  const alternatives = alternativesOf(parseObject(text), '').map(absencesLast);
  return (event) => {
    const leaves: Leaf[] = [];
    collectLeaves(event, '', new Map(), leaves);
    const byPath = Map.groupBy(leaves, (leaf) => leaf.path);
    return alternatives.some((alternative) => holds(alternative, byPath, new Map()));
  };
}

function parseObject(text: string): Record<string, unknown> {
  let pattern: unknown;
  try {
    pattern = JSON.parse(text);
  } catch {
    throw new InvalidEventPattern('the pattern is not JSON');
  }
  if (!isObject(pattern)) throw new InvalidEventPattern('the pattern is not an object');
  return pattern;
}

function alternativesOf(pattern: Record<string, unknown>, prefix: string): Alternative[] {
  const entries = Object.entries(pattern);
  if (entries.length === 0) throw new InvalidEventPattern('empty objects are not allowed');
  let combined: Alternative[] = [[]];
  for (const [name, value] of entries) {
    const next = entryAlternatives(name, value, prefix);
    combined = combined.flatMap((left) => next.map((right) => [...left, ...right]));
  }
  return combined;
}

function entryAlternatives(name: string, value: unknown, prefix: string): Alternative[] {
  if (name === '$or' && isOrRelationship(value)) return value.flatMap((choice) => alternativesOf(choice, prefix));
  const path = prefix ? `${prefix}.${name}` : name;
  if (Array.isArray(value)) {
    if (value.length === 0) throw new InvalidEventPattern('empty arrays are not allowed');
    return [[{ path, matchers: value.map(matcherOf) }]];
  }
  if (!isObject(value)) throw new InvalidEventPattern(`"${name}" must be an object or an array`);
  return alternativesOf(value, path);
}

/** What is absent is asked of the array elements that the other requirements chose. */
function absencesLast(alternative: Alternative): Alternative {
  const asksAbsence = (requirement: Requirement) => Number(requirement.matchers.includes('absent'));
  return alternative.toSorted((left, right) => asksAbsence(left) - asksAbsence(right));
}

function isOrRelationship(value: unknown): value is Record<string, unknown>[] {
  if (!Array.isArray(value) || value.length === 0 || !value.every(isObject)) return false;
  const reserved = value.flatMap((choice) => Object.keys(choice)).find((key) => RESERVED.includes(key));
  if (reserved) throw new InvalidEventPattern(`${reserved} cannot be used inside $or`);
  if (value.length < 2) throw new InvalidEventPattern('$or needs at least two objects');
  return true;
}

/** Arrays add no step to a path, but leaves taken from different elements of one array never belong together. */
function collectLeaves(value: unknown, path: string, elements: Elements, leaves: Leaf[]): void {
  if (Array.isArray(value)) {
    for (const [index, element] of value.entries()) {
      const isNested = typeof element === 'object' && element !== null;
      collectLeaves(element, path, isNested ? new Map(elements).set(value, index) : elements, leaves);
    }
  } else if (isObject(value)) {
    for (const [name, child] of Object.entries(value)) {
      collectLeaves(child, path ? `${path}.${name}` : name, elements, leaves);
    }
  } else leaves.push({ path, value: value as Scalar, elements });
}

function holds(requirements: Alternative, byPath: ReadonlyMap<string, readonly Leaf[]>, chosen: Elements): boolean {
  const [first, ...rest] = requirements;
  if (!first) return true;
  const leaves = (byPath.get(first.path) ?? []).filter((leaf) => agree(leaf.elements, chosen));
  if (leaves.length === 0) return first.matchers.includes('absent') && holds(rest, byPath, chosen);
  return leaves.some((leaf) => {
    const matches = first.matchers.some((matcher) => matcher !== 'absent' && matcher(leaf.value));
    return matches && holds(rest, byPath, new Map([...chosen, ...leaf.elements]));
  });
}

function agree(elements: Elements, chosen: Elements): boolean {
  for (const [array, index] of elements) {
    const other = chosen.get(array);
    if (other !== undefined && other !== index) return false;
  }
  return true;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
