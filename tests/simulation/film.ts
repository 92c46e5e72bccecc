import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** A text of three short scenes: enough for cross-fades, chapters of work side by side, and a number. */
export const BRIEF = `---
duration: 8
---
# Tides

The moon pulls the sea. High tide comes 2 times a day. Sailors wait for it.
`;

/** SHA-256 of the finished film. */
export function filmHash(outFolder: string, slug: string): string {
  return createHash('sha256')
    .update(readFileSync(join(outFolder, slug, 'film.mp4')))
    .digest('hex');
}

/** What a finished run must not leave behind, by name; empty when all is clean. */
export function leftBehind(home: string, outFolder: string, slug: string): string[] {
  const db = new DatabaseSync(join(home, 'store.sqlite'), { readOnly: true });
  const leased = db
    .prepare('SELECT count(*) AS n FROM ledger WHERE owner IS NOT NULL AND record IS NULL')
    .get();
  const running = db.prepare("SELECT count(*) AS n FROM runs WHERE status = 'running'").get();
  const executions = db.prepare("SELECT count(*) AS n FROM asl_execution WHERE status = 'RUNNING'").get();
  db.close();
  const incoming = readdirSync(join(home, 'assets')).filter((name) => !/^[a-z0-9]/.test(name));
  return [
    ...(leased?.n ? [`${leased.n} leases`] : []),
    ...(running?.n ? [`${running.n} runs`] : []),
    ...(executions?.n ? [`${executions.n} executions`] : []),
    ...readdirSync(join(home, 'tmp')),
    ...incoming.flatMap((name) => readdirSync(join(home, 'assets', name))),
    ...readdirSync(join(outFolder, slug)).filter((name) => name.startsWith('.')),
  ];
}
