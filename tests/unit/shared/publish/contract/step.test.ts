import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { AssetRef } from '#shared/domain/asset.ts';
import { DeliveryReport } from '#shared/domain/delivery-report.ts';
import { Timeline } from '#shared/domain/timeline.ts';
import { checkFilm } from '#shared/publish/contract/step.ts';
import { joinFilm, SegmentList } from '#shared/render/join/step.ts';
import { SIZE, sampleTimeline, soundAt } from '#tests/unit/shared/publish/contract/sample-film.ts';
import { encode } from '#tests/unit/shared/render/ffmpeg/make-media.ts';
import { openHarness } from '#tests/unit/shared/render/step-harness.ts';

const { context, assets, folder, close } = await openHarness();
afterAll(close);
const keep = (file: string, type: string) => assets.putFile(context.tenant, path.join(folder, file), type);

/** Segments of two seconds, by two batches, and sound of six, as the renderer and the mixer would leave them. */
async function parts(): Promise<{ segments: AssetRef[]; audio: AssetRef }> {
  const refs: AssetRef[] = [];
  for (const hue of [0, 90, 180]) {
    await encode(folder, `${hue}.mp4`, `testsrc2=s=320x180:r=30:d=2,hue=h=${hue},setsar=1[v]`);
    refs.push(await keep(`${hue}.mp4`, 'video/mp4'));
  }
  await encode(folder, 'sound.m4a', `${soundAt(0)}[a]`);
  return {
    segments: [
      await context.writeJson(SegmentList, refs.slice(0, 2)),
      await context.writeJson(SegmentList, refs.slice(2)),
    ],
    audio: await keep('sound.m4a', 'audio/mp4'),
  };
}

describe('join-film and check-film', () => {
  test('a joined film keeps every promise, and the report says so', async () => {
    // Prepare
    const timeline = await context.writeJson(Timeline, sampleTimeline());
    const promised = { durationSeconds: 6, ...SIZE, captions: 'burned' as const, notices: [] };
    // Act
    const { film, durationMs } = await joinFilm.run(
      { ...(await parts()), title: 'Deep', frames: 180, chapters: [{ title: 'Two', startFrame: 60 }] },
      context,
    );
    const result = await checkFilm.run({ film, timeline, promised }, context);
    // Assess
    expect({ durationMs, ...result }).toMatchObject({ durationMs: 6000, verdict: 'passed', reasons: [] });
    const report = await context.readJson(DeliveryReport, result.report);
    expect(report).toMatchObject({ version: 1, film, verdict: 'passed' });
    expect(report.checks.every(({ ok }) => ok)).toBe(true);
  });

  test('bytes that are no film are a failed film, not a failed step', async () => {
    const timeline = await context.writeJson(Timeline, sampleTimeline());
    const film = await assets.put(context.tenant, new TextEncoder().encode('#EXTM3U\n'), 'video/mp4');
    const promised = { durationSeconds: null, ...SIZE, captions: 'burned' as const, notices: [] };
    const { verdict, reasons } = await checkFilm.run({ film, timeline, promised }, context);
    expect(verdict).toBe('failed');
    expect(reasons).toEqual(['The film is damaged: it cannot be decoded to its end.']);
  });
});
