import type { StoredEvent } from '#shared/domain/events.ts';
import type { RunId, TenantId } from '#shared/domain/identity.ts';
import type { Journal } from '#shared/ports/journal.ts';

/** Reads the whole journal of a run, oldest event first. */
export async function allEvents(
  journal: Pick<Journal, 'read'>,
  tenant: TenantId,
  run: RunId,
): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  for (;;) {
    const page = await journal.read(tenant, run, { after: events.at(-1)?.version ?? 0 });
    if (page.length === 0) return events;
    events.push(...page);
  }
}
