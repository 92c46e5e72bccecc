import * as z from 'zod';
import { taskHandler } from '#functions/handler.ts';
import { AssetRef } from '#shared/domain/asset.ts';

/**
 * Asks a person, and leaves the token with which the answer wakes the run. Asking comes last: when this fails and is tried
 * anew, nobody has been given a token that is no longer good.
 */
export const handler = taskHandler(
  'brief-ask',
  z.strictObject({ gate: z.string().min(1).max(64), subject: AssetRef, token: z.string().min(1).max(2_048) }),
  async ({ gate, subject, token }, { ports, tenant, run }) => {
    await ports.journal.append(tenant, run, [
      { id: `asked:${gate}`, event: { type: 'approval.asked', gate } },
    ]);
    await ports.approvals.ask(tenant, { run, gate, token, subject, askedAt: ports.clock.now() });
    return {};
  },
);
