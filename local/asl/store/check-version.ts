import { ASL_SCHEMA_VERSION } from '#local/asl/store/schema.ts';
import type { Database } from '#local/sqlite/database.ts';
import { AppError } from '#shared/errors.ts';

/** Throws `CONFIG_INVALID` when the workflow store was written by a release with another layout of rows. */
export function checkVersion({ statements }: Database): void {
  const version = statements.get<{ version: number }>('SELECT version FROM asl_schema')?.version;
  if (version === ASL_SCHEMA_VERSION) return;
  throw new AppError(
    'CONFIG_INVALID',
    `The workflow store has version ${version}, not ${ASL_SCHEMA_VERSION}.`,
    {
      hint: 'Use the release of Reelwright that wrote it, or a new home.',
    },
  );
}
