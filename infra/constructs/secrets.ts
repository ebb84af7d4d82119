// What must be known to few: each is made at random, so that nothing opens before an operator put the real one.
import { CfnOutput, RemovalPolicy } from 'aws-cdk-lib';
import { Secret, type SecretStringGenerator } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';

/** Letters and digits only: such a text of 32 is also 24 bytes in base64, which the signed route takes as its key. */
const RANDOM: SecretStringGenerator = { excludePunctuation: true, passwordLength: 32 };

export class Secrets extends Construct {
  /** `{"current":"...","previous":"..."}`: how the API knows what came through our edge. Both are accepted. */
  readonly origin: Secret;
  /** Key of the hashes that stand for contacts, and of guests' ids. Never changed: all of them hang on it. */
  readonly contactKey: Secret;
  /** Key of POST /api/events (Standard Webhooks). */
  readonly events: Secret;
  /** The app's client secret, from Shopify. */
  readonly shopify: Secret;
  /** The webhook secret, given to EasyPost. */
  readonly easyPost: Secret;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const secret = (name: string, description: string, generateSecretString = RANDOM) =>
      new Secret(this, name, { description, generateSecretString, removalPolicy: RemovalPolicy.RETAIN });
    this.origin = secret('Origin', 'Touchpoint: what the edge shows the API', {
      ...RANDOM,
      secretStringTemplate: '{}',
      generateStringKey: 'current',
    });
    this.contactKey = secret('ContactKey', 'Touchpoint: key of contact hashes and guest ids');
    this.events = secret('Events', 'Touchpoint: key of POST /api/events');
    this.shopify = secret('Shopify', "Touchpoint: Shopify's webhook secret");
    this.easyPost = secret('EasyPost', "Touchpoint: EasyPost's webhook secret");
  }

  /** An operator reads or puts their values by these names. */
  writeOutputs(scope: Construct): void {
    const output = (name: string, secret: Secret, description: string) =>
      new CfnOutput(scope, name, { value: secret.secretArn, description });
    output('OriginSecret', this.origin, 'What the edge shows the API.');
    output('EventsSecret', this.events, 'Key of POST /api/events: hand it to the system that sends facts.');
    output('ShopifySecret', this.shopify, 'Put the client secret of your Shopify app here.');
    output('EasyPostSecret', this.easyPost, 'Put the secret of your EasyPost webhook here.');
  }
}
