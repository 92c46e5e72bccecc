import { findRun, RunPath } from '#functions/api/find-run.ts';
import { routeHandler } from '#functions/route-handler.ts';
import { showProduction } from '#shared/brief/show-production.ts';
import { ProductionView } from '#shared/domain/production-view.ts';

/** Shows a production: state, progress, notices, what went wrong, what is to be approved, how it turned out, files. */
export const handler = routeHandler(
  'api-show',
  { path: RunPath, answer: ProductionView },
  async ({ path }, { ports, member }) => {
    const run = await findRun(ports, member.tenant, path.id);
    return { status: 200, body: await showProduction(ports, member.tenant, run) };
  },
);
