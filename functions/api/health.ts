import * as z from 'zod';
import { routeHandler } from '#functions/route-handler.ts';
import project from '#package' with { type: 'json' };

/** Says that requests arrive, and at which version. */
export const handler = routeHandler(
  'api-health',
  { answer: z.strictObject({ status: z.literal('ok'), version: z.string() }) },
  async () => ({ status: 200, body: { status: 'ok', version: project.version } }),
);
