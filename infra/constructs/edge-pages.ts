// The edge: pages from a bucket, /api from the HTTP API, one address for both, so that pages need no CORS.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  OriginSslPolicy,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, Source } from 'aws-cdk-lib/aws-s3-deployment';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { apiHeaders, assetHeaders, ownPageHeaders, pageHeaders } from './security-headers.ts';

interface EdgePagesProps {
  readonly shopName: string;
  /** Folder with the built pages. */
  readonly pages: string;
  readonly apiHost: string;
  /** Its `current` value is what the API knows us by. */
  readonly originSecret: Secret;
  /** A deploy reads the secret again only where the template changed: this number makes it change. */
  readonly originSecretRevision: number;
  readonly firewallArn: string;
}

export class EdgePages extends Construct {
  readonly distribution: Distribution;

  constructor(scope: Construct, id: string, props: EdgePagesProps) {
    super(scope, id);
    const bucket = new Bucket(this, 'Bucket', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const origin = S3BucketOrigin.withOriginAccessControl(bucket);
    const fromBucket = { origin, viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS, compress: true };
    this.distribution = new Distribution(this, 'Distribution', {
      comment: `Touchpoint of ${props.shopName}, origin secret ${props.originSecretRevision}`,
      webAclId: props.firewallArn,
      defaultBehavior: {
        ...fromBucket,
        responseHeadersPolicy: pageHeaders(this, 'PageHeaders'),
        functionAssociations: [{ eventType: FunctionEventType.VIEWER_REQUEST, function: this.findPage(props.pages) }],
      },
      additionalBehaviors: {
        '/assets/*': { ...fromBucket, responseHeadersPolicy: assetHeaders(this, 'AssetHeaders') },
        '/api/*': this.toApi(props),
      },
    });
    this.upload(bucket, props.pages);
  }

  private toApi({ apiHost, originSecret }: EdgePagesProps): BehaviorOptions {
    return {
      origin: new HttpOrigin(apiHost, {
        protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
        originSslProtocols: [OriginSslPolicy.TLS_V1_2],
        customHeaders: { 'x-origin-secret': originSecret.secretValueFromJson('current').unsafeUnwrap() },
      }),
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
      allowedMethods: AllowedMethods.ALLOW_ALL,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      responseHeadersPolicy: apiHeaders(this, 'ApiHeaders'),
    };
  }

  /** Asked at the edge for every page: a bucket knows files only, and answers what it does not hold in no human words. */
  private findPage(pages: string): EdgeFunction {
    const files = globSync('**/*.html', { cwd: pages }).map((file) => `/${file}`);
    const known = files.filter((file) => file !== NOT_FOUND).sort();
    const code = findPageCode(known, readFileSync(join(pages, NOT_FOUND), 'utf8'));
    // The older runtime writes no pages.
    return new EdgeFunction(this, 'FindPage', { code: FunctionCode.fromInline(code), runtime: FunctionRuntime.JS_2_0 });
  }

  /** Older scripts stay: a page that was opened before a deploy may still ask for them. */
  private upload(bucket: Bucket, pages: string): void {
    new BucketDeployment(this, 'Upload', {
      sources: [Source.asset(pages)],
      destinationBucket: bucket,
      distribution: this.distribution,
      distributionPaths: ['/*'],
      prune: false,
      retainOnDelete: false,
      logGroup: new LogGroup(this, 'UploadLog', {
        retention: RetentionDays.ONE_MONTH,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
    });
  }
}

const NOT_FOUND = '/404.html';

// A custom error response would do for all of the distribution, and so replace the problem documents of the API; and a function
// cannot change the status of what a bucket answers. So it writes that page itself.
const findPageCode = (known: readonly string[], notFoundPage: string): string => `var known = ${JSON.stringify(known)};
var notFound = ${JSON.stringify(notFound(notFoundPage))};
function handler(event) {
  var request = event.request;
  var file = /\\.[a-z]+$/.test(request.uri) ? request.uri : request.uri.replace(/\\/?$/, '/index.html');
  if (known.indexOf(file) < 0) return notFound;
  request.uri = file;
  return request;
}`;

const notFound = (page: string) => {
  const headers = Object.entries({ 'content-type': 'text/html; charset=utf-8', ...ownPageHeaders });
  return {
    statusCode: 404,
    statusDescription: 'Not Found',
    headers: Object.fromEntries(headers.map(([name, value]) => [name, { value }])),
    body: { encoding: 'text', data: page },
  };
};
