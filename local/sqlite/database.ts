import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { storeError } from '#local/sqlite/store-error.ts';
import { AppError } from '#shared/errors.ts';

/** A row as SQLite gives it. */
export type Row = Record<string, null | number | bigint | string | Uint8Array>;

/** Statements, prepared once and kept. Use it inside {@link Database.write}, or for reads at any time. */
export interface Statements {
  all<R extends Row = Row>(sql: string, ...values: SQLInputValue[]): R[];
  get<R extends Row = Row>(sql: string, ...values: SQLInputValue[]): R | undefined;
  /** Gives the number of rows changed. */
  run(sql: string, ...values: SQLInputValue[]): number;
}

/**
 * `durable` outlives a loss of power. `soon` outlives the process but not the power, unless a durable write follows: enough
 * for leases, which are void after a restart, and a tenth of the price, because it waits for no disk.
 */
export type Durability = 'durable' | 'soon';

interface PendingWrite {
  durability: Durability;
  work: (statements: Statements) => unknown;
  resolve: (value: never) => void;
  reject: (error: unknown) => void;
}

/**
 * One SQLite file with group commit: writes that are asked for in the same turn of the event loop share one transaction
 * and one fsync; each has its own savepoint, so that one that throws undoes only itself. A promise of {@link write}
 * resolves when its transaction is on disk.
 */
export class Database {
  readonly #path: string;
  readonly #db: DatabaseSync;
  readonly #prepared = new Map<string, StatementSync>();
  #pending: PendingWrite[] = [];
  #scheduled = false;
  #synced: Durability = 'durable';
  readonly statements: Statements = {
    all: <R extends Row>(sql: string, ...values: SQLInputValue[]) =>
      this.#ask(() => this.#prepare(sql).all(...values) as R[]),
    get: <R extends Row>(sql: string, ...values: SQLInputValue[]) =>
      this.#ask(() => this.#prepare(sql).get(...values) as R | undefined),
    run: (sql, ...values) => this.#ask(() => Number(this.#prepare(sql).run(...values).changes)),
  };

  /**
   * Opens or makes the file; `schema` is run at every opening and must be `CREATE … IF NOT EXISTS`. Throws
   * `STORE_UNAVAILABLE` for a file that is damaged or no store, `STORE_FULL`, `OUTPUT_UNWRITABLE`.
   */
  constructor(path: string, schema: string) {
    this.#path = path;
    this.#db = this.#ask(() => new DatabaseSync(path));
    try {
      this.#begin(schema);
    } catch (error) {
      this.#db.close();
      throw storeError(error, path);
    }
  }

  #begin(schema: string): void {
    this.#db.exec(
      `PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON;
       PRAGMA wal_autocheckpoint = ${PAGES_PER_CHECKPOINT};`,
    );
    this.#db.exec(schema);
  }

  /** Runs `work` within the next transaction and gives what it returned once that is committed. `work` is synchronous. */
  write<T>(work: (statements: Statements) => T, durability: Durability = 'durable'): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (!this.#db.isOpen) return reject(new AppError('STORE_UNAVAILABLE', 'The store is closed.'));
      this.#pending.push({ work, durability, resolve, reject } as PendingWrite);
      if (this.#scheduled) return;
      this.#scheduled = true;
      setImmediate(() => this.#flush());
    });
  }

  /** Commits what is pending and closes the file; closing again does nothing. */
  close(): void {
    if (!this.#db.isOpen) return;
    this.#flush();
    this.#prepared.clear();
    this.#db.close();
  }

  #flush(): void {
    this.#scheduled = false;
    const writes = this.#pending;
    if (writes.length === 0) return;
    this.#pending = [];
    const settle: (() => void)[] = [];
    try {
      this.#syncAs(writes.some(({ durability }) => durability === 'durable') ? 'durable' : 'soon');
      this.#db.exec('BEGIN IMMEDIATE');
      for (const write of writes) settle.push(this.#attempt(write));
      this.#db.exec('COMMIT');
    } catch (error) {
      // What is written after the closing is refused, not thrown into the void.
      if (this.#db.isOpen && this.#db.isTransaction) this.#db.exec('ROLLBACK');
      const failure = storeError(error, this.#path);
      for (const write of writes) write.reject(failure);
      return;
    }
    for (const tell of settle) tell();
  }

  /** In WAL mode FULL syncs the log at every commit, NORMAL leaves that to the next one (sqlite.org/pragma.html). */
  #syncAs(durability: Durability): void {
    if (durability === this.#synced) return;
    this.#db.exec(`PRAGMA synchronous = ${durability === 'durable' ? 'FULL' : 'NORMAL'}`);
    this.#synced = durability;
  }

  #attempt({ work, resolve, reject }: PendingWrite): () => void {
    this.statements.run('SAVEPOINT one');
    try {
      const value = work(this.statements) as never;
      this.statements.run('RELEASE one');
      return () => resolve(value);
    } catch (error) {
      // A full disk makes SQLite undo the whole transaction by itself: then all that is in it has failed.
      if (!this.#db.isTransaction) throw error;
      this.#db.exec('ROLLBACK TO one; RELEASE one');
      return () => reject(storeError(error, this.#path));
    }
  }

  #ask<T>(statement: () => T): T {
    try {
      return statement();
    } catch (error) {
      throw storeError(error, this.#path);
    }
  }

  #prepare(sql: string): StatementSync {
    if (!this.#db.isOpen) throw new AppError('STORE_UNAVAILABLE', 'The store is closed.');
    let statement = this.#prepared.get(sql);
    if (!statement) {
      statement = this.#db.prepare(sql);
      this.#prepared.set(sql, statement);
    }
    return statement;
  }
}

/** 32 MiB of log: a commit of many runs does not have to copy its pages into the file at once, with two more fsyncs. */
const PAGES_PER_CHECKPOINT = 8_192;
