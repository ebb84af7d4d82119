// Nothing that was said gets lost: every asynchronous edge keeps what it could not hand on, and tells somebody.
import { describe, expect, test } from '@jest/globals';
import { compilePattern } from '../../infra/local/event-pattern.ts';
import { listOf, type Resource, type Stacks } from './synthesized.ts';

export const asyncEdges = (stacks: Stacks): void => {
  const queues = stacks.all('AWS::SQS::Queue');
  const rules = stacks.all('AWS::Events::Rule');
  const functions = stacks.all('AWS::Lambda::Function');
  const mappings = stacks.all('AWS::Lambda::EventSourceMapping');
  const alarms = stacks.all('AWS::CloudWatch::Alarm');
  const queueFed = mappings.filter(({ properties }) => properties.EventSourceArn.includes(':sqs:'));
  const streamFed = mappings.filter(({ properties }) => properties.EventSourceArn.includes('/stream/'));
  const queueAt = (arn: string) => queues.find((queue) => queue.arn === arn);
  const functionAt = (name: string) => functions.find((one) => one.name === name || one.arn === name);

  test('every target of a rule has a dead-letter queue', () => {
    const targets = rules.flatMap(({ properties }) => properties.Targets);
    expect(targets).toHaveLength(4);
    for (const { DeadLetterConfig } of targets) expect(queueAt(DeadLetterConfig?.Arn)).toBeDefined();
  });

  test('from the bus to a function always goes through a queue', () => {
    const fromBuses = rules.filter(({ properties }) => properties.EventPattern);
    expect(fromBuses).toHaveLength(3);
    for (const { properties } of fromBuses) {
      for (const { Arn } of properties.Targets) {
        expect(queueFed.map((mapping) => mapping.properties.EventSourceArn)).toContain(Arn);
      }
    }
  });

  test('a function that a rule calls directly keeps what failed', () => {
    const called = rules.flatMap(({ properties }) => properties.Targets).flatMap(({ Arn }) => functionAt(Arn) ?? []);
    expect(called.map(({ name }) => name)).toEqual(['touchpoint-demo-sweeper']);
    const [config] = stacks.all('AWS::Lambda::EventInvokeConfig');
    expect(config?.properties.FunctionName).toBe(called[0]?.name);
    expect(queueAt(config?.properties.DestinationConfig.OnFailure.Destination)).toBeDefined();
  });

  describe.each(queueFed.map((mapping) => [mapping.logicalId, mapping] as const))('%s', (_, { properties }) => {
    const queue = queueAt(properties.EventSourceArn)?.properties;

    test('a failing record is tried five times alone, then kept', () => {
      expect(properties.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
      expect(queue.RedrivePolicy.maxReceiveCount).toBe(5);
      expect(queueAt(queue.RedrivePolicy.deadLetterTargetArn)?.properties.MessageRetentionPeriod).toBe(14 * 86_400);
    });

    test('a record is not handed out twice while it is worked on', () => {
      expect(queue.VisibilityTimeout).toBe(6 * functionAt(properties.FunctionName)?.properties.Timeout);
    });
  });

  describe('the relay', () => {
    const [stream, ...more] = streamFed;

    test('gives up a record well before the stream forgets it, and leaves it whole in a bucket', () => {
      expect(more).toEqual([]);
      const { properties } = stream ?? { properties: {} };
      expect(properties.BisectBatchOnFunctionError).toBe(true);
      expect(properties.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
      expect(properties.MaximumRetryAttempts).toBeLessThan(100);
      expect(properties.MaximumRecordAgeInSeconds).toBeLessThanOrEqual(12 * 3_600);
      expect(properties.DestinationConfig.OnFailure.Destination).toMatch(/^arn:aws:s3:::/);
    });

    test('hears of new journey events and of nothing else', () => {
      const patterns = stream?.properties.FilterCriteria.Filters.map(({ Pattern }: { Pattern: string }) => Pattern);
      const passes = compilePattern(patterns[0]);
      const record = (eventName: string, sk: string) => ({ eventName, dynamodb: { Keys: { sk: { S: sk } } } });
      expect(patterns).toHaveLength(1);
      expect(passes(record('INSERT', 'EVENT#01ARZ3NDEKTSV4RRFFQ69G5FAV'))).toBe(true);
      expect(passes(record('REMOVE', 'EVENT#01ARZ3NDEKTSV4RRFFQ69G5FAV'))).toBe(false);
      expect(passes(record('MODIFY', 'EVENT#01ARZ3NDEKTSV4RRFFQ69G5FAV'))).toBe(false);
      expect(passes(record('INSERT', 'ORDER#1001'))).toBe(false);
    });
  });

  describe('no function hears what it causes', () => {
    /** A function may cause what it may say, and the journey events of what it may commit. */
    const causes = ({ name }: Resource): readonly string[] => {
      const statements = stacks.statementsOf(name.replace('touchpoint-demo-', ''));
      const said = statements.flatMap(({ Condition }) =>
        listOf(Condition?.StringEquals?.['events:source'] as string[]),
      );
      const commits =
        JSON.stringify(statements).includes('dynamodb:PutItem') && JSON.stringify(statements).includes('OUTBOX#');
      return commits ? [...said, 'touchpoint.journey'] : said;
    };

    test.each(queueFed.map((mapping) => [functionAt(mapping.properties.FunctionName)?.name, mapping] as const))(
      '%s',
      (name, mapping) => {
        const [rule] = rules.filter(({ properties }) =>
          properties.Targets.some(({ Arn }: { Arn: string }) => Arn === mapping.properties.EventSourceArn),
        );
        const matches = compilePattern(JSON.stringify(rule?.properties.EventPattern));
        const event = (source: string) => ({ source, 'detail-type': 'OrderPlaced', detail: {} });
        const onOwnBus = rule?.properties.EventBusName === 'touchpoint-demo';
        const heard = ['touchpoint.inbound', 'touchpoint.journey'].filter((source) => matches(event(source)));
        expect(heard).toHaveLength(onOwnBus ? 1 : 0);
        const caused = causes(functionAt(name ?? '') as Resource);
        expect(caused.filter((source) => matches(event(source)))).toEqual([]);
      },
    );
  });

  test('every queue rings: a working queue by the age of its oldest message, a dead-letter queue at its first', () => {
    const working = new Set(queueFed.map(({ properties }) => properties.EventSourceArn));
    for (const { name, arn } of queues) {
      const metric = working.has(arn) ? 'ApproximateAgeOfOldestMessage' : 'ApproximateNumberOfMessagesVisible';
      const ringing = alarms.filter(
        ({ properties }) => properties.MetricName === metric && properties.Dimensions?.[0]?.Value === name,
      );
      expect(ringing).toHaveLength(1);
    }
  });

  test('queues are encrypted and answer over TLS only', () => {
    expect(queues.filter(({ properties }) => !properties.SqsManagedSseEnabled)).toEqual([]);
    const guarded = stacks
      .all('AWS::SQS::QueuePolicy')
      .filter(({ properties }) => JSON.stringify(properties.PolicyDocument).includes('"aws:SecureTransport":"false"'))
      .flatMap(({ properties }) => properties.Queues);
    expect(guarded).toHaveLength(queues.length);
  });
};
