// A CloudFront response headers policy as plain headers.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-responseheaderspolicy-responseheaderspolicyconfig.html

interface Overriding {
  readonly Override?: boolean;
}

export interface ResponseHeadersPolicy {
  readonly SecurityHeadersConfig?: {
    readonly ContentSecurityPolicy?: Overriding & { readonly ContentSecurityPolicy: string };
    readonly ContentTypeOptions?: Overriding;
    readonly FrameOptions?: Overriding & { readonly FrameOption: string };
    readonly ReferrerPolicy?: Overriding & { readonly ReferrerPolicy: string };
    readonly StrictTransportSecurity?: Overriding & {
      readonly AccessControlMaxAgeSec: number;
      readonly IncludeSubdomains?: boolean;
    };
  };
  readonly CustomHeadersConfig?: {
    readonly Items: readonly (Overriding & { readonly Header: string; readonly Value: string })[];
  };
}

export interface PolicyHeaders {
  /** Set whatever the origin says. */
  readonly override: Readonly<Record<string, string>>;
  /** Set where the origin says nothing. */
  readonly fallback: Readonly<Record<string, string>>;
}

export function policyHeaders(policy: ResponseHeadersPolicy | undefined): PolicyHeaders {
  const override: Record<string, string> = {};
  const fallback: Record<string, string> = {};
  const add = (name: string, rule: Overriding | undefined, value: string) => {
    if (rule) (rule.Override ? override : fallback)[name.toLowerCase()] = value;
  };
  const security = policy?.SecurityHeadersConfig ?? {};
  const transport = security.StrictTransportSecurity;
  add(
    'content-security-policy',
    security.ContentSecurityPolicy,
    security.ContentSecurityPolicy?.ContentSecurityPolicy ?? '',
  );
  add('x-content-type-options', security.ContentTypeOptions, 'nosniff');
  add('x-frame-options', security.FrameOptions, security.FrameOptions?.FrameOption ?? '');
  add('referrer-policy', security.ReferrerPolicy, security.ReferrerPolicy?.ReferrerPolicy ?? '');
  add(
    'strict-transport-security',
    transport,
    `max-age=${transport?.AccessControlMaxAgeSec}${transport?.IncludeSubdomains ? '; includeSubDomains' : ''}`,
  );
  for (const item of policy?.CustomHeadersConfig?.Items ?? []) add(item.Header, item, item.Value);
  return { override, fallback };
}
