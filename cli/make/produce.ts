import { resolve } from 'node:path';
import { deliver, prepareFolder } from '#cli/make/deliver.ts';
import { takeIn } from '#cli/make/intake.ts';
import type { MakeRequest } from '#cli/make/request.ts';
import type { Finished, Reporter } from '#cli/progress/reporter.ts';
import type { Host } from '#local/host/host.ts';
import { finishProduction } from '#shared/brief/finish-production.ts';
import { startProduction } from '#shared/brief/start-production.ts';
import { TenantId } from '#shared/domain/identity.ts';

/** The one tenant of a single machine. */
const LOCAL = TenantId.parse('local');

/** Makes the film of a request on this machine and hands it over; `outFolder` is the folder that gets `<slug>/`. */
export async function produce(
  request: MakeRequest,
  outFolder: string,
  host: Host,
  reporter: Reporter,
): Promise<Omit<Finished, 'elapsedMs'>> {
  const folder = resolve(outFolder, request.slug);
  await prepareFolder(folder);
  const { ports } = host;
  const brief = await takeIn(request, LOCAL, ports.assets);
  const { run, resumed } = await startProduction(ports, LOCAL, brief, brief.title ?? request.slug);
  reporter.begin(request.slug, resumed);
  const unwatch = host.watch(LOCAL, run.id, (event) => reporter.event(event));
  try {
    const execution = await host.whenEnded(LOCAL, run.execution);
    await unwatch();
    const film = await finishProduction(ports, LOCAL, run, execution);
    await deliver(film.files, folder, { tenant: LOCAL, assets: ports.assets });
    const bytes = film.files.find(({ name }) => name === 'film.mp4')?.ref.bytes ?? 0;
    return { film, path: `${outFolder}/${request.slug}/film.mp4`, bytes };
  } finally {
    await unwatch();
  }
}
