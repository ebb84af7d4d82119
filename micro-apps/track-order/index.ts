// The plug: everything the suite needs to know about tracking an order.
import { defineMicroApp } from '../../shared/contract/micro-app.ts';
import { decide } from './decide.ts';
import { emits } from './events.ts';
import { input } from './input.ts';
import { output } from './output.ts';

export const trackOrder = defineMicroApp({
  id: 'track-order',
  title: { en: 'Track order', de: 'Bestellung verfolgen' },
  audience: ['customer', 'agent', 'assistant'],
  assurance: 'link',
  input,
  output,
  refusals: {
    no_such_parcel: {
      title: { en: 'This parcel is not part of the order', de: 'Dieses Paket gehört nicht zur Bestellung' },
      detail: {
        en: 'The order has changed since you opened it. Load the page again to see its parcels.',
        de: 'Die Bestellung hat sich geändert, seit du sie geöffnet hast. Lade die Seite neu, um ihre Pakete zu sehen.',
      },
    },
  },
  emits,
  facts: ({ olderScans }) => (olderScans ? { olderScans } : {}),
  decide,
  element: { tag: 'track-order', file: './element.ts' },
  whenItFails: 'Customers cannot see where their parcels are.',
});
