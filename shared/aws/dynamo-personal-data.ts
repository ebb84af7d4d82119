// The personal data port on DynamoDB: partitions of their own, which a grant can leave out.
import { ConditionalCheckFailedException, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { personKey } from '../profile/keys.ts';
import type { PersonalDataPort } from '../profile/personal-data-port.ts';
import { toAttributes, toKey } from './dynamo-attributes.ts';
import type { DynamoTable } from './dynamo-table.ts';

/** @example dynamoPersonalData({ client: dynamoClient(), tableName: process.env.TABLE_NAME }) */
export const dynamoPersonalData = ({ client, tableName }: DynamoTable): PersonalDataPort => ({
  put: async (kept) => {
    try {
      await client.send(
        new PutItemCommand({
          TableName: tableName,
          Item: { ...toKey(personKey(kept)), ...toAttributes(kept) },
          ConditionExpression: 'attribute_not_exists(pk) OR revision <= :revision',
          ExpressionAttributeValues: { ':revision': { S: kept.revision } },
        }),
      );
    } catch (error) {
      // A newer revision is kept already.
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  },
});
