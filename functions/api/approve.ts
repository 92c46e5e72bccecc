import { findRun, RunPath } from '#functions/api/find-run.ts';
import { routeHandler } from '#functions/route-handler.ts';
import { answerApproval } from '#shared/brief/answer-approval.ts';
import { STORYBOARD_GATE } from '#shared/brief/show-production.ts';
import { ApprovalAnswer, ApprovalRequest } from '#shared/domain/production-view.ts';

/** Takes a person's word on the storyboard of a production, and gives the one that holds. */
export const handler = routeHandler(
  'api-approve',
  { path: RunPath, body: ApprovalRequest, answer: ApprovalAnswer },
  async ({ path, body: { verdict, reason } }, { ports, member }) => {
    const run = await findRun(ports, member.tenant, path.id);
    const { at, ...decision } = await answerApproval(ports, member.tenant, run, {
      verdict,
      by: member.subject,
      at: ports.clock.now(),
      ...(reason === undefined ? {} : { reason }),
    });
    const body = { id: run.id, gate: STORYBOARD_GATE, ...decision, at: new Date(at).toISOString() };
    return { status: 200, body };
  },
);
