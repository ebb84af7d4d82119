// What functions log goes to a file; what is a fault of ours, and nothing else, is told on the terminal in one line.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { logFunctions } from './function-log.ts';

const folder = mkdtempSync(join(tmpdir(), 'touchpoint-log-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const logged = (text: string) => {
  const file = join(folder, 'functions.log');
  const shown: string[] = [];
  logFunctions(file, (fault) => void shown.push(fault))({ functionName: 'track-order', requestId: 'r-1', text });
  return { file: readFileSync(file, 'utf8'), shown, place: `(${file}, request r-1)` };
};

test('an ordinary line is kept and not shown', () => {
  const { file, shown } = logged('{"level":"INFO","message":"Error handled"}\n');
  expect(file).toBe('track-order r-1 {"level":"INFO","message":"Error handled"}\n');
  expect(shown).toEqual([]);
});

test.each([
  [
    'an error that was logged',
    '{"level":"ERROR","message":"defect","error":{"message":"no table"}}\n',
    'defect: no table',
  ],
  [
    'an error that was thrown',
    'TypeError: x is not a function\n    at handler (index.mjs:1)\n',
    'TypeError: x is not a function',
  ],
  [
    'a time that was over',
    'Sandbox.Timedout: Task timed out after 3.00 seconds\n',
    'Sandbox.Timedout: Task timed out after 3.00 seconds',
  ],
])('%s is shown in one line', (_, text, fault) => {
  const { shown, place, file } = logged(text);
  expect(shown).toEqual([`track-order failed: ${fault} ${place}`]);
  expect(file.split('\n')).toHaveLength(text.split('\n').length);
});

test('a fault is shown no longer than a line', () => {
  expect(logged(`Error: ${'x'.repeat(1000)}\n`).shown.join().length).toBeLessThan(300);
});

test('a suite that stops is no fault', () => {
  expect(logged('Stopped: The local stack was stopped.\n').shown).toEqual([]);
});
