// Compares the local event-pattern matcher with cases whose answers are AWS's own:
//   node test/local/event-pattern-cases.ts <folder with event_patterns.json>
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compilePattern } from '../../infra/local/event-pattern.ts';
import { InvalidEventPattern } from '../../infra/local/invalid-event-pattern.ts';

interface PatternCase {
  readonly id: string;
  readonly pattern?: unknown;
  readonly patternText?: string;
  readonly event?: unknown;
  readonly eventText?: string;
  readonly expected: boolean | 'invalid';
}

/** Where this matcher answers otherwise on purpose. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'localstack/content_wildcard_complex_EXC':
    'a service limit on the complexity of a rule, not a rule of matching; the matcher AWS publishes accepts it too',
};

function answerOf({ pattern, patternText, event, eventText }: PatternCase): boolean | 'invalid' {
  try {
    const matches = compilePattern(patternText ?? JSON.stringify(pattern));
    return event === undefined && eventText === undefined ? true : matches(eventText ? JSON.parse(eventText) : event);
  } catch (error) {
    if (error instanceof InvalidEventPattern) return 'invalid';
    throw error;
  }
}

const folder = process.argv[2];
if (!folder) {
  console.error('Say where the cases are: node test/local/event-pattern-cases.ts <folder>');
  process.exit(2);
}
const { cases } = JSON.parse(readFileSync(join(folder, 'event_patterns.json'), 'utf8')) as { cases: PatternCase[] };
let failed = 0;
let excepted = 0;
for (const one of cases) {
  const answer = answerOf(one);
  if (answer === one.expected) continue;
  if (EXCEPTIONS[one.id]) {
    excepted++;
    console.log(`exception: ${one.id}: ${EXCEPTIONS[one.id]}`);
  } else {
    failed++;
    console.log(`FAILED ${one.id}: expected ${one.expected}, answered ${answer}`);
  }
}
console.log(`${excepted} exceptions, each with its reason above`);
console.log(`${cases.length - failed - excepted} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
