// The edge: what browsers are told, what reaches the API, and what is stopped before.
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from '@jest/globals';
import { policyHeaders } from '../../infra/local/response-headers.ts';
import type { Properties, Resource, Stacks } from './synthesized.ts';

export const edge = (stacks: Stacks): void => {
  const [distribution] = stacks.all('AWS::CloudFront::Distribution');
  const config: Properties = distribution?.properties.DistributionConfig;
  const behaviourOf = (path: string): Properties =>
    config.CacheBehaviors.find(({ PathPattern }: Properties) => PathPattern === path);
  const headersOf = ({ ResponseHeadersPolicyId }: Properties): Properties =>
    stacks.all('AWS::CloudFront::ResponseHeadersPolicy').find(({ name }) => name === ResponseHeadersPolicyId)
      ?.properties.ResponseHeadersPolicyConfig;
  const customHeaders = (policy: Properties): Record<string, string> =>
    Object.fromEntries(policy.CustomHeadersConfig.Items.map(({ Header, Value }: Properties) => [Header, Value]));

  describe('pages', () => {
    const policy = headersOf(config.DefaultCacheBehavior);
    const security = policy.SecurityHeadersConfig;

    test('run only our own scripts, talk only to us, and turn no text into script', () => {
      const directives: string[] = security.ContentSecurityPolicy.ContentSecurityPolicy.split('; ');
      expect(directives).toEqual(
        expect.arrayContaining([
          "default-src 'none'",
          "script-src 'self'",
          "connect-src 'self'",
          "base-uri 'none'",
          "frame-ancestors 'none'",
          "require-trusted-types-for 'script'",
        ]),
      );
      expect(directives.join()).not.toMatch(/unsafe|\*|https?:/);
    });

    test('tell nobody where a customer came from, and are asked for over TLS only', () => {
      expect(security.ReferrerPolicy.ReferrerPolicy).toBe('no-referrer');
      expect(security.StrictTransportSecurity.AccessControlMaxAgeSec).toBeGreaterThanOrEqual(31_536_000);
      expect(security.ContentTypeOptions.Override).toBe(true);
      expect(config.DefaultCacheBehavior.ViewerProtocolPolicy).toBe('redirect-to-https');
      expect(Object.keys(customHeaders(policy))).toContain('permissions-policy');
    });

    test('are asked for again each time, and what they load is kept', () => {
      expect(customHeaders(policy)['cache-control']).toBe('no-cache');
      expect(customHeaders(headersOf(behaviourOf('/assets/*')))['cache-control']).toContain('immutable');
    });

    const [code] = stacks.all('AWS::CloudFront::Function');
    const find = runInNewContext(`${code?.properties.FunctionCode}; handler`) as (event: object) => Properties;

    test.each([
      ['/track-order/', '/track-order/index.html'],
      ['/track-order', '/track-order/index.html'],
      ['/', '/index.html'],
      ['/track-order/index.html', '/track-order/index.html'],
    ])('%s is the file %s', (asked, file) => {
      expect(find({ request: { uri: asked } }).uri).toBe(file);
    });

    test.each(['/wp-login.php', '/track-order/../../x', '/404.html', '/track-order/x'])(
      '%s is not there, and a page of our own says so',
      (asked) => {
        const { statusCode, headers, body } = find({ request: { uri: asked } });
        expect(statusCode).toBe(404);
        expect(body).toMatchObject({
          encoding: 'text',
          data: expect.stringContaining('<h1>There is nothing here</h1>'),
        });
        // A policy is promised only for what comes from an origin.
        expect(headers).toMatchObject(
          Object.fromEntries(Object.entries(policyHeaders(policy).override).map(([name, value]) => [name, { value }])),
        );
      },
    );

    test('are found by a function that is small enough for the edge and may write pages', () => {
      expect(Buffer.byteLength(code?.properties.FunctionCode)).toBeLessThan(10_000);
      expect(code?.properties.FunctionConfig.Runtime).toBe('cloudfront-js-2.0');
    });
  });

  describe('/api', () => {
    const behaviour = behaviourOf('/api/*');

    test('takes every method and header but Host to the API, and keeps no answer', () => {
      expect(behaviour.AllowedMethods).toContain('POST');
      // The managed policies CachingDisabled and AllViewerExceptHostHeader.
      expect(behaviour.CachePolicyId).toBe('4135ea2d-6df8-44a3-9df3-4b5a84be39ad');
      expect(behaviour.OriginRequestPolicyId).toBe('b689b0a8-53d0-40ab-baf2-68738e2966ac');
      expect(customHeaders(headersOf(behaviour))['cache-control']).toBe('no-store');
      expect(behaviour.ViewerProtocolPolicy).toBe('https-only');
    });

    test('shows the API the secret by which it knows us', () => {
      const origin = config.Origins.find(({ Id }: Properties) => Id === behaviour.TargetOriginId);
      expect(origin.OriginCustomHeaders).toEqual([
        { HeaderName: 'x-origin-secret', HeaderValue: expect.stringMatching(/^<secret .*:SecretString:current/) },
      ]);
      expect(origin.CustomOriginConfig.OriginProtocolPolicy).toBe('https-only');
    });

    test('is not answered by error pages: they would replace its problem documents', () => {
      expect(config.CustomErrorResponses).toBeUndefined();
    });
  });

  describe('the firewall', () => {
    const [firewall] = stacks.all('AWS::WAFv2::WebACL') as [Resource];
    const rules: Properties[] = firewall.properties.Rules;

    test('stands before everything', () => {
      expect(config.WebACLId).toBe(firewall.arn);
    });

    test('limits addresses, and searches no signed facts for attacks', () => {
      const limits = rules.filter(({ Statement }) => Statement.RateBasedStatement);
      expect(limits.map(({ Action }) => Action)).toEqual([{ Block: {} }, { Block: {} }]);
      const searching = rules.filter(({ Statement }) => Statement.ManagedRuleGroupStatement);
      expect(searching).toHaveLength(3);
      for (const { Statement } of searching) {
        const scope = JSON.stringify(Statement.ManagedRuleGroupStatement.ScopeDownStatement);
        expect(scope).toContain('/api/connectors/');
        expect(scope).toContain('NotStatement');
      }
    });

    test('keeps no sample of requests: they hold passes', () => {
      const all = [firewall.properties, ...rules].map(
        ({ VisibilityConfig }) => VisibilityConfig.SampledRequestsEnabled,
      );
      expect(new Set(all)).toEqual(new Set([false]));
    });
  });
};
