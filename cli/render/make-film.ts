import * as z from 'zod';
import { mixSound } from '#cli/render/mix-sound.ts';
import type { Rendered } from '#cli/render/render-film.ts';
import type { Host } from '#local/host/host.ts';
import { AssetRef } from '#shared/domain/asset.ts';
import type { FilmFormat, RenderFormat } from '#shared/domain/film-format.ts';
import type { DeliveredFile } from '#shared/domain/package.ts';
import { Timeline } from '#shared/domain/timeline.ts';
import { runStep } from '#shared/engine/run-step.ts';
import { writeJson } from '#shared/engine/step-context.ts';
import type { StepEnvironment } from '#shared/engine/step-environment.ts';
import { checkFilm } from '#shared/publish/contract/step.ts';
import { writeCaptionsStep } from '#shared/render/captions/write-captions-step.ts';
import { FORMATS } from '#shared/render/formats/film-formats.ts';
import { makeGifStep } from '#shared/render/formats/make-gif-step.ts';
import { joinFilm } from '#shared/render/join/step.ts';
import { planRenderStep } from '#shared/render/plan/plan-render-step.ts';
import type { UsedTimeline } from '#shared/render/timeline-file/use-media.ts';
import { planBatches } from '#shared/scenes/plan-batches.ts';

const ALPHA_NOT_MEASURED =
  'Black, still and repeated pictures and contrast were not measured: what lies behind the film is not known.';

const RenderedBatch = z.strictObject({ videos: AssetRef });

/** A timeline without its music, and what it was read from. */
interface Work {
  silent: Timeline;
  used: UsedTimeline;
  format: Exclude<RenderFormat, 'stills'>;
}

/** Makes a film in a format and measures it; a GIF is made of a film that was measured. */
export async function makeFilm(
  { silent, used, format: wanted }: Work,
  host: Host,
  environment: StepEnvironment<'tools' | 'speech'>,
): Promise<Rendered> {
  const { tenant, ports } = environment;
  const name: FilmFormat = wanted === 'gif' ? 'mp4' : wanted;
  const format = name === 'mp4' ? {} : { format: name };
  const { container, sound, alpha } = FORMATS[name];
  const { timeline, audio } = await mixSound(silent, used, sound, environment);
  const cut = await writeJson(ports, tenant, Timeline, timeline);
  const videos = await renderSegments(cut, name, host, environment);
  const { title, frames, scenes, width, height, captions, fps } = timeline;
  const chapters = scenes.flatMap(({ chapter, startFrame }) =>
    chapter ? [{ title: chapter, startFrame }] : [],
  );
  const { film } = await runStep(
    joinFilm,
    { segments: videos, audio, title, frames, chapters, ...format },
    environment,
  );
  const promised = { durationSeconds: null, width, height, captions, ...format, notices: [] };
  const { verdict, reasons } = await runStep(checkFilm, { film, timeline: cut, promised }, environment);
  if (wanted === 'gif') {
    const { gif } = await runStep(makeGifStep, { film, seconds: frames / fps }, environment);
    const files: Rendered['files'] = [{ name: 'film.gif', ref: gif }];
    return { files, verdict, reasons, replaces: () => false };
  }
  const written = await runStep(writeCaptionsStep, { timeline: cut }, environment);
  const texts: DeliveredFile[] = [
    { name: 'captions.srt', ref: written.srt },
    { name: 'captions.vtt', ref: written.vtt },
  ];
  return {
    files: [
      { name: `film.${container}`, ref: film },
      ...(captions === 'off' ? [] : texts),
      { name: 'timeline.json', ref: cut },
    ],
    ...{ verdict, reasons: alpha ? [...reasons, ALPHA_NOT_MEASURED] : reasons },
    replaces: (file) => file.startsWith('captions.'),
  };
}

/** Renders the segments in batches side by side, as the workers have room for them; gives the lists of their videos. */
async function renderSegments(
  timeline: AssetRef,
  format: FilmFormat,
  host: Host,
  environment: StepEnvironment<'tools'>,
): Promise<AssetRef[]> {
  const { tenant, run, signal } = environment;
  const { codec, alpha } = FORMATS[format];
  const { segments, count } = await runStep(
    planRenderStep,
    { timeline, ...(codec === 'h264' ? {} : { codec }), ...(alpha ? { alpha } : {}) },
    environment,
  );
  const rendered = await Promise.all(
    planBatches(count, 2).map((batch) =>
      host.invoke('render-segments', { tenant, run, input: { segments, batch } }, signal),
    ),
  );
  return rendered.map((answer) => RenderedBatch.parse(answer).videos);
}
