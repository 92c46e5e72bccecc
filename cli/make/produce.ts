import { rmdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { chooseFolder, type FilmFolder } from '#cli/make/choose-folder.ts';
import { handOver } from '#cli/make/hand-over.ts';
import { takeIn } from '#cli/make/intake.ts';
import type { MakeRequest } from '#cli/make/request.ts';
import type { Finished, Reporter } from '#cli/progress/reporter.ts';
import type { Host } from '#local/host/host.ts';
import { LOCAL_TENANT } from '#local/tenant.ts';
import { finishProduction } from '#shared/brief/finish-production.ts';
import { startProduction } from '#shared/brief/start-production.ts';
import type { RunEvent } from '#shared/domain/events.ts';

/** Makes the film of a request on this machine and hands it over; `outFolder` is the folder that gets `<slug>/`. */
export async function produce(
  request: MakeRequest,
  outFolder: string,
  host: Host,
  reporter: Reporter,
): Promise<Omit<Finished, 'elapsedMs'>> {
  const { ports } = host;
  const { brief, notices } = await takeIn(request, LOCAL_TENANT, ports.assets);
  const place = await chooseFolder(request, resolve(outFolder));
  const { run, resumed } = await startProduction(ports, LOCAL_TENANT, brief, brief.title ?? request.slug);
  if (resumed) await host.resume(LOCAL_TENANT, run.execution);
  await ports.journal.append(
    LOCAL_TENANT,
    run.id,
    [...notices, ...takenNotice(place, request)].map((notice) => ({
      id: `intake:${notice.code}`,
      event: { type: 'notice', ...notice },
    })),
  );
  reporter.begin(place.name, resumed);
  const unwatch = host.watch(LOCAL_TENANT, run.id, (event) => reporter.event(event));
  try {
    const execution = await host.whenEnded(LOCAL_TENANT, run.execution);
    await unwatch();
    const film = await finishProduction(ports, LOCAL_TENANT, run, execution);
    const folder = await handOver(film, place, { tenant: LOCAL_TENANT, assets: ports.assets });
    const bytes = film.files.find(({ name }) => name === 'film.mp4')?.ref.bytes ?? 0;
    const below = folder.slice(place.path.length);
    return { film, path: join(outFolder, place.name, below, 'film.mp4'), bytes };
  } finally {
    // Of a brief that was refused nothing stays, not even its empty folder.
    await rmdir(place.path).catch(() => undefined);
    await unwatch();
  }
}

function takenNotice(
  { name, taken }: FilmFolder,
  { slug }: MakeRequest,
): Omit<RunEvent & { type: 'notice' }, 'type'>[] {
  if (!taken) return [];
  const message = `The folder ${slug} holds the film of another brief, so this one goes to ${name}.`;
  return [{ code: 'FOLDER_TAKEN', message }];
}
