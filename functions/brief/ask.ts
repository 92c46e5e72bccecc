import * as z from 'zod';
import { taskHandler } from '#functions/handler.ts';
import { wakeWithAnswer } from '#shared/brief/wake-with-answer.ts';
import { AssetRef } from '#shared/domain/asset.ts';

/**
 * Asks a person, and leaves the token with which the answer wakes the run. When this function died behind the asking and is
 * tried anew, the person may have answered to the token of the first try, which wakes nobody: then it answers itself.
 */
export const handler = taskHandler(
  'brief-ask',
  z.strictObject({ gate: z.string().min(1).max(64), subject: AssetRef, token: z.string().min(1).max(2_048) }),
  async ({ gate, subject, token }, { ports, tenant, run }) => {
    await ports.journal.append(tenant, run, [
      { id: `asked:${gate}`, event: { type: 'approval.asked', gate } },
    ]);
    const question = { run, gate, token, subject, askedAt: ports.clock.now() };
    const { decision } = await ports.approvals.ask(tenant, question);
    if (decision) await wakeWithAnswer(ports, tenant, token, decision);
    return {};
  },
);
