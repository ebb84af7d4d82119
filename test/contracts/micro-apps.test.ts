// What every registered micro-app must keep: a new one gets all of these tests by its line in the register.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import * as register from '../../micro-apps/index.ts';
import type { AnyMicroApp, Example, Refusal, Sentence } from '../../shared/contract/micro-app.ts';
import { language } from '../../shared/profile/shop.ts';

const root = new URL('../../micro-apps/', import.meta.url);
const apps: readonly AnyMicroApp[] = Object.values(register);
const FILES = [
  'README.md',
  'index.ts',
  'input.ts',
  'output.ts',
  'decide.ts',
  'events.ts',
  'element.ts',
  'examples.ts',
  'handler.ts',
  'decide.test.ts',
];

type AnyExample = Example<unknown, Record<string, unknown>, string>;
const examplesOf = new Map<string, readonly AnyExample[]>();
for (const { id } of apps) examplesOf.set(id, (await import(new URL(`${id}/examples.ts`, root).href)).examples);

test('every folder of a micro-app is registered, under its own id', () => {
  const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(apps.map(({ id }) => id).toSorted()).toEqual(folders.map(({ name }) => name).toSorted());
});

describe.each(apps.map((app) => [app.id, app] as const))('%s', (id, app) => {
  const examples = examplesOf.get(id) ?? [];
  const folder = new URL(`${id}/`, root);

  test('its folder holds the same files as every other', () => {
    expect(FILES.filter((file) => !existsSync(new URL(file, folder)))).toEqual([]);
  });

  test('its README says who uses it, what they send and get, and names every refusal and event', () => {
    const readme = readFileSync(new URL('README.md', folder), 'utf8');
    const named = [
      'Who',
      'Send',
      'Get',
      ...Object.keys(app.refusals),
      ...app.emits.map(({ type }: { type: string }) => type),
    ];
    expect(named.filter((name) => !readme.includes(name))).toEqual([]);
  });

  test('its element is a file of its own that defines its tag', () => {
    const source = readFileSync(new URL(app.element.file, folder), 'utf8');
    expect(source).toContain(`'${app.element.tag}'`);
  });

  test('it speaks every language in its title and in every refusal', () => {
    const refusals: readonly Refusal[] = Object.values(app.refusals);
    const sentences: readonly (Sentence | undefined)[] = [
      app.title,
      ...refusals.flatMap(({ title, detail, next }) => [title, detail, next]),
    ];
    for (const sentence of sentences) {
      if (sentence) for (const spoken of language.options) expect(sentence[spoken]).toMatch(/\S/);
    }
  });

  test('it says in one sentence what customers lose while it fails', () => {
    expect(app.whenItFails).toMatch(/^[A-Z].*\.$/);
  });

  test('its examples have names of their own, and one for every refusal', () => {
    expect(new Set(examples.map(({ name }) => name)).size).toBe(examples.length);
    const refused = examples.flatMap(({ expect: expected }) => ('refusal' in expected ? [expected.refusal] : []));
    expect(Object.keys(app.refusals).filter((refusal) => !refused.includes(refusal))).toEqual([]);
  });

  test.each(examples.map((example) => [example.name, example] as const))('example: %s', (_name, example) => {
    const input = app.input.parse(example.facts.input);
    const decision = app.decide({ ...example.facts, input });
    if ('refusal' in example.expect) {
      expect(decision).toEqual({ accepted: false, refusal: example.expect.refusal });
      return;
    }
    if (!decision.accepted) throw new Error(`refused: ${decision.refusal}`);
    expect(app.output.parse(decision.output)).toMatchObject(example.expect.output);
    const declared = app.emits.map(({ type }: { type: string }) => type);
    for (const { type } of decision.change?.events ?? []) expect(declared).toContain(type);
  });

  test.each(examples.map((example) => [example.name, example] as const))(
    'the same facts give the same decision: %s',
    (_name, { facts }) => {
      const before = structuredClone(facts);
      expect(app.decide(facts)).toEqual(app.decide(facts));
      expect(facts).toEqual(before);
    },
  );

  test('a customer id in the input is dropped before the rule sees it', () => {
    const [example] = examples;
    if (!example) throw new Error('needs an example');
    const parsed = app.input.parse({ ...(example.facts.input as object), customerId: 'somebody-else' });
    expect(JSON.stringify(parsed)).not.toContain('somebody-else');
  });
});
