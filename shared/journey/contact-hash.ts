// Contacts never travel: what does is a keyed hash, by which the same contact is found again but not read.
import { createHmac } from 'node:crypto';
import type { CustomerId, OrderId, ShopId } from '../profile/ids.ts';

export interface Contact {
  readonly kind: 'email' | 'phone';
  readonly value: string;
}

/**
 * Hashes of one shop's contacts under a secret key. A new key makes every known contact unknown, so it is never rotated lightly.
 * @example contactHasher({ key, shop }).hash({ kind: 'email', value: ' Ada@Example.com' }) is 43 characters of base64url
 */
export const contactHasher = ({ key, shop }: { readonly key: string; readonly shop: ShopId }): ContactHasher => {
  const keyed = (...parts: readonly string[]): string =>
    createHmac('sha256', key)
      .update(JSON.stringify([shop, ...parts]))
      .digest('base64url');
  const hash = (contact: Contact): string => keyed(contact.kind, plain(contact));
  return {
    hash,
    hashes: (contacts) => [...new Set(contacts.filter((contact) => plain(contact) !== '').map(hash))].sort(),
    guestId: ({ contacts, orderId }) => {
      const [best] = contacts.filter((contact) => plain(contact) !== '').sort(emailFirst);
      return `guest-${best ? hash(best) : keyed('order', orderId)}` as CustomerId;
    },
  };
};

export interface ContactHasher {
  hash(contact: Contact): string;
  /** Of every contact that holds anything, sorted, each once. */
  hashes(contacts: readonly Contact[]): string[];
  /** Who bought without an account: known again by e-mail, else by phone; without either, by the order alone. */
  guestId(of: { readonly contacts: readonly Contact[]; readonly orderId: OrderId }): CustomerId;
}

const emailFirst = (a: Contact, b: Contact): number => Number(b.kind === 'email') - Number(a.kind === 'email');

/** An e-mail address counts without case and outer spaces, a phone number by its digits alone. */
const plain = ({ kind, value }: Contact): string =>
  kind === 'email' ? value.trim().toLowerCase() : value.replace(/\D/g, '');
