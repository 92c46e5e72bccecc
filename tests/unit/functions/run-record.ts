import { RunId } from '#shared/domain/identity.ts';
import type { RunRecord } from '#shared/ports/runs.ts';

/** A run as it stands in the catalogue once its workflow runs. */
export function runRecord(change: Partial<RunRecord> = {}): RunRecord {
  return {
    id: RunId.parse('run-1'),
    briefKey: 'b'.repeat(64),
    title: 'Tea',
    workflow: 'produce-video',
    execution: 'execution-1',
    status: 'running',
    request: '',
    createdAt: Date.UTC(2026, 10, 20, 12),
    ...change,
  };
}
