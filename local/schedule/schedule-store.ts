import type { Database } from '#local/sqlite/database.ts';
import type { Schedule } from '#shared/domain/schedule.ts';

/** Table of when each schedule began and how far it has been attended to; part of the schema given to `Database`. */
export const SCHEDULE_SCHEMA = `
CREATE TABLE IF NOT EXISTS schedules (
  name TEXT PRIMARY KEY,
  expression TEXT NOT NULL,
  timezone TEXT NOT NULL,
  since INTEGER NOT NULL,
  done INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;

/** How far a schedule has come; epoch ms. */
export interface ScheduleState {
  /** When it was first seen with this expression. */
  since: number;
  /** Nothing that was due until then is owed any more. */
  done: number;
}

/** Remembers schedules over restarts, so that none is repeated. */
export class ScheduleStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Where the schedule stands. One that is new, or reads differently from before, begins now and owes nothing. */
  async begin({ name, expression, timezone }: Schedule, now: number): Promise<ScheduleState> {
    return await this.#db.write((statements) => {
      statements.run(
        `INSERT INTO schedules (name, expression, timezone, since, done) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET expression = excluded.expression, timezone = excluded.timezone,
           since = excluded.since, done = excluded.done
         WHERE expression <> excluded.expression OR timezone <> excluded.timezone`,
        name,
        expression,
        timezone,
        now,
        now,
      );
      const row = statements.get<{ since: number; done: number }>(
        'SELECT since, done FROM schedules WHERE name = ?',
        name,
      );
      return { since: row?.since ?? now, done: row?.done ?? now };
    });
  }

  /** Notes that everything until `at` is attended to. */
  async finish(name: string, at: number): Promise<void> {
    await this.#db.write((statements) =>
      statements.run('UPDATE schedules SET done = max(done, ?) WHERE name = ?', at, name),
    );
  }
}
