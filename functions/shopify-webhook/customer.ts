// Shopify's customers, and the person behind an order.
import { contactsOf, type ToldPerson } from '../../shared/journey/facts-in.ts';
import { cut, type RoughFact, type Understood } from '../../shared/lambda/connector.ts';
import type { CustomerId } from '../../shared/profile/ids.ts';
import type { Person } from '../../shared/profile/personal-data-port.ts';
import type { Instant } from '../../shared/profile/time.ts';
import { envelope, type MappingContext } from './mapping.ts';
import type { ShopifyAddress, ShopifyCustomer } from './shapes.ts';

/** Topics customers/create and customers/update. */
export const mapCustomer = (customer: ShopifyCustomer, context: MappingContext): Understood => {
  const time = customer.updated_at ?? customer.created_at;
  if (!customer.id || !time) return { unused: 'a customer without an id or a time' };
  const person = personOf({ customer, addresses: [customer.default_address, ...customer.addresses] });
  const about = { customerId: customer.id as CustomerId, person, time, source: ['customer', customer.id, time] };
  return aboutPerson(about, context);
};

interface About {
  readonly customerId: CustomerId;
  readonly person: Person;
  /** Further e-mail addresses and phone numbers by which this customer may be known. */
  readonly alsoKnownBy?: readonly Pick<Person, 'email' | 'phone'>[];
  readonly locale?: string | undefined;
  readonly time: Instant;
  readonly source: readonly string[];
}

/** Takes a person apart: personal data for its own place, and hashes of the contacts for the profile. */
export const aboutPerson = (about: About, context: MappingContext): { facts: RoughFact[]; persons: ToldPerson[] } => {
  const { customerId, person, alsoKnownBy = [], locale, time, source } = about;
  const contacts = context.hasher.hashes([person, ...alsoKnownBy].flatMap(contactsOf)).slice(0, 20);
  return {
    facts: [
      {
        ...envelope(context, source, time),
        type: 'CustomerUpdated',
        data: { customerId, contacts, ...(locale !== undefined && { locale: cut(locale, 35) }) },
      },
    ],
    persons: [{ shop: context.shop.shop, customerId, person, revision: time }],
  };
};

type Named = Partial<Pick<ShopifyCustomer, 'email' | 'phone' | 'first_name' | 'last_name'>>;

export const personOf = (of: {
  customer: Named;
  addresses: readonly (ShopifyAddress | null | undefined)[];
}): Person => {
  const { customer } = of;
  const addresses = of.addresses.filter((address) => address != null);
  const name = nameOf(customer) ?? addresses.map((address) => address.name ?? nameOf(address)).find(Boolean);
  return {
    ...(name && { name: cut(name, 300) }),
    ...(customer.email && { email: cut(customer.email, 320) }),
    ...(customer.phone && { phone: cut(customer.phone, 40) }),
    addresses: distinct(addresses.map(postal)).slice(0, 20),
  };
};

const nameOf = ({ first_name, last_name }: Named): string | undefined =>
  [first_name, last_name].filter(Boolean).join(' ') || undefined;

const postal = ({ company, address1, address2, city, province, zip, country_code }: ShopifyAddress) => ({
  lines: [company, address1, address2].filter((line) => line !== undefined).map((line) => cut(line, 300)),
  ...(city && { city: cut(city, 300) }),
  ...(province && { region: cut(province, 300) }),
  ...(zip && { postalCode: cut(zip, 300) }),
  ...(country_code && { country: cut(country_code, 300) }),
});

const distinct = <Item>(items: readonly Item[]): Item[] => [
  ...new Map(items.map((item) => [JSON.stringify(item), item])).values(),
];
