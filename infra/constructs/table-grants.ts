// Who may do what in which partitions of the table. IAM sees partition keys only, so each kind of data has its own prefix.
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { PARTITIONS } from '../../shared/profile/keys.ts';
import type { Grant } from './grant.ts';

type Partition = keyof typeof PARTITIONS;
type TableAction =
  | 'BatchGetItem'
  | 'BatchWriteItem'
  | 'ConditionCheckItem'
  | 'DeleteItem'
  | 'GetItem'
  | 'PutItem'
  | 'Query'
  | 'UpdateItem';

/** Spread over shards for all shops of a table; every other partition begins with its shop. */
const WITHOUT_SHOP: readonly Partition[] = ['outbox', 'waitingMark'];

/** Which partitions each action may touch. A transaction is allowed by the actions of its items. */
type Touches = Readonly<Partial<Record<TableAction, readonly Partition[]>>>;

/** Everything that a function of this suite may ever do to the table. */
export const TABLE_ACCESS = {
  /** Reads what a decision needs, and older pages of it. */
  readCustomers: { BatchGetItem: ['customer'], Query: ['customer'] },
  /** Commits what a decision changed: order, answer, journey events with their marks. */
  commitDecisions: { PutItem: ['customer', 'outbox'], ConditionCheckItem: ['customer'] },
  /** Commits that somebody looked; reads only to tell a revoked pass from a lost race. */
  recordLooks: { BatchGetItem: ['customer'], PutItem: ['customer', 'outbox'], ConditionCheckItem: ['customer'] },
  /** Folds facts, makes references known, keeps facts waiting and lets them go. */
  foldFacts: {
    BatchGetItem: ['customer'],
    GetItem: ['lookup'],
    Query: ['customer', 'waiting'],
    PutItem: ['customer', 'outbox', 'waiting', 'waitingMark'],
    UpdateItem: ['lookup'],
    DeleteItem: ['waiting', 'waitingMark'],
    ConditionCheckItem: ['lookup'],
  },
  /** Deletes the marks of what was published. */
  clearOutbox: { BatchWriteItem: ['outbox'] },
  /** Finds events and facts that have been left behind, and lets go of facts that wait in vain. */
  sweep: {
    Query: ['outbox', 'waitingMark'],
    BatchGetItem: ['customer', 'waiting'],
    BatchWriteItem: ['outbox'],
    DeleteItem: ['waiting', 'waitingMark'],
  },
  /** Keeps what a shop says of a person. Nobody reads it yet. */
  keepPersonalData: { PutItem: ['personalData'] },
} as const satisfies Record<string, Touches>;

/** @example tableGrant({ table, shop: 'demo', access: TABLE_ACCESS.clearOutbox }) */
export const tableGrant = (given: { table: ITableV2; shop: string; access: Touches }): Grant => ({
  environment: { TABLE_NAME: given.table.tableName },
  statements: Object.entries(given.access).map(([action, partitions]) => ({
    actions: [`dynamodb:${action}`],
    resources: [given.table.tableArn],
    conditions: {
      'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': partitions.map((one) => keysOf(one, given.shop)) },
    },
  })),
});

const keysOf = (partition: Partition, shop: string): string =>
  WITHOUT_SHOP.includes(partition) ? `${PARTITIONS[partition]}*` : `${PARTITIONS[partition]}${shop}#*`;
