// A site for page tests: the built pages with the headers that the edge sends, and an API that answers what a test says.
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { assetHeaders, pageHeaders } from '../../infra/constructs/security-headers.ts';
import { policyHeaders, type ResponseHeadersPolicy } from '../../infra/local/response-headers.ts';
import { closeServer, listenOn, readBody } from '../../infra/local/sockets.ts';
import { buildPages } from '../../infra/pages.ts';
import { readShopConfig } from '../../infra/shop-config.ts';
import * as register from '../../micro-apps/index.ts';
import { NOW } from '../../micro-apps/track-order/example-orders.ts';

export interface ApiRequest {
  readonly path: string;
  readonly pass: string;
  readonly language: string | undefined;
  readonly body: unknown;
}

export interface ApiReply {
  readonly status: number;
  readonly body: object;
}

export interface StubSite {
  readonly url: string;
  /** Folder with the built pages. */
  readonly pages: string;
  /** What the API was asked, oldest first. */
  readonly asked: ApiRequest[];
  /** What the API answers from now on; a promise answers when it is ready. */
  reply(to: (request: ApiRequest) => ApiReply | Promise<ApiReply>): void;
  close(): Promise<void>;
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

const HTTP_NOW = new Date(NOW).toUTCString();

export const startStubSite = async (): Promise<StubSite> => {
  const folder = mkdtempSync(join(tmpdir(), 'touchpoint-pages-'));
  const shop = { ...readShopConfig(), name: 'Fern & Clay' };
  const pages = buildPages({ shop, apps: Object.values(register), outFolder: join(folder, 'pages') });
  const headers = edgeHeaders();
  const asked: ApiRequest[] = [];
  let answer: Parameters<StubSite['reply']>[0] = () => ({ status: 404, body: {} });

  const serveApi = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(request, 64 * 1024);
    const sent: ApiRequest = {
      path: request.url ?? '',
      pass: (request.headers.authorization ?? '').replace('Bearer ', ''),
      language: request.headers['accept-language'],
      body: JSON.parse(String(body)),
    };
    asked.push(sent);
    const reply = await answer(sent);
    response.writeHead(reply.status, { 'content-type': 'application/json', date: HTTP_NOW });
    response.end(JSON.stringify(reply.body));
  };
  const serveFile = (path: string, response: ServerResponse): void => {
    const file = join(pages, path.endsWith('/') ? `${path}index.html` : path);
    const found = statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
    const served = found ? file : join(pages, '404.html');
    const policy = path.startsWith('/assets/') ? headers.asset : headers.page;
    response.writeHead(found ? 200 : 404, { ...policy, 'content-type': CONTENT_TYPES[extname(served)] });
    response.end(readFileSync(served));
  };
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://stub').pathname;
    if (path.startsWith('/api/')) void serveApi(request, response);
    else serveFile(path, response);
  });
  const port = await listenOn(server, 0);
  return {
    url: `http://localhost:${port}`,
    pages,
    asked,
    reply: (to) => {
      answer = to;
    },
    close: async () => {
      server.closeAllConnections();
      await closeServer(server);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** As the edge stack sends them; `https` is told only over https. */
const edgeHeaders = (): { readonly page: Record<string, string>; readonly asset: Record<string, string> } => {
  const stack = new Stack();
  pageHeaders(stack, 'Page');
  assetHeaders(stack, 'Asset');
  const policies = Object.entries(Template.fromStack(stack).findResources('AWS::CloudFront::ResponseHeadersPolicy'));
  const headersOf = (id: string): Record<string, string> => {
    const found = policies.find(([logicalId]) => logicalId.startsWith(id))?.[1];
    const config: ResponseHeadersPolicy = found?.Properties.ResponseHeadersPolicyConfig;
    const { override, fallback } = policyHeaders(config);
    return { ...fallback, ...override };
  };
  return { page: headersOf('Page'), asset: headersOf('Asset') };
};
