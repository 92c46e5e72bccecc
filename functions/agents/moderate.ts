import * as z from 'zod';
import { taskHandler } from '#functions/handler.ts';
import { moderate } from '#shared/agents/moderator/step.ts';
import { AssetRef } from '#shared/domain/asset.ts';
import { runStep } from '#shared/engine/run-step.ts';

/** The moderator: says whether a film may be made of the script. */
export const handler = taskHandler(
  'agents-moderate',
  z.strictObject({ script: AssetRef }),
  (input, invocation) => runStep(moderate, input, invocation),
);
