import * as z from 'zod';
import { taskHandler } from '#functions/handler.ts';
import { moderate } from '#shared/agents/moderator/step.ts';
import { AssetRef } from '#shared/domain/asset.ts';
import { runStep } from '#shared/engine/run-step.ts';
import { AppError } from '#shared/errors.ts';

/** The moderator: says whether a film may be made of the script; throws `MODERATION_BLOCKED` with what was found where not. */
export const handler = taskHandler(
  'agents-moderate',
  z.strictObject({ script: AssetRef }),
  async (input, invocation) => {
    const { allowed, notice, findings } = await runStep(moderate, input, invocation);
    if (!allowed)
      throw new AppError('MODERATION_BLOCKED', notice ?? 'The script must not be made into a film.');
    return { findings };
  },
);
