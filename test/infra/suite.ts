// The suite as a whole: what must hold of data, functions, routes, alarms and the edge, whatever is added to it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { registeredApps } from '../../infra/app.ts';
import { FUNCTIONS } from '../../infra/function-list.ts';
import type { Properties, Resource, Stacks } from './synthesized.ts';

export const wholeSuite = (stacks: Stacks): void => {
  const one = (type: string): Resource => {
    const [found, ...more] = stacks.all(type);
    if (!found || more.length > 0) throw new Error(`Expected exactly one ${type}.`);
    return found;
  };
  const folders = (of: string) =>
    readdirSync(of, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));

  describe('what cannot be made again', () => {
    const { properties: table } = one('AWS::DynamoDB::GlobalTable');

    test('the table can be brought back to any second, and is not deleted by mistake', () => {
      for (const replica of table.Replicas) {
        expect(replica.PointInTimeRecoverySpecification).toEqual({ PointInTimeRecoveryEnabled: true });
        expect(replica.DeletionProtectionEnabled).toBe(true);
      }
    });

    test('the table is encrypted, on demand, forgets by its ttl, and tells the relay of new images', () => {
      expect(table.SSESpecification).toEqual({ SSEEnabled: true, SSEType: 'KMS' });
      expect(table.BillingMode).toBe('PAY_PER_REQUEST');
      expect(table.TimeToLiveSpecification).toEqual({ AttributeName: 'ttl', Enabled: true });
      expect(table.StreamSpecification).toEqual({ StreamViewType: 'NEW_IMAGE' });
    });

    test('table, keys and secrets stay when the stack goes', () => {
      const template = JSON.parse(readFileSync(join(stacks.folder, 'touchpoint-demo-data.template.json'), 'utf8'));
      const kept = ['AWS::DynamoDB::GlobalTable', 'AWS::KMS::Key', 'AWS::SecretsManager::Secret'];
      const resources = Object.values<Record<string, string>>(template.Resources);
      const going = resources.filter(
        ({ Type, DeletionPolicy }) => kept.includes(Type ?? '') && DeletionPolicy !== 'Retain',
      );
      expect(going).toEqual([]);
    });

    test('passes are signed with ES256', () => {
      const keys = stacks.all('AWS::KMS::Key').map(({ properties }) => [properties.KeySpec, properties.KeyUsage]);
      expect(keys).toEqual([
        ['ECC_NIST_P256', 'SIGN_VERIFY'],
        ['ECC_NIST_P256', 'SIGN_VERIFY'],
      ]);
    });

    test('buckets are encrypted and closed to the public and to plain HTTP', () => {
      for (const { name, properties } of stacks.all('AWS::S3::Bucket')) {
        expect(properties.BucketEncryption).toBeDefined();
        expect(Object.values(properties.PublicAccessBlockConfiguration)).toEqual([true, true, true, true]);
        const policy = stacks.all('AWS::S3::BucketPolicy').find((found) => found.properties.Bucket === name);
        expect(JSON.stringify(policy?.properties.PolicyDocument)).toContain('"aws:SecureTransport":"false"');
      }
    });
  });

  describe('functions', () => {
    const functions = stacks.all('AWS::Lambda::Function');

    test('there is one for each entry of the list and each registered micro-app, and none besides', () => {
      const expected = [...Object.keys(FUNCTIONS), ...registeredApps.map(({ id }) => id)];
      expect(functions.map(({ name }) => name).sort()).toEqual(
        expected.map((name) => `touchpoint-demo-${name}`).sort(),
      );
    });

    test('no folder of functions or micro-apps is left out', () => {
      expect(folders('functions').sort()).toEqual(Object.keys(FUNCTIONS).sort());
      expect(folders('micro-apps').sort()).toEqual(registeredApps.map(({ id }) => id).sort());
    });

    test('each is told what it asks for, and nothing else', () => {
      const toldOf = ({ properties }: Resource) => Object.keys(properties.Environment?.Variables ?? {}).sort();
      const variables = [...new Set(functions.flatMap(toldOf))];
      const asksFor = (name: string) => {
        const handler = registeredApps.some(({ id }) => id === name) ? `micro-apps/${name}` : `functions/${name}`;
        const bundle = readFileSync(join(stacks.folder, 'built/bundles', handler, 'index.mjs'), 'utf8');
        return variables.filter((variable) => new RegExp(`["'\`]${variable}["'\`]`).test(bundle)).sort();
      };
      const names = functions.map(({ name }) => name.replace('touchpoint-demo-', ''));
      const told = functions.map((found, index) => [names[index], toldOf(found)]);
      expect(Object.fromEntries(told)).toEqual(Object.fromEntries(names.map((name) => [name, asksFor(name)])));
    });

    test('all run on Node 24 and arm64, without source maps switched on', () => {
      for (const { properties } of functions) {
        expect(properties).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'], Handler: 'index.handler' });
        expect(properties.Environment?.Variables ?? {}).not.toHaveProperty('NODE_OPTIONS');
      }
    });

    test('no log is kept forever', () => {
      for (const { properties } of stacks.all('AWS::Logs::LogGroup')) expect(properties.RetentionInDays).toBe(30);
      for (const { properties } of functions) expect(properties.LoggingConfig.LogGroup).toBeTruthy();
    });

    test('each has an alarm that says first what customers lose', () => {
      const alarms = stacks
        .all('AWS::CloudWatch::Alarm')
        .filter(({ properties }) => properties.AlarmActions.length > 0);
      for (const { name, properties } of functions) {
        const own = alarms.filter(({ properties: alarm }) =>
          alarm.AlarmDescription.includes(`${name} fails or is throttled`),
        );
        expect(own).toHaveLength(1);
        expect(own[0]?.properties.AlarmDescription.startsWith(properties.Description)).toBe(true);
        expect(properties.Description).toMatch(/^\S.* .*\.$/);
      }
    });
  });

  describe('figures', () => {
    const [dashboard] = stacks.all('AWS::CloudWatch::Dashboard');
    const { name: table } = one('AWS::DynamoDB::GlobalTable');

    test('journey events stand on the dashboard by their type, each of them', () => {
      const { widgets } = JSON.parse(dashboard?.properties.DashboardBody);
      const shown = widgets.flatMap(({ properties }: Properties) => properties.metrics ?? []).flat();
      const searches = shown.flatMap(({ expression }: Properties) => expression ?? []);
      expect(searches).toEqual([
        `SEARCH('{Touchpoint,service,shop,type} MetricName="JourneyEvents" service="touchpoint" shop="demo"', 'Sum', 300)`,
      ]);
    });

    test.each(['OutboxMarksOld', 'FactsWaitingTooLong'])(
      '%s rings at the first, by what the sweeper counts',
      (figure) => {
        const ringing = stacks
          .all('AWS::CloudWatch::Alarm')
          .filter(({ properties }) => properties.MetricName === figure && properties.AlarmActions.length > 0);
        expect(ringing).toHaveLength(1);
        const { properties } = ringing[0] ?? { properties: {} };
        expect(properties).toMatchObject({ Namespace: 'Touchpoint', Threshold: 1, Statistic: 'Maximum' });
        expect(properties.ComparisonOperator).toBe('GreaterThanOrEqualToThreshold');
        expect(properties.Dimensions).toEqual([
          { Name: 'service', Value: 'touchpoint' },
          { Name: 'table', Value: table },
        ]);
        expect(properties.AlarmDescription).toMatch(/^Customers \S.*\. \S/);
      },
    );
  });

  describe('the API', () => {
    const routes = stacks.all('AWS::ApiGatewayV2::Route').map(({ properties }) => properties.RouteKey);

    test('has a route for each micro-app, and a problem document for every other path', () => {
      const apps = registeredApps.map(({ id }) => `POST /api/micro-apps/${id}`);
      const others = [
        'POST /api/connectors/easypost',
        'POST /api/connectors/shopify',
        'POST /api/events',
        'POST /api/looks',
      ];
      expect(routes.sort()).toEqual(['$default', ...apps, ...others].sort());
    });

    test('is throttled, and its log holds neither query nor headers nor addresses', () => {
      const { properties } = one('AWS::ApiGatewayV2::Stage');
      expect(properties.DefaultRouteSettings.ThrottlingRateLimit).toBeGreaterThan(0);
      expect(properties.AccessLogSettings.Format).not.toMatch(/querystring|header|sourceIp|authorizer|path/i);
    });

    test('lets the configured origins embed micro-apps, without cookies', () => {
      const { CorsConfiguration } = one('AWS::ApiGatewayV2::Api').properties;
      expect(CorsConfiguration.AllowOrigins).toEqual(['https://www.shop.example']);
      expect(CorsConfiguration.AllowCredentials).toBeFalsy();
    });
  });
};
