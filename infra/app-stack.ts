// Everything that is made from the code: functions, routes, queues, pages and alarms. It reads and writes what the data stack
// keeps, and may be deleted and deployed again.
import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import type { AnyMicroApp } from '../shared/contract/micro-app.ts';
import { INBOUND_SOURCE } from '../shared/journey/inbound-fact.ts';
import { JOURNEY_SOURCE } from '../shared/journey/journey-event.ts';
import type { Bundles } from './bundle.ts';
import { AlarmTopic } from './constructs/alarm-topic.ts';
import { SuiteDashboard } from './constructs/dashboard.ts';
import { DeadLetterQueue } from './constructs/dead-letter-queue.ts';
import { EdgePages } from './constructs/edge-pages.ts';
import { HttpDoor } from './constructs/http-door.ts';
import { OperatorPolicies } from './constructs/operator-policies.ts';
import { RelayStream } from './constructs/relay-stream.ts';
import { Subscription } from './constructs/subscription.ts';
import { SuiteFunction, type SuiteFunctionProps } from './constructs/suite-function.ts';
import { suiteGrants } from './constructs/suite-grants.ts';
import { SweeperSchedule } from './constructs/sweeper-schedule.ts';
import type { DataStack } from './data-stack.ts';
import type { ShopConfig } from './shop-config.ts';

export interface AppStackProps extends StackProps {
  readonly shop: ShopConfig;
  readonly apps: readonly AnyMicroApp[];
  readonly bundles: Bundles;
  /** Folder with the built pages. */
  readonly pages: string;
  readonly data: DataStack;
  readonly firewallArn: string;
}

type Made = Pick<SuiteFunctionProps, 'whenItFails' | 'calledBy' | 'may'>;

export class AppStack extends Stack {
  readonly functions: SuiteFunction[] = [];
  readonly subscriptions: Subscription[] = [];
  private readonly given: AppStackProps;
  private readonly alarms: AlarmTopic;
  private readonly grants: ReturnType<typeof suiteGrants>;
  private readonly otherDeadLetters: DeadLetterQueue[] = [];

  constructor(scope: Construct, id: string, props: AppStackProps) {
    super(scope, id, { ...props, description: `Touchpoint of ${props.shop.name}: functions, routes, pages and alarms` });
    this.given = props;
    this.alarms = new AlarmTopic(this, 'Alarms', { email: props.shop.alarmEmail });
    this.grants = suiteGrants(props);

    this.foldFacts();
    this.publishEvents();
    this.countFigures();
    const door = this.openDoor();
    this.takeFactsIn(door);
    this.runMicroApps(door);
    this.takePartnerFactsIn();
    this.serve(door);
    this.help(door);
  }

  /** Inbound facts become the profile. */
  private foldFacts(): void {
    const { foldFacts, knowShop } = this.grants;
    const projector = this.function('functions/projector', {
      calledBy: 'feed',
      may: [foldFacts, knowShop],
      whenItFails: 'Customers see old news: what shops and carriers report does not reach their orders.',
    });
    const facts = this.subscribe('Facts', { to: projector, source: INBOUND_SOURCE });
    projector.allow(facts.deadLetters.keepLetters);
  }

  /** What was committed is published: by the stream at once, by the sweeper if all else failed. */
  private publishEvents(): void {
    const { clearOutbox, sweep, publishAs } = this.grants;
    const { alarms } = this;
    const relay = this.function('functions/relay', {
      calledBy: 'feed',
      may: [clearOutbox, publishAs(JOURNEY_SOURCE)],
      whenItFails: 'Customers hear late of what happened: no journey event leaves the profile.',
    });
    new RelayStream(this, 'RelayStream', { table: this.given.data.table, to: relay, alarms });
    const sweeper = this.function('functions/sweeper', {
      calledBy: 'feed',
      may: [sweep, publishAs(JOURNEY_SOURCE)],
      whenItFails: 'Single customers miss a message or a parcel: what was left behind stays behind.',
    });
    this.otherDeadLetters.push(new SweeperSchedule(this, 'SweeperSchedule', { to: sweeper, alarms }).deadLetters);
  }

  /** Journey events become figures. */
  private countFigures(): void {
    const figures = this.function('functions/figures', {
      calledBy: 'feed',
      may: [],
      whenItFails: 'Customers lose nothing yet, but nobody sees how they fare: the figures stand still.',
    });
    this.subscribe('FiguresFeed', { to: figures, source: JOURNEY_SOURCE });
  }

  private openDoor(): HttpDoor {
    const { shop } = this.given;
    const unknownPath = this.function('functions/unknown-path', {
      calledBy: 'request',
      may: [this.grants.checkOrigin],
      whenItFails: 'Customers with a wrong address get no answer that helps them.',
    });
    return new HttpDoor(this, 'Door', { name: `touchpoint-${shop.shop}`, embedOrigins: shop.embedOrigins, unknownPath });
  }

  /** The routes of shops and carriers: each is authenticated by its signature. */
  private takeFactsIn(door: HttpDoor): void {
    const { checkOrigin, publishAs, knowShop, hashContacts, keepPersonalData } = this.grants;
    const { checkEvents, checkShopify, checkEasyPost } = this.grants;
    const takeIn = [checkOrigin, knowShop, publishAs(INBOUND_SOURCE)];
    const events = this.function('functions/events-door', {
      calledBy: 'request',
      may: [...takeIn, checkEvents, hashContacts, keepPersonalData],
      whenItFails: 'Customers see old news: the shop cannot report orders and parcels.',
    });
    door.post('/api/events', events);
    const shopify = this.function('functions/shopify-webhook', {
      calledBy: 'request',
      may: [...takeIn, checkShopify, hashContacts, keepPersonalData],
      whenItFails: 'Customers see old news: Shopify cannot report orders and parcels.',
    });
    this.keepLetters(shopify, 'ShopifyLetters');
    door.post('/api/connectors/shopify', shopify);
    const easyPost = this.function('functions/easypost-webhook', {
      calledBy: 'request',
      may: [...takeIn, checkEasyPost],
      whenItFails: 'Customers see old news: EasyPost cannot report where parcels are.',
    });
    this.keepLetters(easyPost, 'EasyPostLetters');
    door.post('/api/connectors/easypost', easyPost);
  }

  /** Everything about a micro-app follows from its plug. */
  private runMicroApps(door: HttpDoor): void {
    const { checkOrigin, knowShop, verifyPasses, readCustomers, commitDecisions } = this.grants;
    const open = [checkOrigin, knowShop, verifyPasses];
    for (const { id, emits, whenItFails } of this.given.apps) {
      const changes = emits.length > 0 ? [commitDecisions] : [];
      const app = this.function(`micro-apps/${id}`, {
        calledBy: 'request',
        may: [...open, readCustomers, ...changes],
        whenItFails,
      });
      door.post(`/api/micro-apps/${id}`, app);
    }
    const looks = this.function('functions/looks', {
      calledBy: 'request',
      may: [...open, commitDecisions],
      whenItFails: 'Customers lose nothing, but their timeline does not say that they looked.',
    });
    door.post('/api/looks', looks);
  }

  /** Shopify can also send by EventBridge: the bus exists once Shopify made its partner event source. */
  private takePartnerFactsIn(): void {
    const { shopifyEventSource: eventSourceName } = this.given.shop;
    if (!eventSourceName) return;
    const { knowShop, publishAs, hashContacts, keepPersonalData } = this.grants;
    const partner = this.function('functions/shopify-partner', {
      calledBy: 'feed',
      may: [knowShop, publishAs(INBOUND_SOURCE), hashContacts, keepPersonalData],
      whenItFails: 'Customers see old news: Shopify cannot report orders and parcels by EventBridge.',
    });
    const bus = new EventBus(this, 'ShopifyBus', { eventSourceName });
    const orders = this.subscribe('ShopifyFacts', { to: partner, source: eventSourceName, bus });
    partner.allow(orders.deadLetters.keepLetters);
  }

  private serve(door: HttpDoor): void {
    const { shop, pages, data, firewallArn } = this.given;
    const { distribution } = new EdgePages(this, 'Edge', {
      shopName: shop.name,
      pages,
      apiHost: door.host,
      originSecret: data.secrets.origin,
      originSecretRevision: shop.originSecretRevision,
      firewallArn,
    });
    new CfnOutput(this, 'Url', {
      value: `https://${distribution.distributionDomainName}`,
      description: 'Pages and routes: customers, shops and carriers come here.',
    });
  }

  private help(door: HttpDoor): void {
    const { shop, data } = this.given;
    const { functions, subscriptions, alarms } = this;
    new SuiteDashboard(this, 'Overview', {
      name: `touchpoint-${shop.shop}`,
      alarms,
      api: door.api,
      table: data.table,
      functions,
      subscriptions,
    });
    const policies = new OperatorPolicies(this, 'Operators', {
      shop: shop.shop,
      table: data.table,
      passKeys: data.passKeys,
      subscriptions,
      otherDeadLetters: this.otherDeadLetters.map(({ queue }) => queue),
    });
    const output = (name: string, value: string, description: string) => new CfnOutput(this, name, { value, description });
    output('ApiUrl', door.api.apiEndpoint, 'The API behind the edge; it refuses whatever did not come through the edge.');
    output('AlarmTopicArn', alarms.topic.topicArn, 'Subscribe here to hear of alarms.');
    output('PassIssuerPolicyArn', policies.issuePasses.managedPolicyArn, 'Attach it to who may run npm run pass.');
    output('DeadLetterPolicyArn', policies.mendDeadLetters.managedPolicyArn, 'Attach it to who may run npm run dead-letters.');
  }

  private function(handler: `${'functions' | 'micro-apps'}/${string}`, made: Made): SuiteFunction {
    const { bundles, shop } = this.given;
    const [, short = ''] = handler.split('/');
    const made_ = new SuiteFunction(this, pascal(short), {
      ...made,
      name: `touchpoint-${shop.shop}-${short}`,
      code: bundles.folderOf(handler),
      alarms: this.alarms,
    });
    this.functions.push(made_);
    return made_;
  }

  private subscribe(id: string, given: { to: SuiteFunction; source: string; bus?: EventBus }): Subscription {
    const { to, source, bus = this.given.data.bus } = given;
    const subscription = new Subscription(this, id, { bus, pattern: { source: [source] }, to, alarms: this.alarms });
    this.subscriptions.push(subscription);
    return subscription;
  }

  private keepLetters(by: SuiteFunction, id: string): void {
    const letters = new DeadLetterQueue(this, id, { alarms: this.alarms, sentence: by.whenItFails });
    by.allow(letters.keepLetters);
    this.otherDeadLetters.push(letters);
  }
}

const pascal = (kebab: string): string => kebab.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
