import { rmdir } from 'node:fs/promises';
import { basename, extname, join, relative, resolve } from 'node:path';
import { chooseFolder } from '#cli/make/choose-folder.ts';
import { handOver } from '#cli/make/hand-over.ts';
import { slugify } from '#cli/make/slug.ts';
import type { Finished, Reporter } from '#cli/progress/reporter.ts';
import { drawPictures } from '#cli/render/draw-pictures.ts';
import { makeFilm } from '#cli/render/make-film.ts';
import { readTimeline } from '#cli/render/read-timeline.ts';
import type { Host } from '#local/host/host.ts';
import { LOCAL_TENANT } from '#local/tenant.ts';
import type { RenderFormat } from '#shared/domain/film-format.ts';
import { RunId } from '#shared/domain/identity.ts';
import type { DeliveredFile, FilmPackage } from '#shared/domain/package.ts';
import type { StepEnvironment } from '#shared/engine/step-environment.ts';
import { needEncoders } from '#shared/render/formats/need-encoders.ts';
import { resolveTimeline } from '#shared/render/timeline-file/resolve-timeline.ts';
import { useMedia } from '#shared/render/timeline-file/use-media.ts';
import { styleNamed } from '#shared/scenes/styles/style-sheets.ts';

/** What is made of a timeline, and where. */
export interface RenderRequest {
  /** The timeline. */
  file: string;
  outFolder: string;
  format: RenderFormat;
  /** Moments of stills in seconds; where they are not given, one of each scene. */
  at?: readonly number[];
}

/** What was made. */
export interface Rendered extends Pick<FilmPackage, 'verdict' | 'reasons'> {
  /** The film first. */
  files: [DeliveredFile, ...DeliveredFile[]];
  /** Whether a file of ours that lies in the folder from before, and was not made now, goes. */
  replaces(name: string): boolean;
}

/**
 * Renders a timeline on this machine and puts the film into `<out>/<name of the file>/`, or into `failed/` below when it
 * broke its promises. Every part of it is a step whose result is
 * kept, so that the same command again goes on where it stopped and a changed scene alone is rendered anew. What the folder has in
 * other formats stays.
 */
export async function renderFilm(
  { file, outFolder, format, at }: RenderRequest,
  host: Host,
  reporter: Reporter,
  signal: AbortSignal,
): Promise<Omit<Finished, 'elapsedMs'>> {
  const { ports } = host;
  const program = await ports.tools.ffmpeg();
  await ports.scratch.within(async (folder) => await needEncoders(format, { program, folder, signal }));
  const slug = slugify(basename(file, extname(file)));
  const subject = { kind: 'topic', words: file } as const;
  const { timeline: given, files: taken } = await readTimeline(resolve(file), LOCAL_TENANT, ports.assets);
  const place = await chooseFolder({ subject, options: {}, slug, file: resolve(file) }, resolve(outFolder));
  const run = RunId.parse(ports.ids.next());
  const environment: StepEnvironment<'tools' | 'speech'> = { tenant: LOCAL_TENANT, run, ports, signal };
  reporter.begin(given.title, false);
  const unwatch = host.watch(LOCAL_TENANT, run, (event) => reporter.event(event));
  try {
    const used = await useMedia(given, taken, environment);
    const silent = await resolveTimeline(used, styleNamed(used.style), environment);
    const { files, verdict, reasons, replaces } =
      format === 'stills'
        ? await drawPictures(silent, at, environment)
        : await makeFilm({ silent, used, format }, host, environment);
    const { title, width, height, scenes, frames, fps } = silent;
    const film: FilmPackage = {
      ...{ version: 1, title, width, height, files, scenes: scenes.length, seconds: frames / fps },
      ...{ verdict, reasons },
    };
    const home = { tenant: LOCAL_TENANT, assets: ports.assets, replaces };
    const folder = await handOver(film, { path: place.path, brief: used.title }, home);
    const [{ name, ref }] = files;
    const path = join(outFolder, relative(resolve(outFolder), folder), name);
    return { film, path, bytes: ref.bytes };
  } finally {
    // Of a film that was refused nothing stays, not even its empty folder.
    await rmdir(place.path).catch(() => undefined);
    await unwatch();
  }
}
