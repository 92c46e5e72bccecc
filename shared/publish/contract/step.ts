import path from 'node:path';
import * as z from 'zod';
import { AssetRef } from '#shared/domain/asset.ts';
import { CAPTION_MODES } from '#shared/domain/brief.ts';
import { DeliveryReport, DeliverySummary } from '#shared/domain/delivery-report.ts';
import { Timeline } from '#shared/domain/timeline.ts';
import { packageVersions } from '#shared/engine/package-versions.ts';
import { defineStep } from '#shared/engine/step.ts';
import type { Ports } from '#shared/ports/ports.ts';
import { checkFilm as measure } from '#shared/publish/contract/check-film.ts';
import { judge } from '#shared/publish/contract/judge.ts';
import { loadGlyphs } from '#shared/scenes/text/glyphs.ts';

const input = z.strictObject({
  film: AssetRef,
  timeline: AssetRef,
  promised: z.strictObject({
    durationSeconds: z.number().positive().nullable(),
    width: z.int().positive(),
    height: z.int().positive(),
    captions: z.enum(CAPTION_MODES),
    /** What the run had to tell the person, as sentences; each becomes a reason. */
    notices: z.array(z.string()),
  }),
});

/** Measures a finished film against its delivery contract. A broken film is a result here, not an error. */
export const checkFilm = defineStep<typeof input, typeof DeliverySummary, 'tools'>({
  name: 'check-film',
  version: 1,
  input,
  output: DeliverySummary,
  dependsOn: async ({ tools }: Pick<Ports, 'tools'>) => ({
    ...packageVersions('fluent-ffmpeg', 'mediabunny'),
    ffmpeg: await tools.version('ffmpeg'),
    fonts: await tools.version('fonts'),
  }),
  async run({ film, timeline: timelineRef, promised }, context) {
    const { tenant, signal, ports } = context;
    const program = await ports.tools.ffmpeg();
    await loadGlyphs(ports.tools);
    const timeline = await context.readJson(Timeline, timelineRef);
    const checks = await ports.scratch.within(async (folder) => {
      const file = 'film.mp4';
      await ports.assets.copyTo(tenant, film, path.join(folder, file));
      return measure({ program, folder, file, signal }, timeline, promised);
    });
    const { verdict, reasons } = judge(checks, promised.notices);
    const report = await context.writeJson(DeliveryReport, { version: 1, film, verdict, reasons, checks });
    return { report, verdict, reasons };
  },
});
