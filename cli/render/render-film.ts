import { rmdir } from 'node:fs/promises';
import { basename, extname, join, resolve } from 'node:path';
import * as z from 'zod';
import { chooseFolder } from '#cli/make/choose-folder.ts';
import { deliver } from '#cli/make/deliver.ts';
import { slugify } from '#cli/make/slug.ts';
import type { Finished, Reporter } from '#cli/progress/reporter.ts';
import { mixSound } from '#cli/render/mix-sound.ts';
import { readTimeline } from '#cli/render/read-timeline.ts';
import type { Host } from '#local/host/host.ts';
import { LOCAL_TENANT } from '#local/tenant.ts';
import { AssetRef } from '#shared/domain/asset.ts';
import { RunId } from '#shared/domain/identity.ts';
import type { DeliveredFile, FilmPackage } from '#shared/domain/package.ts';
import { Timeline } from '#shared/domain/timeline.ts';
import { runStep } from '#shared/engine/run-step.ts';
import { writeJson } from '#shared/engine/step-context.ts';
import type { StepEnvironment } from '#shared/engine/step-environment.ts';
import { checkFilm } from '#shared/publish/contract/step.ts';
import { writeCaptionsStep } from '#shared/render/captions/write-captions-step.ts';
import { joinFilm } from '#shared/render/join/step.ts';
import { planRenderStep } from '#shared/render/plan/plan-render-step.ts';
import { resolveTimeline } from '#shared/render/timeline-file/resolve-timeline.ts';
import { useMedia } from '#shared/render/timeline-file/use-media.ts';
import { planBatches } from '#shared/scenes/plan-batches.ts';
import { styleNamed } from '#shared/scenes/styles/style-sheets.ts';

const RenderedBatch = z.strictObject({ videos: AssetRef });

/**
 * Renders a timeline on this machine and puts the film into `<out>/<name of the file>/`. Every part of it is a step whose result is
 * kept, so that the same command again goes on where it stopped and a changed scene alone is rendered anew.
 */
export async function renderFilm(
  file: string,
  outFolder: string,
  host: Host,
  reporter: Reporter,
  signal: AbortSignal,
): Promise<Omit<Finished, 'elapsedMs'>> {
  const { ports } = host;
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
    const { timeline, audio } = await mixSound(silent, used, environment);
    const cut = await writeJson(ports, LOCAL_TENANT, Timeline, timeline);
    const videos = await renderSegments(cut, host, environment);
    const { title, frames, scenes, width, height, captions } = timeline;
    const chapters = scenes.flatMap(({ chapter, startFrame }) =>
      chapter ? [{ title: chapter, startFrame }] : [],
    );
    const joined = await runStep(joinFilm, { segments: videos, audio, title, frames, chapters }, environment);
    const promised = { durationSeconds: null, width, height, captions, notices: [] };
    const checked = await runStep(checkFilm, { film: joined.film, timeline: cut, promised }, environment);
    const written = await runStep(writeCaptionsStep, { timeline: cut }, environment);
    const files: DeliveredFile[] = [
      { name: 'film.mp4', ref: joined.film },
      ...(captions === 'off'
        ? []
        : [
            { name: 'captions.srt', ref: written.srt },
            { name: 'captions.vtt', ref: written.vtt },
          ]),
      { name: 'timeline.json', ref: cut },
    ];
    await deliver(files, place.path, { tenant: LOCAL_TENANT, assets: ports.assets });
    const film: FilmPackage = {
      ...{ version: 1, title, width, height, files, scenes: scenes.length, seconds: frames / timeline.fps },
      ...{ verdict: checked.verdict, reasons: checked.reasons },
    };
    return { film, path: join(outFolder, place.name, 'film.mp4'), bytes: joined.film.bytes };
  } finally {
    // Of a film that was refused nothing stays, not even its empty folder.
    await rmdir(place.path).catch(() => undefined);
    await unwatch();
  }
}

/** Renders the segments in batches side by side, as the workers have room for them; gives the lists of their videos. */
async function renderSegments(
  timeline: AssetRef,
  host: Host,
  environment: StepEnvironment<'tools'>,
): Promise<AssetRef[]> {
  const { tenant, run, signal } = environment;
  const { segments, count } = await runStep(planRenderStep, { timeline }, environment);
  const rendered = await Promise.all(
    planBatches(count, 2).map((batch) =>
      host.invoke('render-segments', { tenant, run, input: { segments, batch } }, signal),
    ),
  );
  return rendered.map((answer) => RenderedBatch.parse(answer).videos);
}
