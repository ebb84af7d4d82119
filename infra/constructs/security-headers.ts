// What browsers are told with every answer: pages run only our own scripts and talk only to us.
import { Duration } from 'aws-cdk-lib';
import {
  HeadersFrameOption,
  HeadersReferrerPolicy,
  type ResponseCustomHeader,
  ResponseHeadersPolicy,
  type ResponseSecurityHeadersBehavior,
} from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';

/** `lit-html` is the policy by which Lit turns our own templates into elements. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html',
].join('; ');

const SECURE_FOR = Duration.days(730);

const everywhere: ResponseSecurityHeadersBehavior = {
  strictTransportSecurity: { accessControlMaxAge: SECURE_FOR, includeSubdomains: true, override: true },
  contentTypeOptions: { override: true },
  referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
};

const onPages: ResponseSecurityHeadersBehavior = {
  ...everywhere,
  contentSecurityPolicy: { contentSecurityPolicy: CONTENT_SECURITY_POLICY, override: true },
  frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
};

const header = (name: string, value: string): ResponseCustomHeader => ({ header: name, value, override: true });

const isolation = [
  header('cross-origin-opener-policy', 'same-origin'),
  header('cross-origin-resource-policy', 'same-origin'),
  header('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'),
];

const onEachPage = [...isolation, header('cache-control', 'no-cache')];

/** Pages are asked for again each time; what they load has its hash in its name and is kept. */
export const pageHeaders = (scope: Construct, id: string): ResponseHeadersPolicy =>
  new ResponseHeadersPolicy(scope, id, {
    securityHeadersBehavior: onPages,
    customHeadersBehavior: { customHeaders: onEachPage },
  });

export const assetHeaders = (scope: Construct, id: string): ResponseHeadersPolicy =>
  new ResponseHeadersPolicy(scope, id, {
    securityHeadersBehavior: onPages,
    customHeadersBehavior: {
      customHeaders: [...isolation, header('cache-control', 'public, max-age=31536000, immutable')],
    },
  });

/** The same for a page that the edge writes itself: a policy is promised for what comes from an origin. */
export const ownPageHeaders: Readonly<Record<string, string>> = {
  'strict-transport-security': `max-age=${SECURE_FOR.toSeconds()}; includeSubDomains`,
  'x-content-type-options': 'nosniff',
  'referrer-policy': HeadersReferrerPolicy.NO_REFERRER,
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-frame-options': HeadersFrameOption.DENY,
  ...Object.fromEntries(onEachPage.map(({ header: name, value }) => [name, value])),
};

/** Answers are a customer's own: nothing on the way may keep them. */
export const apiHeaders = (scope: Construct, id: string): ResponseHeadersPolicy =>
  new ResponseHeadersPolicy(scope, id, {
    securityHeadersBehavior: everywhere,
    customHeadersBehavior: { customHeaders: [header('cache-control', 'no-store')] },
  });
