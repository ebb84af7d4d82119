// Where personal data lives: apart from the profile, so that functions that need none of it can be kept away from all of it.
import * as z from 'zod';
import type { CustomerKey } from './profile-port.ts';
import type { instant } from './time.ts';

const text = z.string().max(300);

export const postalAddress = z.object({
  lines: z.array(text).max(6),
  city: text.optional(),
  region: text.optional(),
  postalCode: text.optional(),
  /** ISO 3166-1 alpha-2. */
  country: text.optional(),
});

/** What a shop tells us about a person. */
export const person = z.object({
  name: text.optional(),
  email: z.string().max(320).optional(),
  phone: z.string().max(40).optional(),
  addresses: z.array(postalAddress).max(20).default([]),
});
export type Person = z.infer<typeof person>;

export interface PersonalDataPort {
  /** Keeps the person unless a newer revision (the source's own time) is kept already. */
  put(of: CustomerKey & { readonly person: Person; readonly revision: z.infer<typeof instant> }): Promise<void>;
}
