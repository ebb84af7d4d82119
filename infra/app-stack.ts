// Everything that is made from the code: functions, routes, queues, pages and alarms. It reads and writes what the data stack
// keeps, and may be deleted and deployed again.
import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { EventBus, type IEventBus } from 'aws-cdk-lib/aws-events';
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
import { SuiteFunction } from './constructs/suite-function.ts';
import { type SuiteGrants, suiteGrants } from './constructs/suite-grants.ts';
import { SweeperSchedule } from './constructs/sweeper-schedule.ts';
import type { DataStack } from './data-stack.ts';
import { FUNCTIONS, type FunctionEntry } from './function-list.ts';
import type { LetterPlace } from './letter-place.ts';
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

export class AppStack extends Stack {
  private readonly given: AppStackProps;
  private readonly alarms: AlarmTopic;
  private readonly grants: SuiteGrants;
  private readonly functions: SuiteFunction[] = [];
  private readonly subscriptions: Subscription[] = [];
  /** Those that belong to no subscription. */
  private readonly otherDeadLetters: DeadLetterQueue[] = [];
  private readonly letterPlaces: LetterPlace[] = [];

  constructor(scope: Construct, id: string, props: AppStackProps) {
    super(scope, id, {
      ...props,
      description: `Touchpoint of ${props.shop.name}: functions, routes, pages and alarms`,
    });
    this.given = props;
    this.alarms = new AlarmTopic(this, 'Alarms', { email: props.shop.alarmEmail });
    this.grants = suiteGrants(props);

    const facts = this.foldFacts();
    const relay = this.publishEvents(facts);
    this.countFigures();
    const door = this.openDoor();
    this.takeFactsIn(door);
    this.takePartnerFactsIn();
    this.runMicroApps(door);
    this.serve(door);
    this.helpOperators(door, relay);
  }

  /** Inbound facts become the profile. */
  private foldFacts(): Subscription {
    const projector = this.function('projector');
    const facts = this.subscribe('Facts', { to: projector, source: INBOUND_SOURCE });
    projector.allow(facts.deadLetters.keepLetters);
    return facts;
  }

  /** What was committed is published: by the stream at once, by the sweeper if all else failed. What waits in vain is a fact's letter. */
  private publishEvents(facts: Subscription): RelayStream {
    const { table } = this.given.data;
    const { alarms } = this;
    const relay = new RelayStream(this, 'RelayStream', { table, to: this.function('relay'), alarms });
    const sweeper = this.function('sweeper');
    sweeper.allow(facts.deadLetters.keepLetters);
    const schedule = new SweeperSchedule(this, 'SweeperSchedule', { table, to: sweeper, alarms });
    this.otherDeadLetters.push(schedule.deadLetters);
    this.letterPlaces.push(
      { kind: 'stream', name: relay.node.id, bucket: relay.leftovers.bucketName },
      { kind: 'schedule', name: schedule.node.id, queue: schedule.deadLetters.queue.queueUrl },
    );
    return relay;
  }

  /** Journey events become figures. */
  private countFigures(): void {
    this.subscribe('JourneyFigures', { to: this.function('figures'), source: JOURNEY_SOURCE });
  }

  private openDoor(): HttpDoor {
    const { shop } = this.given;
    return new HttpDoor(this, 'Door', {
      name: `touchpoint-${shop.shop}`,
      embedOrigins: shop.embedOrigins,
      unknownPath: this.function('unknown-path'),
    });
  }

  /** The routes of shops and carriers: each is authenticated by its signature. */
  private takeFactsIn(door: HttpDoor): void {
    door.post('/api/events', this.function('events-door'));
    const shopify = this.function('shopify-webhook');
    this.keepLetters(shopify, { id: 'ShopifyLetters', route: '/api/connectors/shopify' });
    door.post('/api/connectors/shopify', shopify);
    const easyPost = this.function('easypost-webhook');
    this.keepLetters(easyPost, { id: 'EasyPostLetters', route: '/api/connectors/easypost' });
    door.post('/api/connectors/easypost', easyPost);
  }

  /** Shopify can also send by EventBridge: such a bus can only be made once Shopify made its partner event source. */
  private takePartnerFactsIn(): void {
    const { shopifyEventSource: eventSourceName } = this.given.shop;
    if (!eventSourceName) return;
    const partner = this.function('shopify-partner');
    const bus = new EventBus(this, 'ShopifyBus', { eventSourceName });
    const facts = this.subscribe('ShopifyFacts', { to: partner, source: eventSourceName, bus });
    partner.allow(facts.deadLetters.keepLetters);
  }

  /** Everything about a micro-app follows from its plug: an app that emits nothing is granted no write. */
  private runMicroApps(door: HttpDoor): void {
    const { checkOrigin, knowShop, verifyPasses, readCustomers, commitDecisions } = this.grants;
    for (const { id, emits, whenItFails } of this.given.apps) {
      const may = [checkOrigin, knowShop, verifyPasses, readCustomers];
      const changes = emits.length > 0 ? [commitDecisions] : [];
      const entry = { calledBy: 'request', whenItFails, may: () => [...may, ...changes] } as const;
      door.post(`/api/micro-apps/${id}`, this.make(`micro-apps/${id}`, entry));
    }
    door.post('/api/looks', this.function('looks'));
  }

  /** Pages and API behind one address. */
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
    this.output('Url', `https://${distribution.distributionDomainName}`, 'Customers, shops and carriers come here.');
    this.output(
      'ApiUrl',
      door.api.apiEndpoint,
      'The API behind the edge: it refuses what did not come through the edge.',
    );
  }

  private helpOperators({ api }: HttpDoor, { leftovers }: RelayStream): void {
    const { shop, data } = this.given;
    const { alarms, functions, subscriptions } = this;
    const { table, passKeys, bus } = data;
    new SuiteDashboard(this, 'Overview', {
      name: `touchpoint-${shop.shop}`,
      shop: shop.shop,
      alarms,
      api,
      table,
      functions,
      subscriptions,
    });
    const otherDeadLetters = this.otherDeadLetters.map(({ queue }) => queue);
    const policies = { shop: shop.shop, table, passKeys, subscriptions, otherDeadLetters, leftovers, bus };
    const { issuePasses, mendDeadLetters } = new OperatorPolicies(this, 'Operators', policies);
    this.output('AlarmTopicArn', alarms.topic.topicArn, 'Subscribe here to hear of alarms.');
    this.output('PassIssuerPolicyArn', issuePasses.managedPolicyArn, 'Attach it to who may run npm run pass.');
    this.output('DeadLetters', this.toJsonString(this.letterPlaces), 'Where npm run dead-letters looks.');
    this.output('DeadLetterPolicyArn', mendDeadLetters.managedPolicyArn, 'Attach it to who may mend dead letters.');
  }

  private function(folder: keyof typeof FUNCTIONS): SuiteFunction {
    return this.make(`functions/${folder}`, FUNCTIONS[folder]);
  }

  private make(handler: `${'functions' | 'micro-apps'}/${string}`, entry: FunctionEntry): SuiteFunction {
    const { bundles, shop } = this.given;
    const short = handler.slice(handler.indexOf('/') + 1);
    const made = new SuiteFunction(this, pascal(short), {
      ...entry,
      may: entry.may(this.grants),
      name: `touchpoint-${shop.shop}-${short}`,
      code: bundles.folderOf(handler),
      alarms: this.alarms,
    });
    this.functions.push(made);
    return made;
  }

  private subscribe(id: string, given: { to: SuiteFunction; source: string; bus?: IEventBus }): Subscription {
    const { to, source, bus = this.given.data.bus } = given;
    const subscription = new Subscription(this, id, { bus, pattern: { source: [source] }, to, alarms: this.alarms });
    this.subscriptions.push(subscription);
    this.letterPlaces.push(subscription.letterPlace);
    return subscription;
  }

  /** A function that answers requests has no queue of its own to leave behind what it cannot understand. */
  private keepLetters(by: SuiteFunction, { id, route }: { id: string; route: string }): void {
    const letters = new DeadLetterQueue(this, id, { alarms: this.alarms, sentence: by.whenItFails });
    by.allow(letters.keepLetters);
    this.otherDeadLetters.push(letters);
    this.letterPlaces.push({ kind: 'route', name: id, queue: letters.queue.queueUrl, route });
  }

  private output(name: string, value: string, description: string): void {
    new CfnOutput(this, name, { value, description });
  }
}

const pascal = (kebab: string): string => kebab.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
