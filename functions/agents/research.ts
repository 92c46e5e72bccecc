import * as z from 'zod';
import { taskHandler } from '#functions/handler.ts';
import { research } from '#shared/agents/researcher/step.ts';
import { AssetRef } from '#shared/domain/asset.ts';
import { runStep } from '#shared/engine/run-step.ts';

/** The researcher: finds facts, numbers, quotes and terms, and where each stands. */
export const handler = taskHandler(
  'agents-research',
  z.strictObject({ document: AssetRef }),
  (input, invocation) => runStep(research, input, invocation),
);
