// Contacts as hashes: found again, never read.
import { expect, test } from '@jest/globals';
import type { OrderId, ShopId } from '../profile/ids.ts';
import { contactHasher } from './contact-hash.ts';

const hasher = contactHasher({ key: 'a-key', shop: 'northwind' as ShopId });
const orderId = '1001' as OrderId;

test.each([
  ['email', ' Ada@Example.com ', 'ada@example.com'],
  ['phone', '+44 20 7946-0000', '442079460000'],
] as const)('an %s counts without what does not matter in it', (kind, written, plain) => {
  expect(hasher.hash({ kind, value: written })).toBe(hasher.hash({ kind, value: plain }));
  expect(hasher.hash({ kind, value: written })).toMatch(/^[\w-]{43}$/);
});

test('another key, shop or kind of contact gives another hash', () => {
  const contact = { kind: 'phone', value: '1' } as const;
  const others = [
    contactHasher({ key: 'b-key', shop: 'northwind' as ShopId }).hash(contact),
    contactHasher({ key: 'a-key', shop: 'southwind' as ShopId }).hash(contact),
    hasher.hash({ kind: 'email', value: '1' }),
  ];
  expect(others).not.toContain(hasher.hash(contact));
});

test('a guest is known by e-mail, else by phone, else by the order alone', () => {
  const [email, phone] = [
    { kind: 'email', value: 'a@b.c' },
    { kind: 'phone', value: '1' },
  ] as const;
  const nothing = { kind: 'email', value: ' ' } as const;
  expect(hasher.guestId({ contacts: [phone, email], orderId })).toBe(`guest-${hasher.hash(email)}`);
  expect(hasher.guestId({ contacts: [nothing, phone], orderId })).toBe(`guest-${hasher.hash(phone)}`);
  const alone = hasher.guestId({ contacts: [], orderId });
  expect(hasher.guestId({ contacts: [], orderId: '1002' as OrderId })).not.toBe(alone);
  expect(hasher.hashes([email, email, nothing])).toEqual([hasher.hash(email)]);
});
