import path from 'node:path';
import * as z from 'zod';
import { AssetRef } from '#shared/domain/asset.ts';
import { FilmFormat } from '#shared/domain/film-format.ts';
import { FPS } from '#shared/domain/timeline.ts';
import { packageVersions } from '#shared/engine/package-versions.ts';
import { defineStep } from '#shared/engine/step.ts';
import type { Ports } from '#shared/ports/ports.ts';
import { CONTAINERS } from '#shared/render/formats/containers.ts';
import { FORMATS } from '#shared/render/formats/film-formats.ts';
import { Chapter } from '#shared/render/join/chapters.ts';
import { joinSegments } from '#shared/render/join/join-segments.ts';
import { MAX_BATCHES } from '#shared/scenes/plan-batches.ts';

/** Rendered segments in order: a part of a film's, as one batch has made it. */
export const SegmentList = z.array(AssetRef).min(1).max(10_000);

const input = z.strictObject({
  /** JSON of a {@link SegmentList} each; one after the other they are the film. */
  segments: z.array(AssetRef).min(1).max(MAX_BATCHES),
  audio: AssetRef,
  title: z.string(),
  frames: z.int().positive(),
  /** Shown by players as a menu. */
  chapters: z.array(Chapter).max(200).optional(),
  /** What segments and sound are in, and the film will be; MP4 with H.264 where it is not given. */
  format: FilmFormat.exclude(['mp4']).optional(),
});
const output = z.strictObject({ film: AssetRef, durationMs: z.int().positive() });

/** Joins rendered segments and the sound to the film, by copying, and proves that no frame is missing, doubled or moved. */
export const joinFilm = defineStep<typeof input, typeof output, 'tools'>({
  name: 'join-film',
  version: 2,
  dependsOn: async ({ tools }: Pick<Ports, 'tools'>) => ({
    ...packageVersions('fluent-ffmpeg', 'mediabunny'),
    ffmpeg: await tools.version('ffmpeg'),
  }),
  input,
  output,
  async run({ segments, audio, title, frames, chapters = [], format: name }, context) {
    const { tenant, signal, ports } = context;
    const program = await ports.tools.ffmpeg();
    const format = FORMATS[name ?? 'mp4'];
    const { container } = format;
    const refs = (await Promise.all(segments.map((list) => context.readJson(SegmentList, list)))).flat();
    return ports.scratch.within(async (folder) => {
      const names = refs.map((_, at) => `segment-${at}.${container}`);
      for (const [at, ref] of refs.entries()) {
        await ports.assets.copyTo(tenant, ref, path.join(folder, names[at] as string));
      }
      await ports.assets.copyTo(tenant, audio, path.join(folder, 'sound'));
      const film = `film.${container}`;
      await joinSegments({
        ...{ program, folder, format, segments: names, audio: 'sound' },
        ...{ title, chapters, frames, film, signal },
      });
      return {
        film: await ports.assets.putFile(tenant, path.join(folder, film), CONTAINERS[container].mediaType),
        durationMs: Math.round((frames * 1000) / FPS),
      };
    });
  },
});
