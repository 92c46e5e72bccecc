import { randomUUID } from 'node:crypto';
import { type Check, must, needed, type Visit } from '#cli/smoke/check.ts';
import { readAnswer, readProblem } from '#cli/smoke/installation.ts';
import { ProductionSummary } from '#shared/domain/production-view.ts';

/** What is wished for of the film, beside its seed. */
export const WISHES = { duration: 12.5, aspect: '16:9', quality: 'draft' } as const;

/** A film is asked for, once. */
export const startChecks: readonly Check[] = [
  {
    title: 'A film is asked for twice with one Idempotency-Key and made once',
    advice: 'Look at the log of api-start, by the id of the request.',
    async look(visit) {
      const { installation, found } = visit;
      const body = requestOf(visit);
      const headers = { 'idempotency-key': `smoke-${randomUUID()}` };
      const ask = (asked: unknown) =>
        installation.call('/v1/productions', { method: 'POST', body: asked, headers });
      const first = readAnswer(await ask(body), [200, 202], ProductionSummary);
      found.self = first.links.self;
      const second = readAnswer(await ask(body), [200], ProductionSummary);
      must(second.id === first.id, `Asked for once more it became another film: ${first.id}, ${second.id}.`);
      const { code } = readProblem(await ask({ ...body, title: 'Another film' }), 409);
      must(
        code === 'STORE_CONFLICT',
        `Another film under that key is called ${code} and not STORE_CONFLICT.`,
      );
      return first.id;
    },
  },
];

/** The request of this visit. */
export function requestOf({ found, seed }: Visit) {
  const asset = needed(found.asset, 'text');
  return {
    title: 'What bees see',
    sources: [{ asset, format: 'plain', name: 'bees.txt' }],
    options: { ...WISHES, seed },
  };
}
