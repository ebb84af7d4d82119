// What functions log while the suite runs on this machine: all of it in a file, and each fault in one line on the terminal.
import { openSync, writeSync } from 'node:fs';
import type { LogLine } from '../local/function-pool.ts';

/** Characters of a fault that the terminal shows. */
const MOST_SHOWN = 160;

/**
 * The file holds what was logged since this start.
 * @example const onLog = logFunctions('.touchpoint/functions.log', console.error);
 */
export const logFunctions = (file: string, show: (fault: string) => void): ((line: LogLine) => void) => {
  let descriptor: number | undefined;
  return ({ functionName, requestId, text }) => {
    // Opened late: a start that finds the folder taken leaves the other one's log alone.
    descriptor ??= openSync(file, 'w', 0o600);
    for (const line of text.split('\n').filter(Boolean))
      writeSync(descriptor, `${functionName} ${requestId} ${line}\n`);
    const fault = faultIn(text);
    if (fault) show(`${functionName} failed: ${fault.slice(0, MOST_SHOWN)} (${file}, request ${requestId})`);
  };
};

/** What a function logged as an error; or, where it threw or was ended, that error's first line. */
const faultIn = (text: string): string | undefined => {
  const logged = text
    .split('\n')
    .map(asEntry)
    .find(({ level }) => level === 'ERROR' || level === 'CRITICAL');
  if (logged) return [logged.message, logged.error?.message].filter(Boolean).join(': ');
  const [first = ''] = text.split('\n');
  return /^(\w+\.)?\w*(Error|Exception|Timedout|ExitError)\b/.test(first) ? first : undefined;
};

interface Entry {
  readonly level?: string;
  readonly message?: string;
  readonly error?: { readonly message?: string };
}

const asEntry = (line: string): Entry => {
  try {
    return line.startsWith('{') ? (JSON.parse(line) as Entry) : {};
  } catch {
    return {};
  }
};
