import * as z from 'zod';
import { findRun, RunPath } from '#functions/api/find-run.ts';
import { routeHandler } from '#functions/route-handler.ts';
import type { RunId } from '#shared/domain/identity.ts';
import { FilmPackage } from '#shared/domain/package.ts';
import { readJson } from '#shared/engine/step-context.ts';
import { AppError } from '#shared/errors.ts';

/** Any name that could be one, so that a wrong one is answered with those that there are. */
const FileName = z.string().regex(/^[\w.-]{1,100}$/);

/** Sends whoever asks for a file of a finished production to a signed address of its bytes. */
export const handler = routeHandler(
  'api-download',
  { path: RunPath.extend({ name: FileName }), answer: z.never() },
  async ({ path: { id, name } }, { ports, member: { tenant } }) => {
    const { result } = await findRun(ports, tenant, id);
    const files = result ? (await readJson(ports, tenant, FilmPackage, result.package)).files : [];
    const file = files.find((candidate) => candidate.name === name);
    if (!file) throw noSuchFile(id, name, files);
    const { url } = await ports.links.download(tenant, file.ref, { name });
    return { status: 303, location: url };
  },
);

function noSuchFile(id: RunId, name: string, files: FilmPackage['files']): AppError {
  return new AppError('NOT_FOUND', `The production ${id} has no file ${name}.`, {
    hint:
      files.length === 0
        ? 'Its files are there once it has succeeded.'
        : `It has ${files.map((file) => file.name).join(', ')}.`,
  });
}
