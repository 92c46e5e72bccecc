import { routeHandler } from '#functions/route-handler.ts';
import { acceptProduction } from '#shared/brief/accept-production.ts';
import { requireUploads } from '#shared/brief/require-uploads.ts';
import { summarise } from '#shared/brief/show-production.ts';
import { ProductionRequest } from '#shared/domain/production-request.ts';
import { AcceptedProduction } from '#shared/domain/production-view.ts';

/** Takes on a production. The same Idempotency-Key gives the same one; so does a brief that is under way. */
export const handler = routeHandler(
  'api-start',
  { body: ProductionRequest, answer: AcceptedProduction },
  async ({ body, idempotencyKey, trace }, { ports, member }) => {
    const request = idempotencyKey && `http:${idempotencyKey}`;
    await requireUploads(ports, member.tenant, body);
    const { run, isNew, editions } = await acceptProduction(ports, member.tenant, body, { request, trace });
    const summary = summarise(run);
    const others = editions.length > 0 ? { editions: editions.map(summarise) } : {};
    return { status: isNew ? 202 : 200, body: { ...summary, ...others }, location: summary.links.self };
  },
);
