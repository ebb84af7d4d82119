// Numbers on their way in: no digit of an id or an amount may change.
import { expect, test } from '@jest/globals';
import { toMinor, toMinorUnits } from './amounts.ts';
import { parseKeepingDigits } from './digits.ts';

test.each([
  ['19.99', 'EUR', 1999n],
  ['1000', 'JPY', 1000n],
  ['1000.00', 'JPY', 1000n],
  ['1.2345', 'KWD', 1235n],
  ['0.1', 'USD', 10n],
  ['-3.50', 'USD', -350n],
  ['90071992547409.93', 'USD', 9007199254740993n],
])('%s %s is %s minor units', (text, currency, minor) => {
  expect(toMinor(text, currency)).toBe(minor);
});

test('what is no decimal number is no amount, and less than nothing is nothing', () => {
  expect(() => toMinor('1e3', 'EUR')).toThrow(RangeError);
  expect(toMinorUnits('-1.00', 'EUR' as Parameters<typeof toMinorUnits>[1])).toBe(0);
});

test('every number of a JSON text stays its digits', () => {
  expect(parseKeepingDigits('{"a":[9007199254740993,1.10,"x",null,true]}')).toEqual({
    a: ['9007199254740993', '1.10', 'x', null, true],
  });
});
