// Locale and contacts of a customer: the newest that the shop told win.
import { customerUpdated } from '../../journey/events.ts';
import type { InboundFactOf } from '../../journey/inbound-fact.ts';
import { happened } from '../../journey/journey-event.ts';
import type { CustomerProfile } from '../customer-profile.ts';
import type { CustomerKey } from '../profile-port.ts';
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
  const told = { locale: data.locale, contacts: [...new Set(data.contacts)].sort() };
  const known = { locale: profile.locale, contacts: profile.contacts };
  const isFirst = profile.revision === undefined;
  if (!isFirst && !isNewer({ at: time, content: told }, { at: profile.revision, content: known })) return {};
  const { locale: _, ...rest } = profile;
  const changed = (['locale', 'contacts'] as const).filter((name) => !isSame(told[name], known[name]));
  return {
    profile: {
      ...rest,
      ...(told.locale !== undefined && { locale: told.locale }),
      contacts: told.contacts,
      revision: time,
    },
    events: changed.length > 0 ? [happened(customerUpdated, { changed })] : [],
  };
};
