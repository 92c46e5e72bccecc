import type { Database } from '#local/sqlite/database.ts';

/** Table of the files that have been dropped in, by the request that each made; part of the schema given to `Database`. */
export const DROPS_SCHEMA = `
CREATE TABLE IF NOT EXISTS drops (
  request TEXT PRIMARY KEY,
  path TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;

/** Remembers files by their content, so that none is taken twice and each film finds back to its file. */
export class DropStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Path below the watched folder of the file that made the request; undefined when it was not made by a file. */
  pathOf(request: string): string | undefined {
    return this.#db.statements.get<{ path: string }>('SELECT path FROM drops WHERE request = ?', request)
      ?.path;
  }

  /** Notes that a file has made a request. */
  async remember(request: string, path: string): Promise<void> {
    await this.#db.write((statements) =>
      statements.run('INSERT INTO drops (request, path) VALUES (?, ?) ON CONFLICT DO NOTHING', request, path),
    );
  }
}
