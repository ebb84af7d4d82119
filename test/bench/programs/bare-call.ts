// The floor: nothing but the SDK's client and the request that tracking makes. Bundled as functions are.
import { BatchGetItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { clientOptions } from '../../../shared/aws/clients.ts';

const client = new DynamoDBClient(clientOptions);
const tableName = process.env.TABLE_NAME ?? '';
/** Partition key and sort keys of the two items. */
const [pk = '', ...sks] = JSON.parse(process.env.BENCH_KEYS ?? '[]') as string[];

export const handler = async (): Promise<object> => {
  const Keys = sks.map((sk) => ({ pk: { S: pk }, sk: { S: sk } }));
  const { Responses } = await client.send(
    new BatchGetItemCommand({ RequestItems: { [tableName]: { Keys, ConsistentRead: false } } }),
  );
  const items = Responses?.[tableName] ?? [];
  if (items.length !== sks.length) throw new Error(`The table answered ${items.length} items of ${sks.length}.`);
  return items;
};
