import type { RunEvent } from '#shared/domain/events.ts';
import type { RunId, TenantId } from '#shared/domain/identity.ts';
import type { Journal } from '#shared/ports/journal.ts';

/** Tells the run's journal that one item of a stage is done; telling it twice counts once. */
export async function tellProgress(
  { tenant, run, ports }: { tenant: TenantId; run: RunId; ports: { journal: Pick<Journal, 'append'> } },
  progress: Omit<RunEvent & { type: 'progress' }, 'type'>,
): Promise<void> {
  const id = `progress:${progress.stage}:${progress.item}`;
  await ports.journal.append(tenant, run, [{ id, event: { type: 'progress', ...progress } }]);
}
