// Between values and DynamoDB's typed attributes. Our own few lines: for an order of 4 lines and 8 scans `unmarshall` of
// @aws-sdk/util-dynamodb takes 56 µs, this 8 µs, on a read whose whole budget over the bare call is a few hundred.
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { ItemKey } from '../profile/keys.ts';

export type Attributes = Record<string, AttributeValue>;

/** What can be kept: JSON, and sets of texts. Numbers are integers up to 2^53. `undefined` is left out. */
export const toAttributes = (item: object): Attributes => {
  const attributes: Attributes = {};
  for (const [name, value] of Object.entries(item)) {
    if (value !== undefined) attributes[name] = toAttribute(value);
  }
  return attributes;
};

const toAttribute = (value: unknown): AttributeValue => {
  // Half a surrogate pair is no text to the table: it would refuse the whole write.
  if (typeof value === 'string') return { S: value.toWellFormed() };
  if (typeof value === 'number') return { N: String(value) };
  if (typeof value === 'boolean') return { BOOL: value };
  if (Array.isArray(value)) return { L: value.map(toAttribute) };
  if (value instanceof Set) return { SS: [...value] };
  return value === null ? { NULL: true } : { M: toAttributes(value as object) };
};

/** The item without its place in the table. */
export const fromItem = <Item>({ pk: _pk, sk: _sk, ttl: _ttl, ...attributes }: Attributes): Item =>
  fromAttributes(attributes) as Item;

export const fromAttributes = (attributes: Attributes): Record<string, unknown> => {
  const item: Record<string, unknown> = {};
  for (const name in attributes) item[name] = fromAttribute(attributes[name] as AttributeValue);
  return item;
};

const fromAttribute = (attribute: AttributeValue): unknown => {
  if (attribute.S !== undefined) return attribute.S;
  if (attribute.N !== undefined) return Number(attribute.N);
  if (attribute.M !== undefined) return fromAttributes(attribute.M);
  if (attribute.L !== undefined) return attribute.L.map(fromAttribute);
  if (attribute.BOOL !== undefined) return attribute.BOOL;
  return attribute.SS ? new Set(attribute.SS) : null;
};

export const toKey = ({ pk, sk }: ItemKey): Attributes => ({ pk: { S: pk }, sk: { S: sk } });
