// The matcher of the local event bus, edge by edge, as EventBridge documents and its published matcher decides.
// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
import { describe, expect, test } from '@jest/globals';
import { compilePattern } from '../../infra/local/event-pattern.ts';
import { InvalidEventPattern } from '../../infra/local/invalid-event-pattern.ts';

const matches = (pattern: unknown, event: unknown): boolean => compilePattern(JSON.stringify(pattern))(event);
const compiling = (pattern: unknown) => () =>
  compilePattern(typeof pattern === 'string' ? pattern : JSON.stringify(pattern));

describe('an event pattern', () => {
  const parcel = {
    source: 'touchpoint.inbound',
    detail: {
      type: 'ParcelScanned',
      weight: 2.5,
      parcels: [
        { id: 'p-1', carrier: 'DHL' },
        { id: 'p-2', carrier: 'UPS' },
      ],
    },
  };

  test('matches when every field it names holds one of the values it lists', () => {
    expect(matches({ source: ['touchpoint.inbound', 'other'], detail: { type: ['ParcelScanned'] } }, parcel)).toBe(
      true,
    );
    expect(matches({ source: ['touchpoint.journey'] }, parcel)).toBe(false);
  });

  test('takes all its requirements on one array from the same element', () => {
    expect(matches({ detail: { parcels: { id: ['p-1'], carrier: ['DHL'] } } }, parcel)).toBe(true);
    expect(matches({ detail: { parcels: { id: ['p-1'], carrier: ['UPS'] } } }, parcel)).toBe(false);
  });

  test.each<[string, unknown, unknown, boolean]>([
    ['a number is the same however it is written', { n: [5] }, { n: 5.0 }, true],
    ['a text is no number', { n: ['5'] }, { n: 5 }, false],
    ['exists is about leaves, not objects', { a: [{ exists: true }] }, { a: { b: 1 } }, false],
    ['an empty array holds no leaf', { a: [{ exists: true }] }, { a: [] }, false],
    ['exists false holds where nothing is', { a: [{ exists: false }] }, { b: 1 }, true],
    ['anything-but needs the field', { a: [{ 'anything-but': 'x' }] }, {}, false],
    ['anything-but holds if one element is another', { a: [{ 'anything-but': 'x' }] }, { a: ['x', 'y'] }, true],
    ['anything-but a prefix', { a: [{ 'anything-but': { prefix: 'x' } }] }, { a: 'xy' }, false],
    ['a prefix', { sk: [{ prefix: 'EVENT#' }] }, { sk: 'EVENT#1' }, true],
    ['a suffix in any case', { f: [{ suffix: { 'equals-ignore-case': '.PNG' } }] }, { f: 'a.png' }, true],
    ['a wildcard', { f: [{ wildcard: 'a*c*e' }] }, { f: 'abcde' }, true],
    ['a wildcard does not use one character twice', { f: [{ wildcard: 'ab*ba' }] }, { f: 'aba' }, false],
    ['an escaped star is a star', { f: [{ wildcard: 'a\\*' }] }, { f: 'ab' }, false],
    ['a numeric range', { n: [{ numeric: ['>', 0, '<=', 5] }] }, { n: 5 }, true],
    ['a numeric range knows no texts', { n: [{ numeric: ['>', 0] }] }, { n: '3' }, false],
    ['an address in a range', { ip: [{ cidr: '10.0.0.0/24' }] }, { ip: '10.0.0.255' }, true],
    ['either of two', { $or: [{ a: [1] }, { b: [2] }] }, { b: 2 }, true],
    ['null is a value', { a: [null] }, { a: null }, true],
  ])('%s', (_, pattern, event, expected) => {
    expect(matches(pattern, event)).toBe(expected);
  });

  test.each<[string, unknown]>([
    ['a leaf that is no array', { source: 'x' }],
    ['an unknown operator', { source: [{ EXISTS: true }] }],
    ['two operators in one', { source: [{ prefix: 'a', suffix: 'b' }] }],
    ['an empty list', { source: [] }],
    ['a range that is upside down', { n: [{ numeric: ['>', 5, '<', 1] }] }],
    ['two stars in a row', { source: [{ wildcard: 'a**b' }] }],
    ['an operator as a field of $or', { $or: [{ prefix: ['a'] }, { b: [1] }] }],
    ['text that is not JSON', '{'],
  ])('is refused for %s', (_, pattern) => {
    expect(compiling(pattern)).toThrow(InvalidEventPattern);
  });
});
