import path from 'node:path';
import * as z from 'zod';
import { AssetRef } from '#shared/domain/asset.ts';
import { CAPTION_MODES } from '#shared/domain/brief.ts';
import { DeliveryReport, DeliverySummary } from '#shared/domain/delivery-report.ts';
import { Document } from '#shared/domain/document.ts';
import { FilmFormat } from '#shared/domain/film-format.ts';
import { Storyboard } from '#shared/domain/storyboard.ts';
import { Timeline } from '#shared/domain/timeline.ts';
import { packageVersions } from '#shared/engine/package-versions.ts';
import { defineStep } from '#shared/engine/step.ts';
import type { Ports } from '#shared/ports/ports.ts';
import { checkContents } from '#shared/publish/contract/check-contents.ts';
import { checkFilm as measure } from '#shared/publish/contract/check-film.ts';
import { judge } from '#shared/publish/contract/judge.ts';
import { readVoices } from '#shared/publish/contract/read-voices.ts';
import { FORMATS } from '#shared/render/formats/film-formats.ts';
import { registerFonts } from '#shared/scenes/text/fonts.ts';
import { loadGlyphs } from '#shared/scenes/text/glyphs.ts';

const input = z.strictObject({
  film: AssetRef,
  timeline: AssetRef,
  /** Left out for a timeline that was written by hand: what only they could show is not measured. */
  storyboard: AssetRef.optional(),
  document: AssetRef.optional(),
  promised: z.strictObject({
    durationSeconds: z.number().positive().nullable(),
    width: z.int().positive(),
    height: z.int().positive(),
    captions: z.enum(CAPTION_MODES),
    /** Left out for MP4 with H.264. */
    format: FilmFormat.exclude(['mp4']).optional(),
    /** What the run had to tell the person, as sentences; each becomes a reason. */
    notices: z.array(z.string()),
  }),
});

const WITHOUT_STORYBOARD =
  'Whether pictures fit the words, vary in kind and show only numbers of the source was not measured: there is no storyboard.';

const WITH_TRANSPARENCY =
  'Black, still and repeated pictures and contrast were not measured: what lies behind the film is not known.';

/** Measures a finished film against its delivery contract. A broken film is a result here, not an error. */
export const checkFilm = defineStep<typeof input, typeof DeliverySummary, 'tools'>({
  name: 'check-film',
  version: 3,
  input,
  output: DeliverySummary,
  dependsOn: async ({ tools }: Pick<Ports, 'tools'>) => ({
    ...packageVersions('@napi-rs/canvas', 'fluent-ffmpeg', 'mediabunny', 'stopwords-iso'),
    ffmpeg: await tools.version('ffmpeg'),
    fonts: await tools.version('fonts'),
  }),
  async run({ film, timeline: timelineRef, storyboard, document, promised }, context) {
    const { tenant, signal, ports } = context;
    const program = await ports.tools.ffmpeg();
    await registerFonts(ports.tools);
    await loadGlyphs(ports.tools);
    const timeline = await context.readJson(Timeline, timelineRef);
    const board = storyboard && (await context.readJson(Storyboard, storyboard));
    const source = document && (await context.readJson(Document, document));
    const told = board && source && checkContents(board, source, timeline);
    const kinds = board && new Map(board.scenes.map(({ id, visual }) => [id, visual.kind]));
    const voices = await readVoices(timeline, (ref) => ports.assets.get(tenant, ref));
    const measured = await ports.scratch.within(async (folder) => {
      const file = 'film.mp4';
      await ports.assets.copyTo(tenant, film, path.join(folder, file));
      return measure({ program, folder, file, signal }, timeline, { ...promised, kinds }, voices);
    });
    const checks = [...measured, ...(told?.checks ?? [])];
    const { verdict, reasons } = judge(checks, promised.notices);
    const notMeasured = [
      ...(told ? [] : [WITHOUT_STORYBOARD]),
      ...(FORMATS[promised.format ?? 'mp4'].alpha ? [WITH_TRANSPARENCY] : []),
    ];
    const report = await context.writeJson(DeliveryReport, {
      ...{ version: 1, film, verdict, reasons, checks },
      ...(told ? { scenes: told.scenes } : {}),
      ...(notMeasured.length > 0 ? { notMeasured } : {}),
    });
    return { report, verdict, reasons };
  },
});
