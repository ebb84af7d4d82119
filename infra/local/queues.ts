// The queues' messages, kept in the data folder: hidden while somebody works on them, moved after too many receives.
// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html
// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
import { randomUUID } from 'node:crypto';
import type { Clock } from './clock.ts';
import type { State } from './state.ts';

export interface Queue {
  readonly name: string;
  readonly arn: string;
  readonly url: string;
  readonly visibilitySeconds: number;
  readonly redrive: { readonly deadLetterArn: string; readonly maxReceiveCount: number } | undefined;
}

export interface Message {
  readonly id: string;
  readonly body: string;
  /** Message attributes as sent (JSON). */
  readonly attributes: string;
  /** Milliseconds since 1970. */
  readonly sentAt: number;
  readonly receiveCount: number;
  readonly firstReceivedAt: number;
  readonly receipt: string;
}

export interface NewMessage {
  readonly body: string;
  readonly attributes?: string;
  readonly delaySeconds?: number;
}

export interface QueueCounts {
  readonly visible: number;
  readonly hidden: number;
}

const SCHEMA = `
CREATE TABLE IF NOT EXISTS messages (
  id TEXT PRIMARY KEY, queue TEXT NOT NULL, body TEXT NOT NULL, attributes TEXT NOT NULL, sentAt INTEGER NOT NULL,
  visibleAt INTEGER NOT NULL, receiveCount INTEGER NOT NULL, firstReceivedAt INTEGER NOT NULL, receipt TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS by_queue ON messages (queue, visibleAt);
CREATE INDEX IF NOT EXISTS by_receipt ON messages (receipt);`;

export class Queues {
  readonly all: readonly Queue[];
  readonly #clock: Clock;
  readonly #state: State;
  readonly #byArn: ReadonlyMap<string, Queue>;
  readonly #listeners = new Map<string, () => void>();

  constructor({ queues, clock, state }: { queues: readonly Queue[]; clock: Clock; state: State }) {
    this.all = queues;
    this.#clock = clock;
    this.#state = state;
    this.#byArn = new Map(queues.map((queue) => [queue.arn, queue]));
    state.database.exec(SCHEMA);
    // What was in work when the last run ended has no worker any more.
    state.database
      .prepare("UPDATE messages SET visibleAt = ? WHERE receipt <> '' OR visibleAt > ?")
      .run(clock.now(), clock.now());
  }

  find(arn: string): Queue | undefined {
    return this.#byArn.get(arn);
  }

  isDeadLetter(queue: Queue): boolean {
    return this.all.some(({ redrive }) => redrive?.deadLetterArn === queue.arn);
  }

  /** Calls back whenever the queue may have something to receive. */
  onMessage(queue: Queue, listener: () => void): void {
    this.#listeners.set(queue.name, listener);
  }

  send(queue: Queue, { body, attributes = '{}', delaySeconds = 0 }: NewMessage): string {
    const id = randomUUID();
    const now = this.#clock.now();
    this.#run(
      "INSERT INTO messages VALUES (?, ?, ?, ?, ?, ?, 0, 0, '')",
      id,
      queue.name,
      body,
      attributes,
      now,
      now + delaySeconds * 1000,
    );
    this.#listeners.get(queue.name)?.();
    return id;
  }

  receive(
    queue: Queue,
    { most, visibilitySeconds = queue.visibilitySeconds }: { most: number; visibilitySeconds?: number },
  ): Message[] {
    const now = this.#clock.now();
    const rows = this.#all(
      'SELECT * FROM messages WHERE queue = ? AND visibleAt <= ? ORDER BY visibleAt, sentAt LIMIT ?',
      queue.name,
      now,
      most,
    );
    return rows.flatMap((row) => {
      const receiveCount = row.receiveCount + 1;
      if (queue.redrive && receiveCount > queue.redrive.maxReceiveCount) {
        this.#move(row.id, queue.redrive.deadLetterArn);
        return [];
      }
      const message = { ...row, receiveCount, firstReceivedAt: row.firstReceivedAt || now, receipt: randomUUID() };
      this.#run(
        'UPDATE messages SET visibleAt = ?, receiveCount = ?, firstReceivedAt = ?, receipt = ? WHERE id = ?',
        now + visibilitySeconds * 1000,
        receiveCount,
        message.firstReceivedAt,
        message.receipt,
        row.id,
      );
      return [message];
    });
  }

  delete(receipt: string): void {
    this.#run('DELETE FROM messages WHERE receipt = ?', receipt);
  }

  hide(queue: Queue, receipt: string, seconds: number): void {
    this.#run('UPDATE messages SET visibleAt = ? WHERE receipt = ?', this.#clock.now() + seconds * 1000, receipt);
    this.#listeners.get(queue.name)?.();
  }

  counts(queue: Queue): QueueCounts {
    const now = this.#clock.now();
    const [row] = this.#state.database
      .prepare('SELECT count(*) AS total, coalesce(sum(visibleAt > ?), 0) AS hidden FROM messages WHERE queue = ?')
      .all(now, queue.name) as unknown as { total: number; hidden: number }[];
    return { visible: (row?.total ?? 0) - (row?.hidden ?? 0), hidden: row?.hidden ?? 0 };
  }

  /** When the next message can be received (milliseconds since 1970). */
  nextVisible(queue: Queue): number | undefined {
    const [row] = this.#all('SELECT * FROM messages WHERE queue = ? ORDER BY visibleAt LIMIT 1', queue.name);
    return row?.visibleAt;
  }

  /** Gives every message of a dead-letter queue back to the queues it came from. */
  redrive(from: Queue): number {
    const source = this.all.find(({ redrive }) => redrive?.deadLetterArn === from.arn);
    const rows = source ? this.#all('SELECT * FROM messages WHERE queue = ?', from.name) : [];
    for (const { id } of rows) this.#move(id, source?.arn ?? '');
    return rows.length;
  }

  #move(id: string, arn: string): void {
    const target = this.#byArn.get(arn);
    if (!target) return;
    this.#run(
      "UPDATE messages SET queue = ?, visibleAt = ?, receiveCount = 0, firstReceivedAt = 0, receipt = '' WHERE id = ?",
      target.name,
      this.#clock.now(),
      id,
    );
    this.#listeners.get(target.name)?.();
  }

  readonly #statements = new Map<string, ReturnType<State['database']['prepare']>>();

  #statement(sql: string) {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#state.database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  #run(sql: string, ...values: (string | number)[]): void {
    this.#statement(sql).run(...values);
  }

  #all(sql: string, ...values: (string | number)[]): (Message & { readonly visibleAt: number })[] {
    return this.#statement(sql).all(...values) as unknown as (Message & { readonly visibleAt: number })[];
  }
}
