// The bucket of what the relay gave up: Lambda writes one object for each batch, with the whole records in it.
// https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
import { DeleteObjectCommand, GetObjectCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import type { LetterPlace } from '../letter-place.ts';
import type { Letter, OpenLetters } from './dead-letter.ts';

type StreamPlace = Extract<LetterPlace, { kind: 'stream' }>;

const description = z.object({
  requestContext: z.object({ condition: z.string(), approximateInvokeCount: z.int() }),
});

export const openBucket = async (place: StreamPlace): Promise<OpenLetters> => {
  const client = new S3Client({ forcePathStyle: true });
  const letters: Letter[] = [];
  for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket: place.bucket })) {
    for (const { Key = '' } of Contents) letters.push(await readLetter(Key, { client, place }));
  }
  // Objects are not hidden while somebody reads them.
  return { letters, close: async () => undefined };
};

const readLetter = async (
  Key: string,
  { client, place }: { client: S3Client; place: StreamPlace },
): Promise<Letter> => {
  const at = { Bucket: place.bucket, Key };
  const { Body, LastModified = new Date(0) } = await client.send(new GetObjectCommand(at));
  const whole = (await Body?.transformToString()) ?? '';
  return {
    id: `${place.name}/${Key.slice(Key.lastIndexOf('/') + 1)}`,
    place,
    since: LastModified,
    reason: reasonOf(whole),
    whole,
    remove: async () => {
      await client.send(new DeleteObjectCommand(at));
    },
  };
};

const reasonOf = (whole: string): string => {
  try {
    const { condition, approximateInvokeCount } = description.parse(JSON.parse(whole)).requestContext;
    return `The relay gave it up after ${approximateInvokeCount} tries (${condition}).`;
  } catch {
    return 'The relay gave it up.';
  }
};
