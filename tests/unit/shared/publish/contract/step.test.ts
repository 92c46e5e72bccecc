import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import { afterAll, describe, expect, test } from 'vitest';
import { encodeWav } from '#shared/audio/wav.ts';
import type { AssetRef } from '#shared/domain/asset.ts';
import { DeliveryReport } from '#shared/domain/delivery-report.ts';
import { Document } from '#shared/domain/document.ts';
import { Storyboard } from '#shared/domain/storyboard.ts';
import { Timeline } from '#shared/domain/timeline.ts';
import { checkFilm } from '#shared/publish/contract/step.ts';
import { runFfmpeg } from '#shared/render/ffmpeg/run-ffmpeg.ts';
import { joinFilm, SegmentList } from '#shared/render/join/step.ts';
import { sampleBoard, sampleDocument } from '#tests/unit/shared/publish/contract/sample-board.ts';
import {
  makeFilm,
  SIZE,
  sampleSound,
  sampleTimeline,
  sampleVoice,
} from '#tests/unit/shared/publish/contract/sample-film.ts';
import { AUDIO, never, testFfmpeg } from '#tests/unit/shared/render/ffmpeg/make-media.ts';
import { openHarness } from '#tests/unit/shared/render/step-harness.ts';
import { withFonts } from '#tests/unit/shared/scenes/scene-kit.ts';

await withFonts();
const { context, assets, folder, close } = await openHarness();
afterAll(close);
const keep = (file: string, type: string) => assets.putFile(context.tenant, path.join(folder, file), type);

/** Segments of two seconds, by two batches, and sound of six, as the renderer and the mixer would leave them. */
async function parts(): Promise<{ segments: AssetRef[]; audio: AssetRef }> {
  const refs: AssetRef[] = [];
  for (const first of [0, 1, 2]) {
    const scenes = [`testsrc2=s=640x360:r=30:d=2,hue=h=${first * 90}`];
    await makeFilm(folder, `${first}.mp4`, { scenes, first, sound: undefined });
    refs.push(await keep(`${first}.mp4`, 'video/mp4'));
  }
  await writeFile(path.join(folder, 'sound.wav'), encodeWav(sampleSound()));
  await runFfmpeg({
    program: await testFfmpeg(folder),
    folder,
    inputs: [{ file: 'sound.wav', format: 'wav' }],
    outputs: [{ file: 'sound.m4a', options: AUDIO }],
    timeoutMs: 20_000,
    signal: never,
  });
  return {
    segments: [
      await context.writeJson(SegmentList, refs.slice(0, 2)),
      await context.writeJson(SegmentList, refs.slice(2)),
    ],
    audio: await keep('sound.m4a', 'audio/mp4'),
  };
}

/** The sample timeline with voices that are there. */
async function spoken(): Promise<AssetRef> {
  const timeline = sampleTimeline();
  for (const [at, { narration }] of timeline.scenes.entries()) {
    narration.audio = await assets.put(context.tenant, encodeWav(sampleVoice(at)), 'audio/wav');
  }
  return await context.writeJson(Timeline, timeline);
}

describe('join-film and check-film', () => {
  test('a joined film keeps every promise, and the report says so', async () => {
    // Prepare
    const timeline = await spoken();
    const promised = { durationSeconds: 6, ...SIZE, captions: 'burned' as const, notices: [] };
    // Act
    const { film, durationMs } = await joinFilm.run(
      { ...(await parts()), title: 'Deep', frames: 180, chapters: [{ title: 'Two', startFrame: 60 }] },
      context,
    );
    const storyboard = await context.writeJson(Storyboard, sampleBoard());
    const document = await context.writeJson(Document, sampleDocument());
    const result = await checkFilm.run({ film, timeline, storyboard, document, promised }, context);
    // Assess
    expect({ durationMs, ...result }).toMatchObject({ durationMs: 6000, verdict: 'passed', reasons: [] });
    const report = await context.readJson(DeliveryReport, result.report);
    expect(report).toMatchObject({ version: 1, film, verdict: 'passed' });
    expect(report.checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(report.scenes).toHaveLength(3);
    expect(report.notMeasured).toBeUndefined();
  });

  test('without a storyboard the report says what was not measured', async () => {
    const timeline = await spoken();
    const film = await assets.put(context.tenant, new TextEncoder().encode('#EXTM3U\n'), 'video/mp4');
    const promised = { durationSeconds: null, ...SIZE, captions: 'burned' as const, notices: [] };
    const report = await context.readJson(
      DeliveryReport,
      (await checkFilm.run({ film, timeline, promised }, context)).report,
    );
    expect(report.notMeasured?.join()).toContain('there is no storyboard');
    expect(report.checks.map(({ promise }) => promise)).not.toContain('scenes-match');
  });

  test('bytes that are no film are a failed film, not a failed step', async () => {
    const timeline = await spoken();
    const film = await assets.put(context.tenant, new TextEncoder().encode('#EXTM3U\n'), 'video/mp4');
    const promised = { durationSeconds: null, ...SIZE, captions: 'burned' as const, notices: [] };
    const { verdict, reasons } = await checkFilm.run({ film, timeline, promised }, context);
    expect(verdict).toBe('failed');
    expect(reasons).toEqual(['The film is damaged: it cannot be decoded to its end.']);
  });
});
