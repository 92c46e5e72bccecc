import type { TenantId } from '#shared/domain/identity.ts';
import { errorCode } from '#shared/errors.ts';
import type { Decision } from '#shared/ports/approvals.ts';
import type { Ports } from '#shared/ports/ports.ts';

/** Wakes the run that waits with this token by a person's word; one that was woken before stays as it is. */
export async function wakeWithAnswer(
  { workflow }: { workflow: Pick<Ports['workflow'], 'sendTaskSuccess'> },
  tenant: TenantId,
  token: string,
  { verdict, by, reason }: Decision,
): Promise<void> {
  try {
    await workflow.sendTaskSuccess(tenant, token, {
      verdict,
      reason: `The storyboard was ${verdict} by ${by}${reason ? `: ${reason}` : '.'}`,
    });
  } catch (error) {
    // Whoever answered first, with the same word, has used the token.
    if (errorCode(error) !== 'NOT_FOUND') throw error;
  }
}
