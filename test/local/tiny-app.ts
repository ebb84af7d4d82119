// A small CDK app with one of everything that the local run imitates, synthesized into a folder of its own.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { HttpApi, HttpMethod, HttpRoute, HttpRouteKey } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  HeadersFrameOption,
  OriginRequestPolicy,
  ResponseHeadersPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { AttributeType, StreamViewType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { EventBus, Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction, SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import { Code, FilterCriteria, Function as Lambda, Runtime, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { DynamoEventSource, S3OnFailureDestination, SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { build } from 'esbuild';

/** @returns the assembly folder */
export async function synthesizeTinyApp(folder: string): Promise<string> {
  const code = await bundle(folder);
  const app = new App({
    outdir: join(folder, 'cdk.out'),
    analyticsReporting: false,
    context: { '@aws-cdk/core:defaultCrossStackReferences': 'weak' },
  });
  const data = new Stack(app, 'Data');
  const stack = new Stack(app, 'Tiny');
  const functionOf = (id: string, environment: Record<string, string> = {}) =>
    new Lambda(stack, id, {
      runtime: Runtime.NODEJS_22_X,
      code,
      handler: `index.${id}`,
      environment,
      timeout: Duration.seconds(2),
      memorySize: 256,
    });
  const table = new TableV2(data, 'Table', {
    partitionKey: { name: 'pk', type: AttributeType.STRING },
    sortKey: { name: 'sk', type: AttributeType.STRING },
    dynamoStream: StreamViewType.NEW_IMAGE,
  });
  const secret = new Secret(data, 'OriginSecret', {
    generateSecretString: { passwordLength: 40, excludePunctuation: true },
  });
  const key = new Key(data, 'Key', { keySpec: KeySpec.ECC_NIST_P256, keyUsage: KeyUsage.SIGN_VERIFY });
  const apiFunction = functionOf('api', {
    TABLE: table.tableName,
    KEY: key.keyArn,
    SECRET: secret.secretArn,
    ORIGIN_SECRET: secret.secretValue.unsafeUnwrap(),
  });
  allow(apiFunction, ['dynamodb:BatchGetItem', 'dynamodb:PutItem'], table.tableArn, {
    'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['CUSTOMER#*'] },
  });
  allow(apiFunction, ['kms:Sign', 'kms:GetPublicKey'], key.keyArn);
  allow(apiFunction, ['secretsmanager:GetSecretValue'], secret.secretArn);
  addWayOut({ stack, table, functionOf });
  addWeb({ stack, folder, apiFunction, originSecret: secret.secretValue.unsafeUnwrap() });
  app.synth();
  return join(folder, 'cdk.out');
}

function allow(to: Lambda, actions: string[], resource: string, conditions?: Record<string, unknown>): void {
  to.addToRolePolicy(new PolicyStatement({ actions, resources: [resource], conditions }));
}

async function bundle(folder: string): Promise<Code> {
  const outfile = join(folder, 'bundle', 'index.mjs');
  const entry = new URL('./tiny-functions.ts', import.meta.url).pathname;
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    mainFields: ['module', 'main'],
    logLevel: 'error',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  return Code.fromAsset(join(folder, 'bundle'));
}

interface WayOut {
  readonly stack: Stack;
  readonly table: TableV2;
  readonly functionOf: (id: string, environment?: Record<string, string>) => Lambda;
}

/** Stream, relay, bus, rule, queue, subscriber; and a schedule. */
function addWayOut({ stack, table, functionOf }: WayOut): void {
  const bus = new EventBus(stack, 'Bus');
  const relay = functionOf('relay', { BUS: bus.eventBusName });
  bus.grantPutEventsTo(relay);
  const failures = new Bucket(stack, 'Failures', { removalPolicy: RemovalPolicy.DESTROY });
  relay.addEventSource(
    new DynamoEventSource(table, {
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 10,
      retryAttempts: 2,
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      filters: [FilterCriteria.filter({ eventName: ['INSERT'] })],
      onFailure: new S3OnFailureDestination(failures),
    }),
  );
  const deadLetters = new Queue(stack, 'DeadLetters');
  const queue = new Queue(stack, 'Queue', {
    visibilityTimeout: Duration.minutes(3),
    deadLetterQueue: { queue: deadLetters, maxReceiveCount: 5 },
  });
  new Rule(stack, 'Written', {
    eventBus: bus,
    eventPattern: { source: ['tiny.journey'] },
    targets: [new SqsQueue(queue, { deadLetterQueue: new Queue(stack, 'Undelivered') })],
  });
  functionOf('subscriber').addEventSource(new SqsEventSource(queue, { reportBatchItemFailures: true }));
  const sweeper = functionOf('sweeper');
  sweeper.configureAsyncInvoke({ retryAttempts: 1, onFailure: new SqsDestination(deadLetters) });
  new Rule(stack, 'Nightly', { schedule: Schedule.rate(Duration.hours(1)), targets: [new LambdaFunction(sweeper)] });
  for (const [id, value] of Object.entries({
    BusName: bus.eventBusName,
    QueueUrl: queue.queueUrl,
    DeadLettersUrl: deadLetters.queueUrl,
    FailuresName: failures.bucketName,
  })) {
    new CfnOutput(stack, `${id}Output`, { value });
  }
}

interface Web {
  readonly stack: Stack;
  readonly folder: string;
  readonly apiFunction: Lambda;
  readonly originSecret: string;
}

function addWeb({ stack, folder, apiFunction, originSecret }: Web): void {
  const httpApi = new HttpApi(stack, 'Http', {
    corsPreflight: { allowOrigins: ['https://shop.example'], allowHeaders: ['authorization'] },
  });
  const integration = new HttpLambdaIntegration('Api', apiFunction);
  httpApi.addRoutes({ path: '/api/echo', methods: [HttpMethod.POST], integration });
  httpApi.addRoutes({ path: '/api/read', methods: [HttpMethod.POST], integration });
  new HttpRoute(stack, 'Unknown', { httpApi, routeKey: HttpRouteKey.DEFAULT, integration });
  const pages = join(folder, 'pages');
  mkdirSync(pages, { recursive: true });
  writeFileSync(join(pages, 'index.html'), `<!doctype html><title>Tiny</title>${'<p>Hello</p>'.repeat(200)}`);
  const bucket = new Bucket(stack, 'Pages');
  const responseHeadersPolicy = new ResponseHeadersPolicy(stack, 'Headers', {
    securityHeadersBehavior: {
      contentSecurityPolicy: { contentSecurityPolicy: "default-src 'self'", override: true },
      frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
    },
  });
  const folderIndex = new EdgeFunction(stack, 'FolderIndex', {
    code: FunctionCode.fromInline(
      "function handler(event) { var request = event.request; if (request.uri.endsWith('/')) request.uri += 'index.html'; return request; }",
    ),
  });
  const distribution = new Distribution(stack, 'Edge', {
    defaultBehavior: {
      origin: S3BucketOrigin.withOriginAccessControl(bucket),
      responseHeadersPolicy,
      functionAssociations: [{ eventType: FunctionEventType.VIEWER_REQUEST, function: folderIndex }],
    },
    additionalBehaviors: {
      '/api/*': {
        origin: new HttpOrigin(`${httpApi.apiId}.execute-api.eu-west-1.amazonaws.com`, {
          customHeaders: { 'x-origin-secret': originSecret },
        }),
        allowedMethods: AllowedMethods.ALLOW_ALL,
        cachePolicy: CachePolicy.CACHING_DISABLED,
        originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
        responseHeadersPolicy,
      },
    },
  });
  new BucketDeployment(stack, 'Deploy', { sources: [Source.asset(pages)], destinationBucket: bucket, distribution });
  new CfnOutput(stack, 'Url', { value: `https://${distribution.distributionDomainName}` });
}
