import { editionsOf } from '#shared/brief/editions.ts';
import { type KeptBrief, keepBrief } from '#shared/brief/keep-brief.ts';
import { PRODUCE_VIDEO } from '#shared/brief/start-production.ts';
import { predictProductionMicroUsd } from '#shared/cost/predict-production.ts';
import { Brief } from '#shared/domain/brief.ts';
import { RunId, type TenantId } from '#shared/domain/identity.ts';
import { PRODUCTIONS_QUEUE, type ProductionMessage } from '#shared/domain/production-message.ts';
import type { ProductionRequest } from '#shared/domain/production-request.ts';
import { writeJson } from '#shared/engine/step-context.ts';
import { sha256 } from '#shared/engine/step-key.ts';
import { AppError, errorCode } from '#shared/errors.ts';
import type { Ports } from '#shared/ports/ports.ts';
import type { RunRecord } from '#shared/ports/runs.ts';

/** Ports that accepting needs. */
export type AcceptingPorts = Pick<Ports, 'ids' | 'clock'> & {
  assets: Pick<Ports['assets'], 'put'>;
  runs: Pick<Ports['runs'], 'create' | 'latest' | 'byRequest'>;
};

/** Who asks, beside what for. */
export interface Asking {
  /** Names the request (see `RunRecord.request`), so that asking again is harmless; empty for none. */
  request: string;
  /** Root of the trace that it belongs to; empty without. */
  trace: string;
}

/** A production that was taken on, or found. */
export interface Accepted {
  run: RunRecord;
  /** The films in other languages, each a run of its own. */
  editions: RunRecord[];
  /** False when it was there already. */
  isNew: boolean;
}

/**
 * Takes on a production: keeps the brief, and writes the run, its first event and the message that starts it in one
 * transaction. The same request gives the same run for good; one without a name gives the run of its brief that is under way,
 * if there is one. Each translation gives a run of its own, an edition of the film. Throws `STORE_CONFLICT` when the request was used for something else.
 */
export async function acceptProduction(
  ports: AcceptingPorts,
  tenant: TenantId,
  wanted: ProductionRequest,
  { request, trace }: Asking,
): Promise<Accepted> {
  const kept = await keepBrief(ports, tenant, wanted);
  const { approval } = wanted;
  const { run, isNew } = await acceptBrief(ports, tenant, { ...kept, approval }, { request, trace });
  const editions: RunRecord[] = [];
  for (const brief of editionsOf(kept.brief)) {
    const ref = await writeJson(ports, tenant, Brief, brief);
    const language = brief.edition?.language ?? '';
    const edition = { ref, brief, approval, title: `${kept.title} (${language})` };
    const own = { trace, request: request && `${request}:${language}` };
    editions.push((await acceptBrief(ports, tenant, edition, own)).run);
  }
  return { run, isNew, editions };
}

/** A brief that is kept, what to call its film, and whether that waits for a person. */
type Wanted = KeptBrief & { approval: boolean };

async function acceptBrief(
  ports: AcceptingPorts,
  tenant: TenantId,
  { ref, brief, title, approval }: Wanted,
  { request, trace }: Asking,
): Promise<Omit<Accepted, 'editions'>> {
  const { ids, clock, runs } = ports;
  // One that waits for a person is another production than one that does not.
  const briefKey = approval ? sha256(`approval:${ref.hash}`) : ref.hash;
  const known = await find(ports, tenant, request, briefKey);
  if (known) return { run: known, isNew: false };
  const run: RunRecord = {
    id: RunId.parse(ids.next()),
    briefKey,
    title,
    workflow: PRODUCE_VIDEO,
    execution: '',
    status: 'running',
    request,
    createdAt: clock.now(),
  };
  const body: ProductionMessage = {
    run: run.id,
    brief: ref,
    approval,
    trace,
    microUsd: predictProductionMicroUsd(brief.options),
  };
  try {
    await runs.create(tenant, run, {
      events: [{ id: 'accepted', event: { type: 'run.accepted', title } }],
      messages: [{ queue: PRODUCTIONS_QUEUE, id: run.id, body }],
    });
  } catch (error) {
    // Somebody else sent the same request a moment before.
    const winner =
      errorCode(error) === 'STORE_CONFLICT' ? await find(ports, tenant, request, briefKey) : undefined;
    if (winner) return { run: winner, isNew: false };
    throw error;
  }
  return { run, isNew: true };
}

async function find(
  { runs }: AcceptingPorts,
  tenant: TenantId,
  request: string,
  briefKey: string,
): Promise<RunRecord | undefined> {
  if (request === '') {
    const latest = await runs.latest(tenant, briefKey);
    return latest?.status === 'running' ? latest : undefined;
  }
  const asked = await runs.byRequest(tenant, request);
  if (!asked || asked.briefKey === briefKey) return asked;
  throw new AppError('STORE_CONFLICT', `This request was made before, for something else: ${asked.id}.`, {
    hint: 'Give another Idempotency-Key to ask for another film.',
  });
}
