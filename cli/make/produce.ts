import { rmdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { chooseFolder, type FilmFolder, prepareFolder } from '#cli/make/choose-folder.ts';
import { handOver } from '#cli/make/hand-over.ts';
import { type IntakeNotice, takeIn } from '#cli/make/intake.ts';
import type { MakeRequest } from '#cli/make/request.ts';
import type { Finished, Reporter } from '#cli/progress/reporter.ts';
import type { Host } from '#local/host/host.ts';
import { LOCAL_TENANT } from '#local/tenant.ts';
import { editionsOf } from '#shared/brief/editions.ts';
import { finishProduction } from '#shared/brief/finish-production.ts';
import { startProduction } from '#shared/brief/start-production.ts';
import type { Brief } from '#shared/domain/brief.ts';

/** One film that is to be made: its brief, where it goes, and what the person should know before. */
export interface FilmOrder {
  brief: Brief;
  title: string;
  /** The folder of films as the person gave it. */
  outFolder: string;
  place: FilmFolder;
  notices: IntakeNotice[];
}

/**
 * Takes in what a request names and gives the films that are to be made of it: its own, which goes to `<outFolder>/<slug>/`, and
 * for each translation one in that language, which goes to a folder of its code in there.
 */
export async function orderFilms(request: MakeRequest, outFolder: string, host: Host): Promise<FilmOrder[]> {
  const { brief, notices } = await takeIn(request, LOCAL_TENANT, host.ports.assets);
  const place = await chooseFolder(request, resolve(outFolder));
  const title = brief.title ?? request.slug;
  const first = { brief, title, outFolder, place, notices: [...notices, ...takenNotice(place, request)] };
  const editions = editionsOf(brief).map((edition) => {
    const language = edition.edition?.language ?? '';
    const own = { ...place, path: join(place.path, language), name: join(place.name, language) };
    return { brief: edition, title: `${title} (${language})`, outFolder, place: own, notices: [] };
  });
  return [first, ...editions];
}

/** Makes a film on this machine and hands it over. */
export async function produce(
  { brief, title, outFolder, place, notices }: FilmOrder,
  host: Host,
  reporter: Reporter,
): Promise<Omit<Finished, 'elapsedMs'>> {
  const { ports } = host;
  await prepareFolder(place.path);
  const { run, resumed } = await startProduction(ports, LOCAL_TENANT, brief, title);
  if (resumed) await host.resume(LOCAL_TENANT, run.execution);
  await ports.journal.append(
    LOCAL_TENANT,
    run.id,
    notices.map((notice) => ({
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

function takenNotice({ name, taken }: FilmFolder, { slug }: MakeRequest): IntakeNotice[] {
  if (!taken) return [];
  const message = `The folder ${slug} holds the film of another brief, so this one goes to ${name}.`;
  return [{ code: 'FOLDER_TAKEN', message }];
}
