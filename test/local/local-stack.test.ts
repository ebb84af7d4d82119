// The local run of a small app, through its real doors: each test names the AWS page whose promise it checks.
import { createPublicKey, verify } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type LocalStack, type LocalStackSettings, startLocalStack } from '../../infra/local/local-stack.ts';
import { synthesizeTinyApp } from './tiny-app.ts';

const folder = mkdtempSync(join(tmpdir(), 'local-stack-'));
const dataFolder = join(folder, 'data');
let assemblyFolder = '';
let stack: LocalStack;

const start = (more: Partial<LocalStackSettings> = {}) =>
  startLocalStack({ assemblyFolder, dataFolder, port: 0, ...more });
const post = (action: string, body = '{}') =>
  fetch(`${stack.url}/api/${action}`, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
const textOf = async (action: string, body?: string) => (await post(action, body)).text();
const heard = (what: string) => stack.logs.filter(({ text }) => text === `heard ${what}\n`).length;

beforeAll(async () => {
  assemblyFolder = await synthesizeTinyApp(folder);
  stack = await start();
  Object.assign(process.env, stack.operatorEnvironment);
}, 60_000);

afterAll(async () => {
  await stack.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('a function', () => {
  // https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
  test('keeps what it remembers between events', async () => {
    const first = (await (await post('count')).json()) as { count: number };
    expect(await (await post('count')).json()).toEqual({ count: first.count + 1 });
  });

  test('that ends its process fails its event, and the next one finds a new environment', async () => {
    expect((await post('crash')).status).toBe(500);
    expect(await (await post('count')).json()).toEqual({ count: 1 });
  });

  // https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html
  test('is ended when its time is over, and API Gateway answers 503', async () => {
    expect((await post('slow')).status).toBe(503);
    expect(stack.logs.some(({ text }) => text.includes('Task timed out after 2.00 seconds'))).toBe(true);
  });

  test('that throws gives a plain 500, with the stack in its log only', async () => {
    const answer = await post('fail');
    expect([answer.status, await answer.text()]).toEqual([500, '{"message":"Internal Server Error"}']);
    expect(stack.logs.some(({ text }) => text.startsWith('Error: this one fails'))).toBe(true);
  });

  test('runs events that come together in environments of their own', async () => {
    const counts = await Promise.all(Array.from({ length: 4 }, async () => (await post('count')).status));
    expect(counts).toEqual([200, 200, 200, 200]);
  });
});

describe('the HTTP API', () => {
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
  test('hands its function an event of format 2.0', async () => {
    const answer = await fetch(`${stack.url}/api/echo?a=1&a=2`, {
      method: 'POST',
      body: '{"b":1}',
      headers: { 'content-type': 'application/json', cookie: 'c=1; d=2' },
    });
    expect(await answer.json()).toMatchObject({
      version: '2.0',
      routeKey: 'POST /api/echo',
      rawPath: '/api/echo',
      rawQueryString: 'a=1&a=2',
      queryStringParameters: { a: '1,2' },
      cookies: ['c=1', 'd=2'],
      body: '{"b":1}',
      isBase64Encoded: false,
      requestContext: { http: { method: 'POST', path: '/api/echo' }, stage: '$default' },
    });
  });

  test('hands over what is no text in base64', async () => {
    const answer = await fetch(`${stack.url}/api/echo`, {
      method: 'POST',
      body: Buffer.from([0, 255]),
      headers: { 'content-type': 'image/png' },
    });
    expect(await answer.json()).toMatchObject({ body: 'AP8=', isBase64Encoded: true });
  });

  // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
  test('refuses bodies over ten megabytes', async () => {
    expect((await post('echo', 'x'.repeat(10 * 1024 * 1024 + 1))).status).toBe(413);
  });

  // https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
  test('answers preflights itself, and only names origins that are allowed', async () => {
    const preflight = (origin: string) =>
      fetch(`${stack.apiUrl}/api/echo`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST' },
      });
    expect((await preflight('https://shop.example')).headers.get('access-control-allow-origin')).toBe(
      'https://shop.example',
    );
    expect((await preflight('https://other.example')).headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('the distribution', () => {
  // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/add-origin-custom-headers.html
  test('adds the origin secret and the viewer address; the bare API lacks them', async () => {
    const { headers } = (await (await post('echo')).json()) as { headers: Record<string, string> };
    expect(headers['cloudfront-viewer-address']).toMatch(/^127\.0\.0\.1:/);
    expect((await fetch(`${stack.apiUrl}/api/echo`, { method: 'POST' })).status).toBe(403);
  });

  // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html
  test('serves the pages compressed, with the headers of their policy', async () => {
    const page = await fetch(`${stack.url}/`);
    expect(await page.text()).toContain('<title>Tiny</title>');
    expect(Object.fromEntries(page.headers)).toMatchObject({
      'content-type': 'text/html',
      'content-security-policy': "default-src 'self'",
      'x-frame-options': 'DENY',
      'content-encoding': expect.stringMatching(/br|gzip/),
    });
    expect(
      (await fetch(`${stack.url}/`, { headers: { 'if-none-match': page.headers.get('etag') ?? '' } })).status,
    ).toBe(304);
  });

  test('answers 403 for a page that the bucket does not hold, and for a method it does not allow', async () => {
    expect((await fetch(`${stack.url}/nothing.html`)).status).toBe(403);
    expect((await fetch(`${stack.url}/`, { method: 'POST' })).status).toBe(403);
    expect((await fetch(`${stack.url}/..%2f..%2flocal.db`)).status).toBe(403);
  });
});

describe('the permission door', () => {
  // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
  test('stops a write outside the partition keys that the policy names, and says what is missing', async () => {
    const said = await textOf('write-private');
    expect(said).toMatch(/AccessDeniedException.*dynamodb:PutItem on resource: arn:aws:dynamodb:.*LeadingKeys PII#1/);
  });

  test('stops an action that no statement grants', async () => {
    expect(await textOf('scan')).toMatch(/AccessDeniedException.*dynamodb:Scan/);
  });

  test('knows nobody by a key that belongs to no function', async () => {
    const stranger = new DynamoDBClient({ credentials: { accessKeyId: 'stranger', secretAccessKey: 'x' } });
    await expect(stranger.send(new PutItemCommand({ TableName: 'any', Item: {} }))).rejects.toThrow(
      /belongs to nobody/,
    );
    stranger.destroy();
  });

  test('lists granted actions beside those that were needed', async () => {
    await textOf('read');
    const { granted, used } = stack.permissions();
    const [name = ''] = Object.keys(granted).filter((one) => one.includes('api'));
    expect(granted[name]).toContain('dynamodb:BatchGetItem');
    expect(used[name]).toContain('dynamodb:BatchGetItem');
  });
});

describe('keys and secrets', () => {
  // https://docs.aws.amazon.com/kms/latest/APIReference/API_Sign.html
  test('a signature in DER verifies against the public key', async () => {
    const { publicKey, signature } = JSON.parse(await textOf('sign')) as { publicKey: string; signature: string };
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    expect(verify('sha256', Buffer.from('hello'), key, Buffer.from(signature, 'base64'))).toBe(true);
  });

  test('a generated secret has the length the template asks for', async () => {
    expect(await textOf('secret')).toBe('40');
  });
});

describe('the way out', () => {
  // https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-eventsourcemapping.html
  test('what is written reaches the subscriber through stream, relay, bus, rule and queue', async () => {
    await post('write', 'first');
    await stack.untilQuiet();
    expect(heard('first')).toBe(1);
  });

  // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
  test('a message that fails five times lies whole in the dead-letter queue, and can be given back', async () => {
    await post('write', 'bad');
    await stack.untilQuiet();
    expect(heard('bad')).toBe(5);
    const queue = new SQSClient({});
    const QueueUrl = stack.outputs.Tiny?.DeadLettersUrlOutput;
    const { Attributes } = await queue.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
    await queue.send(new StartMessageMoveTaskCommand({ SourceArn: Attributes?.QueueArn }));
    await stack.untilQuiet();
    expect(heard('bad')).toBe(10);
    const { Messages = [] } = await queue.send(new ReceiveMessageCommand({ QueueUrl }));
    expect(JSON.parse(Messages[0]?.Body ?? '')).toMatchObject({
      source: 'tiny.journey',
      'detail-type': 'Written',
      detail: { sk: 'bad' },
    });
    await queue.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: Messages[0]?.ReceiptHandle }));
    queue.destroy();
  });

  // https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
  test('a stream record that never succeeds is left whole in the bucket, and the next one goes on', async () => {
    await post('write', 'poison');
    await post('write', 'after');
    await stack.untilQuiet();
    expect(heard('after')).toBe(1);
    const bucket = new S3Client({});
    const Bucket = stack.outputs.Tiny?.FailuresNameOutput;
    const { Contents = [] } = await bucket.send(new ListObjectsV2Command({ Bucket }));
    const { Body } = await bucket.send(new GetObjectCommand({ Bucket, Key: Contents[0]?.Key }));
    const left = JSON.parse((await Body?.transformToString()) ?? '') as { payload: string; requestContext: object };
    expect(left.requestContext).toMatchObject({ condition: 'RetryAttemptsExhausted', approximateInvokeCount: 3 });
    expect(JSON.parse(left.payload)).toMatchObject({
      Records: [{ eventName: 'INSERT', dynamodb: { Keys: { sk: { S: 'poison' } } } }],
    });
    bucket.destroy();
  });

  // https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html
  test('entries fail one by one', async () => {
    const bus = new EventBridgeClient({});
    const EventBusName = stack.outputs.Tiny?.BusNameOutput;
    const entry = { EventBusName, Source: 'tiny.other', DetailType: 'x' };
    const { FailedEntryCount, Entries } = await bus.send(
      new PutEventsCommand({
        Entries: [
          { ...entry, Detail: '{}' },
          { ...entry, Detail: 'no json' },
        ],
      }),
    );
    expect([FailedEntryCount, Entries?.[0]?.EventId, Entries?.[1]?.ErrorCode]).toEqual([
      1,
      expect.any(String),
      'MalformedDetail',
    ]);
    bus.destroy();
  });

  // https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
  test('a schedule whose function fails leaves its event in the destination', async () => {
    const before = stack.logs.length;
    stack.runSchedules();
    await stack.untilQuiet();
    expect(stack.logs.slice(before).filter(({ text }) => text.startsWith('Error: swept in vain'))).toHaveLength(2);
    const queue = new SQSClient({});
    const { Messages = [] } = await queue.send(
      new ReceiveMessageCommand({ QueueUrl: stack.outputs.Tiny?.DeadLettersUrlOutput }),
    );
    expect(JSON.parse(Messages[0]?.Body ?? '')).toMatchObject({
      requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 2 },
      requestPayload: { source: 'aws.events' },
    });
    queue.destroy();
  });
});

interface Template {
  readonly Resources: Record<string, { Type: string; Properties: Record<string, unknown> }>;
}

/** Starts with one thing of the app's template changed, and gives it back after. */
async function startWith(change: (resources: Template['Resources']) => void): Promise<string> {
  const file = join(assemblyFolder, 'Tiny.template.json');
  const before = readFileSync(file, 'utf8');
  const template = JSON.parse(before) as Template;
  change(template.Resources);
  writeFileSync(file, JSON.stringify(template));
  try {
    const started = await start({ dataFolder: join(folder, 'other') });
    await started.stop();
    return 'started';
  } catch (error) {
    return (error as Error).message;
  } finally {
    writeFileSync(file, before);
  }
}

const ofType = (resources: Template['Resources'], type: string) =>
  Object.entries(resources).filter(([, { Type }]) => Type === type);

describe('a start', () => {
  test('names a resource type that has no behaviour and is in no list', async () => {
    const said = await startWith((resources) => {
      resources.Odd = { Type: 'AWS::StepFunctions::StateMachine', Properties: {} };
    });
    expect(said).toContain('AWS::StepFunctions::StateMachine (Odd in Tiny)');
  });

  // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
  test.each([
    ['AWS::SQS::QueuePolicy', /may not send to/],
    ['AWS::Lambda::Permission', /may not invoke/],
    ['AWS::IAM::Policy', /does not allow .*which Lambda needs/],
  ])('without its %s says what is not allowed', async (type, sentence) => {
    const said = await startWith((resources) => {
      for (const [id] of ofType(resources, type)) delete resources[id];
    });
    expect(said).toMatch(sentence);
  });

  test('on a data folder in use says so', async () => {
    await expect(start()).rejects.toThrow(/Another process is running on/);
    await expect(start({ fresh: true })).rejects.toThrow(/Another process is running on/);
  });

  test('with a taken port takes the next one', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const other = await start({ dataFolder: join(folder, 'other'), port });
    expect(Number(new URL(other.url).port)).toBeGreaterThan(port);
    await other.stop();
    server.close();
  });

  test('after a stop finds the data again; a fresh one finds nothing', async () => {
    await post('write', 'kept');
    await stack.untilQuiet();
    const secret = await textOf('sign').then((text) => (JSON.parse(text) as { publicKey: string }).publicKey);
    await stack.stop();
    stack = await start();
    expect(heard('kept')).toBe(0);
    expect((JSON.parse(await textOf('sign')) as { publicKey: string }).publicKey).toBe(secret);
    await stack.stop();
    stack = await start({ fresh: true });
    expect((JSON.parse(await textOf('sign')) as { publicKey: string }).publicKey).not.toBe(secret);
  });
});
