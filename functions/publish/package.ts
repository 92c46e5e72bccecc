import * as z from 'zod';
import { taskHandler } from '#functions/handler.ts';
import { packageFilm } from '#shared/agents/packager/step.ts';
import { AssetRef } from '#shared/domain/asset.ts';
import { Brief } from '#shared/domain/brief.ts';
import { DeliverySummary } from '#shared/domain/delivery-report.ts';
import { FilmPackage } from '#shared/domain/package.ts';
import { Review } from '#shared/domain/production-report.ts';
import { Storyboard } from '#shared/domain/storyboard.ts';
import { Timeline } from '#shared/domain/timeline.ts';
import { runStep } from '#shared/engine/run-step.ts';
import { readJson, writeJson } from '#shared/engine/step-context.ts';
import { listFiles } from '#shared/publish/list-files.ts';
import { planPoster } from '#shared/publish/plan-poster.ts';
import { makeThumbnail } from '#shared/publish/thumbnail.ts';
import { writeReport } from '#shared/publish/write-report.ts';
import { writeCaptionsStep } from '#shared/render/captions/write-captions-step.ts';
import { lookOf } from '#shared/scenes/styles/look-of.ts';

const Input = z.strictObject({
  brief: AssetRef,
  document: AssetRef,
  research: AssetRef,
  script: AssetRef,
  storyboard: AssetRef,
  timeline: AssetRef,
  film: AssetRef,
  review: Review,
  delivery: DeliverySummary,
});

/** Puts together everything that is handed over beside the film: captions, thumbnail, script, metadata, report. */
export const handler = taskHandler('publish-package', Input, async (input, invocation) => {
  const { ports, tenant } = invocation;
  const { timeline, script, storyboard, document, research, film, delivery } = input;
  const asked = await readJson(ports, tenant, Brief, input.brief);
  const { options } = asked;
  const cut = await readJson(ports, tenant, Timeline, timeline);
  const captions = await runStep(writeCaptionsStep, { timeline }, invocation);
  const board = await readJson(ports, tenant, Storyboard, storyboard);
  const poster = planPoster(cut.title, board, options, await lookOf(asked, ports, tenant));
  const { thumbnails } = await runStep(makeThumbnail, poster, invocation);
  const told = { timeline, script, storyboard, document, research, platform: options.platform };
  const written = await runStep(packageFilm, told, invocation);
  const scores = thumbnails.map(({ ref: _, ...score }) => score);
  const report = await writeReport(invocation, { ...input, thumbnails: scores });
  return {
    package: await writeJson(ports, tenant, FilmPackage, {
      version: 1,
      title: cut.title,
      verdict: delivery.verdict,
      reasons: delivery.reasons,
      seconds: cut.frames / cut.fps,
      scenes: cut.scenes.length,
      width: cut.width,
      height: cut.height,
      files: listFiles({ film, timeline, thumbnails, report, ...captions, ...written }, options.captions),
    }),
  };
});
