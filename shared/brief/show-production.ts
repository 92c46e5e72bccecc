import { readStages } from '#shared/brief/stages.ts';
import type { TenantId } from '#shared/domain/identity.ts';
import { FilmPackage } from '#shared/domain/package.ts';
import type { ApprovalView, ProductionSummary, ProductionView } from '#shared/domain/production-view.ts';
import { Storyboard } from '#shared/domain/storyboard.ts';
import { allEvents } from '#shared/engine/all-events.ts';
import { readJson } from '#shared/engine/step-context.ts';
import type { Approval } from '#shared/ports/approvals.ts';
import type { Ports } from '#shared/ports/ports.ts';
import type { RunRecord } from '#shared/ports/runs.ts';

/** The one gate of a production: a person looks at the storyboard before anything is made of it. */
export const STORYBOARD_GATE = 'storyboard';

/** Ports that showing needs. */
export interface ShowingPorts {
  journal: Pick<Ports['journal'], 'read'>;
  approvals: Pick<Ports['approvals'], 'get'>;
  assets: Pick<Ports['assets'], 'get'>;
}

/** A run as one line of the list. */
export function summarise({ id, title, status, execution, createdAt, result }: RunRecord): ProductionSummary {
  return {
    id,
    title,
    state: status === 'running' && execution === '' ? 'queued' : status,
    createdAt: new Date(createdAt).toISOString(),
    ...(result ? { verdict: result.verdict } : {}),
    links: { self: `/v1/productions/${id}` },
  };
}

/** A run with everything that its owner wants to know of it. */
export async function showProduction(
  ports: ShowingPorts,
  tenant: TenantId,
  run: RunRecord,
): Promise<ProductionView> {
  const [events, asked] = await Promise.all([
    allEvents(ports.journal, tenant, run.id),
    ports.approvals.get(tenant, run.id, STORYBOARD_GATE),
  ]);
  const { stages, notices, fraction } = readStages(events);
  const failure = events.map(({ event }) => event).findLast((event) => event.type === 'run.failed');
  const waits = run.status === 'running' && asked !== undefined && asked.decision === undefined;
  const summary = summarise(run);
  return {
    ...summary,
    ...(waits
      ? { state: 'waiting', links: { ...summary.links, approve: `${summary.links.self}/approve` } }
      : {}),
    progress: {
      fraction: run.status === 'succeeded' ? 1 : fraction,
      stages: stages.map(({ name, state, done, total }) => {
        // A production that is `waiting` waits for a person; a stage only for its turn.
        return { name, state: state === 'waiting' ? 'pending' : state, done, total };
      }),
    },
    notices,
    ...(failure ? { error: errorOf(failure) } : {}),
    ...(asked ? { approval: await showApproval(ports, tenant, asked) } : {}),
    ...(await showResult(ports, tenant, run)),
  };
}

function errorOf({ code, message, hint }: { code: string; message: string; hint?: string | undefined }) {
  return { code, message, ...(hint === undefined ? {} : { hint }) };
}

async function showApproval(
  ports: ShowingPorts,
  tenant: TenantId,
  { gate, subject, askedAt, decision }: Approval,
): Promise<ApprovalView> {
  const { title, scenes } = await readJson(ports, tenant, Storyboard, subject);
  return {
    gate,
    askedAt: new Date(askedAt).toISOString(),
    title,
    scenes: scenes.map(({ id, visual, narration }) => ({ id, shows: visual.kind, narration })),
    ...(decision ? { decision: { ...decision, at: new Date(decision.at).toISOString() } } : {}),
  };
}

async function showResult(
  ports: ShowingPorts,
  tenant: TenantId,
  { id, result }: RunRecord,
): Promise<Pick<ProductionView, 'reasons' | 'seconds' | 'files'>> {
  if (!result) return {};
  const { reasons, seconds, files } = await readJson(ports, tenant, FilmPackage, result.package);
  return {
    reasons,
    seconds,
    files: files.map(({ name, ref }) => ({
      name,
      bytes: ref.bytes,
      mediaType: ref.mediaType,
      href: `/v1/productions/${id}/files/${name}`,
    })),
  };
}
