// What a pass opens, and that nothing else does.
import { describe, expect, test } from '@jest/globals';
import { at } from '../../test/builders/instants.ts';
import { aPass } from '../../test/builders/pass.ts';
import { inMemoryPassKeys } from '../../test/fakes/pass-keys.ts';
import { type Assurance, isAssured } from './pass.ts';

const now = new Date(at('2026-08-01T12:00'));
const keys = inMemoryPassKeys({ count: 2 });
const stranger = inMemoryPassKeys();
const token = await keys.signer.sign(aPass());
const verify = (text: string, on = now) => keys.verifier.verify(text, { now: on });

const parts = (text: string) => text.split('.').map((part) => Buffer.from(part, 'base64url'));
const encode = (value: object | Buffer) =>
  (Buffer.isBuffer(value) ? value : Buffer.from(JSON.stringify(value))).toString('base64url');
const withHeader = (change: object): string => {
  const [header, claims, signature] = parts(token);
  return [
    encode({ ...JSON.parse(String(header)), ...change }),
    ...[claims, signature].map((part) => encode(part ?? {})),
  ].join('.');
};

describe('a pass', () => {
  test('says what was signed', async () => {
    expect(await verify(token)).toEqual(aPass());
  });

  test('of the key before is still good while keys rotate', async () => {
    expect(await verify(await keys.olderSigner.sign(aPass()))).toEqual(aPass());
  });

  test('signed a hundred times is good a hundred times, whatever shape the signature has in DER', async () => {
    for (let count = 0; count < 100; count += 1) {
      expect(await verify(await keys.signer.sign(aPass({ jti: `pass-${count}` })))).toMatchObject({
        jti: `pass-${count}`,
      });
    }
  });

  test('has ended after its time', async () => {
    expect(await verify(token, new Date(at('2026-08-02T00:00')))).toBe('ended');
  });
});

describe('what is no pass', () => {
  test.each([
    ['the signature of a stranger', () => stranger.signer.sign(aPass())],
    ['another audience', () => keys.signer.sign(aPass({ aud: 'x' as never })).catch(() => 'not even signed')],
    ['no signature', async () => token.split('.').slice(0, 2).join('.')],
    ['an empty signature', async () => `${token.split('.').slice(0, 2).join('.')}.`],
    ['the algorithm none', async () => withHeader({ alg: 'none' })],
    ['another algorithm', async () => withHeader({ alg: 'HS256' })],
    ['another type', async () => withHeader({ typ: 'at+jwt' })],
    ['an unknown key', async () => withHeader({ kid: 'x' })],
    ['padding', async () => `${token}==`],
    ['nothing', async () => ''],
    ['words', async () => 'let me in'],
  ])('%s', async (_title, make) => {
    expect(await verify(await make())).toBe('invalid');
  });

  test('every changed claim', async () => {
    const [header, claims, signature] = parts(token);
    const told: Record<string, unknown> = JSON.parse(String(claims));
    for (const claim of Object.keys(told)) {
      const changed = { ...told, [claim]: typeof told[claim] === 'number' ? Number(told[claim]) + 1 : 'other' };
      expect(await verify([encode(header ?? {}), encode(changed), encode(signature ?? {})].join('.'))).toBe('invalid');
    }
  });

  test('every other spelling of the same bytes', async () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    for (const last of alphabet.replace(token.slice(-1), '')) {
      expect(await verify(token.slice(0, -1) + last)).toBe('invalid');
    }
  });
});

test.each<[Assurance, Assurance, boolean]>([
  ['link', 'link', true],
  ['link', 'code', false],
  ['code', 'link', true],
  ['code', 'desk', false],
  ['desk', 'code', true],
])('a %s pass where %s is needed: %s', (has, needs, expected) => {
  expect(isAssured(has, needs)).toBe(expected);
});
