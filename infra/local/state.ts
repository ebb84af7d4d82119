// What the local services remember between starts (queues, key material, secrets, checkpoints), in one SQLite file.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export interface State {
  readonly database: DatabaseSync;
  /** The value kept under a name, made by `create` the first time. */
  remember(name: string, create: () => string): string;
  read(name: string): string | undefined;
  write(name: string, value: string): void;
  close(): void;
}

/** Everything that a start keeps in its data folder. */
const KEPT = ['local.db', 'local.db-wal', 'local.db-shm', 'tables.db', 'tables.db-wal', 'tables.db-shm', 'buckets'];

/**
 * @param fresh forgets what earlier starts kept
 * @throws Error with a sentence where another process holds the folder
 */
export function openState(folder: string, fresh = false): State {
  if (fresh) {
    openState(folder).close(); // Whoever holds the folder keeps it.
    for (const name of KEPT) rmSync(join(folder, name), { recursive: true, force: true });
  }
  mkdirSync(folder, { recursive: true });
  const database = lockedDatabase(folder);
  const select = database.prepare('SELECT value FROM facts WHERE name = ?');
  const upsert = database.prepare(
    'INSERT INTO facts (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
  const read = (name: string) => select.get(name)?.value as string | undefined;
  const write = (name: string, value: string) => {
    upsert.run(name, value);
  };
  return {
    database,
    read,
    write,
    remember(name, create) {
      const known = read(name);
      if (known !== undefined) return known;
      const created = create();
      write(name, created);
      return created;
    },
    close: () => database.close(),
  };
}

/** The exclusive lock is the folder's own: it ends with the process, however that ends. */
function lockedDatabase(folder: string): DatabaseSync {
  const database = new DatabaseSync(join(folder, 'local.db'));
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF');
    database.exec('CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID');
    database.exec('BEGIN IMMEDIATE; COMMIT');
    return database;
  } catch (error) {
    database.close();
    throw new Error(`Another process is running on ${folder}: stop it first, or choose another data folder.`, {
      cause: error,
    });
  }
}
