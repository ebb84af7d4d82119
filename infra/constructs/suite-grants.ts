// Every thing that some function of the suite may do, by its name: the functions' lists read like sentences.
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { DataStack } from '../data-stack.ts';
import { rulesOf, type ShopConfig } from '../shop-config.ts';
import type { Grant } from './grant.ts';
import type { PassKeys } from './pass-keys.ts';
import { TABLE_ACCESS, tableGrant } from './table-grants.ts';

/** @example const { publish, checkOrigin } = suiteGrants({ data, shop }) */
export const suiteGrants = ({ data, shop }: { readonly data: DataStack; readonly shop: ShopConfig }) => {
  const onTable = (access: keyof typeof TABLE_ACCESS) =>
    tableGrant({ table: data.table, shop: shop.shop, access: TABLE_ACCESS[access] });
  return {
    readCustomers: onTable('readCustomers'),
    commitDecisions: onTable('commitDecisions'),
    recordLooks: onTable('recordLooks'),
    foldFacts: onTable('foldFacts'),
    clearOutbox: onTable('clearOutbox'),
    sweep: onTable('sweep'),
    keepPersonalData: onTable('keepPersonalData'),
    /** What the shop configured, as rules see it. */
    knowShop: { environment: { SHOP: JSON.stringify(rulesOf(shop)) } },
    publishAs: (source: string) => publish(data.bus, source),
    verifyPasses: verify(data.passKeys),
    checkOrigin: read('ORIGIN_SECRET_ID', data.secrets.origin),
    hashContacts: read('CONTACT_KEY_SECRET_ID', data.secrets.contactKey),
    checkEvents: read('EVENTS_SECRET_ID', data.secrets.events),
    checkShopify: read('SHOPIFY_SECRET_ID', data.secrets.shopify),
    checkEasyPost: read('EASYPOST_SECRET_ID', data.secrets.easyPost),
  };
};

/** Nobody speaks in another's name: facts are not journey events, nor journey events facts. */
const publish = (bus: IEventBus, source: string): Grant => ({
  environment: { BUS_NAME: bus.eventBusName },
  statements: [
    {
      actions: ['events:PutEvents'],
      resources: [bus.eventBusArn],
      conditions: { StringEquals: { 'events:source': source } },
    },
  ],
});

const verify = ({ ids, keys }: PassKeys): Grant => ({
  environment: { PASS_KEY_IDS: ids },
  statements: [{ actions: ['kms:GetPublicKey'], resources: keys.map((key) => key.keyArn) }],
});

const read = (variable: string, secret: ISecret): Grant => ({
  environment: { [variable]: secret.secretArn },
  statements: [{ actions: ['secretsmanager:GetSecretValue'], resources: [secret.secretArn] }],
});

export type SuiteGrants = ReturnType<typeof suiteGrants>;
