// What the profile's twin stands on: items by partition and sort key, each call one step that nothing interleaves.
import type { ItemKey } from '../../shared/profile/keys.ts';

export interface InMemoryTable {
  get<Item>(key: ItemKey): Item | undefined;
  put(key: ItemKey, item: object): void;
  delete(key: ItemKey): void;
  /** Items of a partition whose sort key begins so, smallest sort key first. */
  query<Item>(pk: string, beginning?: string): { sk: string; item: Item }[];
}

// Through JSON, as through a table: no caller holds what is stored, and what is undefined is not there.
const copy = <Item>(item: object): Item => JSON.parse(JSON.stringify(item)) as Item;

const byCodeUnits = (a: { sk: string }, b: { sk: string }): number => (a.sk < b.sk ? -1 : 1);

export const inMemoryTable = (): InMemoryTable => {
  const partitions = new Map<string, Map<string, object>>();
  const partition = (pk: string): Map<string, object> => {
    const items = partitions.get(pk) ?? new Map<string, object>();
    partitions.set(pk, items);
    return items;
  };
  return {
    get: <Item>({ pk, sk }: ItemKey) => {
      const item = partition(pk).get(sk);
      return item && copy<Item>(item);
    },
    put: ({ pk, sk }, item) => {
      partition(pk).set(sk, copy(item));
    },
    delete: ({ pk, sk }) => {
      partition(pk).delete(sk);
    },
    query: <Item>(pk: string, beginning = '') =>
      [...partition(pk)]
        .filter(([sk]) => sk.startsWith(beginning))
        .map(([sk, item]) => ({ sk, item: copy<Item>(item) }))
        .sort(byCodeUnits),
  };
};
