/** Appends events to a journal, many at a time, and names each id once it is durable. */

import { SqliteJournal } from '#local/journal.ts';
import { Database } from '#local/sqlite/database.ts';
import { STORE_SCHEMA } from '#local/sqlite/schema.ts';
import { RunId, TenantId } from '#shared/domain/identity.ts';
import { systemClock } from '#shared/node/clock.ts';

const journal = new SqliteJournal(new Database(process.argv[2] ?? '', STORE_SCHEMA), systemClock);
const [tenant, run] = [TenantId.parse('acme'), RunId.parse('run-1')];
for (let round = 0; ; round += 1) {
  const ids = Array.from({ length: 20 }, (_, index) => `${round}-${index}`);
  await Promise.all(
    ids.map(async (id) => {
      await journal.append(tenant, run, [{ id, event: { type: 'run.resumed' } }]);
      process.stdout.write(`${id}\n`);
    }),
  );
}
