import * as z from 'zod';
import { findRun, RunPath } from '#functions/api/find-run.ts';
import { routeHandler } from '#functions/route-handler.ts';
import { DeliveredFile, FilmPackage } from '#shared/domain/package.ts';
import { readJson } from '#shared/engine/step-context.ts';
import { AppError } from '#shared/errors.ts';

/** Sends whoever asks for a file of a finished production to a signed address of its bytes. */
export const handler = routeHandler(
  'api-download',
  { path: RunPath.extend({ name: DeliveredFile.shape.name }), answer: z.never() },
  async ({ path: { id, name } }, { ports, member: { tenant } }) => {
    const { result } = await findRun(ports, tenant, id);
    const files = result ? (await readJson(ports, tenant, FilmPackage, result.package)).files : [];
    const file = files.find((candidate) => candidate.name === name);
    if (!file) {
      throw new AppError('NOT_FOUND', `The production ${id} has no file ${name}.`, {
        hint: 'Its files are there once it has succeeded.',
      });
    }
    const { url } = await ports.links.download(tenant, file.ref, { name });
    return { status: 303, location: url };
  },
);
