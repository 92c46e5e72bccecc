import type { AssetRef } from '#shared/domain/asset.ts';
import { Brief } from '#shared/domain/brief.ts';
import { DeliveryReport } from '#shared/domain/delivery-report.ts';
import { Document } from '#shared/domain/document.ts';
import type { RunId, TenantId } from '#shared/domain/identity.ts';
import { ProductionReport, type Review, type ThumbnailScore } from '#shared/domain/production-report.ts';
import { Storyboard } from '#shared/domain/storyboard.ts';
import { Timeline } from '#shared/domain/timeline.ts';
import { allEvents } from '#shared/engine/all-events.ts';
import { readJson, writeJson } from '#shared/engine/step-context.ts';
import type { Ports } from '#shared/ports/ports.ts';
import { assembleReport } from '#shared/publish/assemble-report.ts';

/** What a report is read from. */
export interface ReportSources {
  brief: AssetRef;
  document: AssetRef;
  storyboard: AssetRef;
  timeline: AssetRef;
  delivery: { report: AssetRef };
  review: Review;
  thumbnails: ThumbnailScore[];
}

/**
 * Writes the report of a run. It is no step: it tells of times and costs, which differ from run to run though the film is
 * the same.
 */
export async function writeReport(
  { tenant, run, ports }: { tenant: TenantId; run: RunId; ports: Pick<Ports, 'assets' | 'journal'> },
  { brief, document, storyboard, timeline, delivery, review, thumbnails }: ReportSources,
): Promise<AssetRef> {
  const report = assembleReport({
    run,
    review,
    thumbnails,
    events: await allEvents(ports.journal, tenant, run),
    delivery: await readJson(ports, tenant, DeliveryReport, delivery.report),
    brief: await readJson(ports, tenant, Brief, brief),
    document: await readJson(ports, tenant, Document, document),
    storyboard: await readJson(ports, tenant, Storyboard, storyboard),
    timeline: await readJson(ports, tenant, Timeline, timeline),
  });
  return await writeJson(ports, tenant, ProductionReport, report);
}
