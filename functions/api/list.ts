import * as z from 'zod';
import { routeHandler } from '#functions/route-handler.ts';
import { summarise } from '#shared/brief/show-production.ts';
import { RunId } from '#shared/domain/identity.ts';
import { ProductionPage } from '#shared/domain/production-view.ts';

const Query = z.strictObject({
  limit: z
    .string()
    .regex(/^([1-9]\d?|100)$/, 'give a whole number from 1 to 100')
    .transform(Number)
    .default(50),
  before: RunId.optional(),
});

/** Lists productions, newest first. */
export const handler = routeHandler(
  'api-list',
  { query: Query, answer: ProductionPage },
  async ({ query: { limit, before } }, { ports, member }) => {
    // One more than is wanted tells whether there is another page.
    const runs = await ports.runs.list(member.tenant, { limit: limit + 1, ...(before ? { before } : {}) });
    const page = runs.slice(0, limit);
    const last = page.at(-1);
    return {
      status: 200,
      body: { productions: page.map(summarise), ...(runs.length > limit && last ? { next: last.id } : {}) },
    };
  },
);
