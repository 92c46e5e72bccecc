import type { Brief } from '#shared/domain/brief.ts';
import type { DeliveryReport } from '#shared/domain/delivery-report.ts';
import type { Document } from '#shared/domain/document.ts';
import type { StoredEvent } from '#shared/domain/events.ts';
import type {
  ProductionReport,
  Review,
  StepReport,
  ThumbnailScore,
} from '#shared/domain/production-report.ts';
import type { Storyboard } from '#shared/domain/storyboard.ts';
import type { Timeline } from '#shared/domain/timeline.ts';

/** Everything that a report speaks of. */
export interface ReportMatter {
  run: string;
  events: readonly StoredEvent[];
  delivery: DeliveryReport;
  review: Review;
  thumbnails: ThumbnailScore[];
  brief: Brief;
  document: Document;
  storyboard: Storyboard;
  timeline: Timeline;
}

/** Puts the report of a production together; what it took is read from the run's journal. */
export function assembleReport(matter: ReportMatter): ProductionReport {
  const { run, events, delivery, review, thumbnails, timeline } = matter;
  const steps = stepReports(events);
  const notices = events.flatMap(({ event }) => (event.type === 'notice' ? [event.message] : []));
  return {
    version: 1,
    run,
    title: timeline.title,
    verdict: delivery.verdict,
    reasons: delivery.reasons,
    notices: [...new Set(notices)],
    delivery,
    review,
    thumbnails,
    costs: { usd: steps.reduce((sum, { usd }) => sum + usd, 0) },
    timings: {
      computedMs: steps.reduce((sum, { durationMs }) => sum + durationMs, 0),
      steps: steps.length,
      reused: steps.filter(({ reused }) => reused).length,
      bySteps: steps,
    },
    provenance: provenance(matter),
  };
}

function stepReports(events: readonly StoredEvent[]): StepReport[] {
  return events.flatMap(({ event }) => {
    if (event.type !== 'step.finished') return [];
    const { step, subject, reused, durationMs, usd } = event;
    return [{ step, ...(subject === undefined ? {} : { subject }), reused, durationMs, usd }];
  });
}

function provenance({
  delivery,
  brief,
  document,
  storyboard,
  timeline,
}: ReportMatter): ProductionReport['provenance'] {
  const texts = document.origins.map((origin) => ({ role: 'text', madeBy: 'author of the source', origin }));
  const scenes = storyboard.scenes.flatMap(({ id, visual }, at) => {
    const cut = timeline.scenes[at];
    const name =
      visual.kind === 'picture'
        ? brief.images.find(({ ref }) => ref.hash === visual.image.hash)?.name
        : undefined;
    const picture = {
      role: `${id} picture`,
      madeBy: name === undefined ? `reelwright illustrator (${visual.kind})` : 'given with the brief',
      ...(name === undefined ? {} : { origin: name }),
      hash: cut?.layers[0]?.image.hash,
    };
    const audio = cut?.narration.audio;
    return audio
      ? [picture, { role: `${id} narration`, madeBy: 'reelwright narrator', hash: audio.hash }]
      : [picture];
  });
  const music = timeline.music
    ? [
        {
          role: 'music',
          madeBy:
            timeline.music.mood === 'own'
              ? 'given with the brief'
              : `reelwright composer (${timeline.music.mood})`,
          hash: timeline.music.audio.hash,
        },
      ]
    : [];
  const fonts = [{ role: 'fonts', madeBy: 'Inter, Noto Sans', licence: 'OFL-1.1' }];
  return [
    { role: 'film', madeBy: 'reelwright', hash: delivery.film.hash },
    ...texts,
    ...scenes,
    ...music,
    ...fonts,
  ];
}
