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
  /** Names the request (see `RunRecord.request`), so that asking again is harmless for good; empty for none. */
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
  const { known, name } = request
    ? { known: await findNamed(runs, tenant, request, briefKey), name: request }
    : await findUnnamed(runs, tenant, briefKey);
  if (known) return { run: known, isNew: false };
  const run: RunRecord = {
    id: RunId.parse(ids.next()),
    briefKey,
    title,
    workflow: PRODUCE_VIDEO,
    execution: '',
    status: 'running',
    request: name,
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
      errorCode(error) === 'STORE_CONFLICT' ? await findNamed(runs, tenant, name, briefKey) : undefined;
    if (winner) return { run: winner, isNew: false };
    throw error;
  }
  return { run, isNew: true };
}

/** The run that a request asked for before. */
async function findNamed(
  runs: AcceptingPorts['runs'],
  tenant: TenantId,
  request: string,
  briefKey: string,
): Promise<RunRecord | undefined> {
  const asked = await runs.byRequest(tenant, request);
  if (!asked || asked.briefKey === briefKey) return asked;
  throw new AppError('STORE_CONFLICT', `This request was made before, for something else: ${asked.id}.`, {
    hint: 'Give another Idempotency-Key to ask for another film.',
  });
}

/**
 * The run of a brief that is under way, or the name of the request for the next one. It follows from the brief and the run before,
 * so that of two who ask at the same moment one makes the run and the other finds it.
 */
async function findUnnamed(
  runs: AcceptingPorts['runs'],
  tenant: TenantId,
  briefKey: string,
): Promise<{ known: RunRecord | undefined; name: string }> {
  let last = await runs.latest(tenant, briefKey);
  for (;;) {
    const name = `brief:${briefKey}:${last?.id ?? 'first'}`;
    if (last?.status === 'running') return { known: last, name };
    const next = await runs.byRequest(tenant, name);
    if (!next) return { known: undefined, name };
    // Made on a machine whose clock is behind, it is not the latest.
    last = next;
  }
}
