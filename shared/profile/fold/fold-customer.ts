// Locale and contacts of a customer: the newest that the shop told win.
import { customerUpdated } from '../../journey/events.ts';
import type { InboundFactOf } from '../../journey/inbound-fact.ts';
import { happened } from '../../journey/journey-event.ts';
import type { CustomerProfile } from '../customer-profile.ts';
import type { CustomerKey } from '../profile-port.ts';
import type { Instant } from '../time.ts';
import type { Draft } from './folded.ts';
import { isNewer, isSame } from './newer.ts';

export const newProfile = ({ shop, customerId }: CustomerKey): CustomerProfile => ({
  shop,
  customerId,
  version: 0,
  passEpoch: 0,
  contacts: [],
});

export const foldCustomerUpdated = (
  { shop, time, data }: InboundFactOf<'CustomerUpdated'>,
  { profile = newProfile({ shop, customerId: data.customerId }) }: { profile?: CustomerProfile | undefined },
): Draft => {
  const withLocale = foldLocale(profile, { at: time, locale: data.locale });
  const after = foldContacts(withLocale, { at: time, contacts: [...new Set(data.contacts)].sort() });
  const changed = (['locale', 'contacts'] as const).filter((name) => !isSame(after[name], profile[name]));
  return { profile: after, events: changed.length > 0 ? [happened(customerUpdated, { changed })] : [] };
};

const foldLocale = (
  profile: CustomerProfile,
  { at, locale }: { at: Instant; locale: string | undefined },
): CustomerProfile => {
  if (locale === undefined) return profile;
  const known = profile.localeRevision && { at: profile.localeRevision, content: profile.locale };
  return known && !isNewer({ at, content: locale }, known) ? profile : { ...profile, locale, localeRevision: at };
};

const foldContacts = (
  profile: CustomerProfile,
  { at, contacts }: { at: Instant; contacts: readonly string[] },
): CustomerProfile => {
  const known = profile.revision && { at: profile.revision, content: profile.contacts };
  return known && !isNewer({ at, content: contacts }, known) ? profile : { ...profile, contacts, revision: at };
};
