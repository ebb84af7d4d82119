// Buckets as folders: for operators and failed batches through the S3 API (path style), for the pages by the distribution.
// https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ServiceError } from './aws-service.ts';
import type { ServiceReply, ServiceRequest } from './permission-door.ts';

export interface Buckets {
  get(bucket: string, key: string): Buffer | undefined;
  put(bucket: string, key: string, body: string | Buffer): void;
  list(bucket: string): string[];
  remove(bucket: string, key: string): void;
  /** Fills a bucket with a folder of the assembly; what an earlier start put there goes. */
  deploy(bucket: string, folders: readonly string[]): void;
}

export function openBuckets(folder: string, names: readonly string[]): Buckets {
  const root = (bucket: string) => {
    if (!names.includes(bucket)) throw new ServiceError('NoSuchBucket', 'The specified bucket does not exist', 404);
    return join(folder, bucket);
  };
  const fileOf = (bucket: string, key: string) => join(root(bucket), ...key.split('/').map(fileName));
  return {
    get(bucket, key) {
      const file = fileOf(bucket, key);
      return statSync(file, { throwIfNoEntry: false })?.isFile() ? readFileSync(file) : undefined;
    },
    put(bucket, key, body) {
      const file = fileOf(bucket, key);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, body);
    },
    list(bucket) {
      if (!existsSync(root(bucket))) return [];
      const entries = readdirSync(root(bucket), { recursive: true, withFileTypes: true });
      const keys = entries
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(root(bucket).length + 1));
      return keys.map((key) => key.split('/').map(decodeURIComponent).join('/')).sort();
    },
    remove(bucket, key) {
      rmSync(fileOf(bucket, key), { force: true });
    },
    deploy(bucket, folders) {
      rmSync(root(bucket), { recursive: true, force: true });
      for (const from of folders) cpSync(from, root(bucket), { recursive: true });
    },
  };
}

/** No key leads out of its bucket's folder. */
function fileName(part: string): string {
  return /^\.*$/.test(part) ? part.replaceAll('.', '%2E') || '%' : encodeURIComponent(part);
}

/** One request of the S3 REST API. */
export function serveBuckets(buckets: Buckets, { method, url, body, authorize }: ServiceRequest): ServiceReply {
  const { pathname, searchParams } = new URL(url, 'http://local');
  const [bucket = '', ...rest] = pathname.slice(1).split('/').map(decodeURIComponent);
  const key = rest.join('/');
  const arn = `arn:aws:s3:::${bucket}`;
  if (!key && method === 'GET') {
    const prefix = searchParams.get('prefix') ?? '';
    authorize([{ action: 's3:ListBucket', resource: arn, context: {} }]);
    const keys = buckets.list(bucket).filter((one) => one.startsWith(prefix));
    return xml(
      `<ListBucketResult><Name>${escapeXml(bucket)}</Name><KeyCount>${keys.length}</KeyCount><IsTruncated>false</IsTruncated>${keys
        .map((one) => `<Contents><Key>${escapeXml(one)}</Key></Contents>`)
        .join('')}</ListBucketResult>`,
    );
  }
  const action = { PUT: 's3:PutObject', DELETE: 's3:DeleteObject' }[method] ?? 's3:GetObject';
  authorize([{ action, resource: `${arn}/${key}`, context: {} }]);
  if (method === 'PUT') {
    buckets.put(bucket, key, body);
    return { status: 200, headers: { etag: etagOf(body) }, body: '' };
  }
  if (method === 'DELETE') {
    buckets.remove(bucket, key);
    return { status: 204, headers: {}, body: '' };
  }
  const found = buckets.get(bucket, key);
  if (!found) throw new ServiceError('NoSuchKey', 'The specified key does not exist.', 404);
  return { status: 200, headers: { etag: etagOf(found), 'content-type': 'application/octet-stream' }, body: found };
}

export function etagOf(body: Buffer): string {
  return `"${createHash('md5').update(body).digest('hex')}"`;
}

function xml(body: string): ServiceReply {
  return {
    status: 200,
    headers: { 'content-type': 'application/xml' },
    body: `<?xml version="1.0" encoding="UTF-8"?>${body}`,
  };
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
