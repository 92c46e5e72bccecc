import { STORYBOARD_GATE } from '#shared/brief/show-production.ts';
import { wakeWithAnswer } from '#shared/brief/wake-with-answer.ts';
import type { TenantId } from '#shared/domain/identity.ts';
import { AppError, errorCode } from '#shared/errors.ts';
import type { Decision } from '#shared/ports/approvals.ts';
import type { Ports } from '#shared/ports/ports.ts';
import type { RunRecord } from '#shared/ports/runs.ts';

/** Ports that answering needs. */
export interface AnsweringPorts {
  journal: Pick<Ports['journal'], 'append'>;
  approvals: Pick<Ports['approvals'], 'get' | 'decide'>;
  workflow: Pick<Ports['workflow'], 'sendTaskSuccess'>;
}

/**
 * Gives a person's word to the run that waits for it, and the decision that holds. Of racing answers one wins; whoever said
 * the other learns so by `STORE_CONFLICT`. The same word again is harmless, and wakes a run that the first did not reach.
 * Throws `NOT_FOUND` when nobody asked.
 */
export async function answerApproval(
  ports: AnsweringPorts,
  tenant: TenantId,
  run: RunRecord,
  given: Decision,
): Promise<Decision> {
  if (run.status !== 'running') return await decidedBefore(ports, tenant, run, given);
  const { decision, token } = await decide(ports, tenant, run, given);
  const { verdict, by, reason } = decision;
  await ports.journal.append(tenant, run.id, [
    {
      id: `given:${STORYBOARD_GATE}`,
      event: {
        type: 'approval.given',
        gate: STORYBOARD_GATE,
        verdict,
        by,
        ...(reason === undefined ? {} : { reason }),
      },
    },
  ]);
  await wakeWithAnswer(ports, tenant, token, decision);
  return decision;
}

async function decide(
  ports: AnsweringPorts,
  tenant: TenantId,
  run: RunRecord,
  given: Decision,
): Promise<{ decision: Decision; token: string }> {
  try {
    const { decision = given, token } = await ports.approvals.decide(tenant, run.id, STORYBOARD_GATE, given);
    return { decision, token };
  } catch (error) {
    const code = errorCode(error);
    if (code === 'NOT_FOUND') throw neverAsked(run);
    if (code === 'STORE_CONFLICT') await decidedBefore(ports, tenant, run, given);
    throw error;
  }
}

/** The decision that was made before, when it is the same; else throws `STORE_CONFLICT` with what holds. */
async function decidedBefore(
  ports: AnsweringPorts,
  tenant: TenantId,
  run: RunRecord,
  given: Decision,
): Promise<Decision> {
  const asked = await ports.approvals.get(tenant, run.id, STORYBOARD_GATE);
  if (!asked) throw neverAsked(run);
  if (!asked.decision) {
    throw new AppError('STORE_CONFLICT', `The production ${run.id} has ended; there is nothing to approve.`);
  }
  const { verdict, by } = asked.decision;
  if (verdict === given.verdict) return asked.decision;
  throw new AppError('STORE_CONFLICT', `The storyboard was ${verdict} before, by ${by}.`);
}

function neverAsked({ id }: RunRecord): AppError {
  return new AppError('NOT_FOUND', `The production ${id} does not wait for anybody.`, {
    hint: 'It asks once its storyboard is there, when approval was wished for.',
  });
}
