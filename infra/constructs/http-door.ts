// The HTTP API: every route is written out; whatever else is asked for gets a problem document from the $default route.
import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  CorsHttpMethod,
  HttpApi,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { SuiteFunction } from './suite-function.ts';

interface HttpDoorProps {
  readonly name: string;
  /** Origins of shop pages that embed a micro-app; cookies are never sent along. */
  readonly embedOrigins: readonly string[];
  /** What answers a path that nothing else answers. */
  readonly unknownPath: SuiteFunction;
}

/** Requests a second that the whole API takes, on average and at once. */
const THROTTLE = { rateLimit: 500, burstLimit: 1000 };

export class HttpDoor extends Construct {
  readonly api: HttpApi;

  constructor(scope: Construct, id: string, { name, embedOrigins, unknownPath }: HttpDoorProps) {
    super(scope, id);
    this.api = new HttpApi(this, 'Api', {
      apiName: name,
      createDefaultStage: false,
      ...(embedOrigins.length > 0 && { corsPreflight: forEmbedding(embedOrigins) }),
    });
    new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: THROTTLE,
      accessLogSettings: { destination: new LogGroupLogDestination(this.accessLog()), format: ACCESS_LOG_FORMAT },
    });
    this.addRoute('UnknownPath', HttpRouteKey.DEFAULT, unknownPath);
  }

  /** Host of the API, for the edge. */
  get host(): string {
    return `${this.api.apiId}.execute-api.${Stack.of(this).region}.amazonaws.com`;
  }

  /** @example door.post('/api/looks', looks) */
  post(path: `/api/${string}`, to: SuiteFunction): void {
    this.addRoute(path.slice('/api/'.length), HttpRouteKey.with(path, HttpMethod.POST), to);
  }

  private addRoute(id: string, routeKey: HttpRouteKey, to: SuiteFunction): void {
    const integration = new HttpLambdaIntegration(id, to.lambda);
    new HttpRoute(this, id, { httpApi: this.api, routeKey, integration });
  }

  private accessLog(): LogGroup {
    return new LogGroup(this, 'AccessLog', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }
}

const forEmbedding = (allowOrigins: readonly string[]) => ({
  allowOrigins: [...allowOrigins],
  allowMethods: [CorsHttpMethod.POST],
  allowHeaders: ['authorization', 'content-type', 'accept-language', 'idempotency-key'],
  exposeHeaders: ['retry-after', 'idempotency-replayed'],
  maxAge: Duration.hours(1),
});

/** Neither query nor headers: no personal data and no pass. The address is the edge's, not the customer's. */
const ACCESS_LOG_FORMAT = AccessLogFormat.custom(
  JSON.stringify({
    time: '$context.requestTime',
    requestId: '$context.requestId',
    routeKey: '$context.routeKey',
    status: '$context.status',
    responseLength: '$context.responseLength',
    latency: '$context.responseLatency',
    integrationError: '$context.integrationErrorMessage',
  }),
);
