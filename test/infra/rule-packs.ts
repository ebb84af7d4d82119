// The rule packs and the template linter, as they ran over the stacks: nothing unacknowledged, no acknowledgement for nothing.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { acknowledgedRules } from '../../infra/acknowledgements.ts';
import type { Stacks } from './synthesized.ts';

interface Report {
  readonly pluginReports: readonly {
    readonly pluginName: string;
    readonly conclusion: string;
    readonly violations: readonly { readonly ruleName: string; readonly severity: string }[];
    readonly suppressedViolations: readonly { readonly acknowledgedId: string }[];
  }[];
}

export const rulePacks = ({ folder }: Stacks): void => {
  const { pluginReports }: Report = JSON.parse(readFileSync(join(folder, 'validation-report.json'), 'utf8'));

  test('both packs looked at the stacks', () => {
    const names = pluginReports.map(({ pluginName }) => pluginName);
    expect(names).toEqual(expect.arrayContaining(['AwsSolutions', 'Serverless']));
  });

  test('nothing is found that has no written reason', () => {
    const found = pluginReports.flatMap(({ violations }) => violations.map(({ ruleName }) => ruleName));
    expect(found).toEqual([]);
  });

  test('no reason is written for what is not found', () => {
    const used = pluginReports.flatMap(({ suppressedViolations = [] }) =>
      suppressedViolations.map(({ acknowledgedId }) => acknowledgedId),
    );
    expect([...new Set(used)].sort()).toEqual([...acknowledgedRules('eu-west-1')].sort());
  });
};
