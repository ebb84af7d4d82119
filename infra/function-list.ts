// Every function that belongs to no single micro-app: who calls it, what it may do, what customers lose while it fails.
import { INBOUND_SOURCE } from '../shared/journey/inbound-fact.ts';
import { JOURNEY_SOURCE } from '../shared/journey/journey-event.ts';
import type { Grant } from './constructs/grant.ts';
import type { SuiteFunctionProps } from './constructs/suite-function.ts';
import type { SuiteGrants } from './constructs/suite-grants.ts';

export interface FunctionEntry extends Pick<SuiteFunctionProps, 'calledBy' | 'whenItFails'> {
  readonly may: (grants: SuiteGrants) => readonly Grant[];
}

/** By the name of its folder in `functions/`. */
export const FUNCTIONS = {
  projector: {
    calledBy: 'feed',
    may: ({ foldFacts }) => [foldFacts],
    whenItFails: 'Customers see old news: what shops and carriers report does not reach their orders.',
  },
  relay: {
    calledBy: 'feed',
    may: ({ clearOutbox, publishAs }) => [clearOutbox, publishAs(JOURNEY_SOURCE)],
    whenItFails: 'Customers hear late of what happened: no journey event leaves the profile.',
  },
  sweeper: {
    calledBy: 'feed',
    may: ({ sweep, publishAs }) => [sweep, publishAs(JOURNEY_SOURCE)],
    whenItFails: 'Single customers miss a message or a parcel: what was left behind stays behind.',
  },
  figures: {
    calledBy: 'feed',
    may: () => [],
    whenItFails: 'Customers lose nothing yet, but nobody sees how they fare: the figures stand still.',
  },
  'unknown-path': {
    calledBy: 'request',
    may: ({ checkOrigin }) => [checkOrigin],
    whenItFails: 'Customers with a wrong address get no answer that helps them.',
  },
  'events-door': {
    calledBy: 'request',
    may: ({ checkEvents, ...grants }) => [checkEvents, ...takeIn(grants), ...keepPeople(grants)],
    whenItFails: 'Customers see old news: the shop cannot report orders and parcels.',
  },
  'shopify-webhook': {
    calledBy: 'request',
    may: ({ checkShopify, ...grants }) => [checkShopify, ...takeIn(grants), ...keepPeople(grants)],
    whenItFails: 'Customers see old news: Shopify cannot report orders and parcels.',
  },
  'easypost-webhook': {
    calledBy: 'request',
    may: ({ checkEasyPost, ...grants }) => [checkEasyPost, ...takeIn(grants)],
    whenItFails: 'Customers see old news: EasyPost cannot report where parcels are.',
  },
  'shopify-partner': {
    calledBy: 'feed',
    may: ({ knowShop, publishAs, ...grants }) => [knowShop, publishAs(INBOUND_SOURCE), ...keepPeople(grants)],
    whenItFails: 'Customers see old news: Shopify cannot report orders and parcels by EventBridge.',
  },
  looks: {
    calledBy: 'request',
    may: ({ checkOrigin, knowShop, verifyPasses, recordLooks }) => [checkOrigin, knowShop, verifyPasses, recordLooks],
    whenItFails: 'Customers lose nothing, but their timeline does not say that they looked.',
  },
} as const satisfies Record<string, FunctionEntry>;

const takeIn = (grants: Pick<SuiteGrants, 'checkOrigin' | 'knowShop' | 'publishAs'>): readonly Grant[] => [
  grants.checkOrigin,
  grants.knowShop,
  grants.publishAs(INBOUND_SOURCE),
];

/** Only the doors through which people's particulars come in may write them. */
const keepPeople = (grants: Pick<SuiteGrants, 'hashContacts' | 'keepPersonalData'>): readonly Grant[] => [
  grants.hashContacts,
  grants.keepPersonalData,
];
