import { beforeAll, expect, test } from 'vitest';
import { TenantId } from '#shared/domain/identity.ts';
import type { SegmentSpec } from '#shared/domain/render-plan.ts';
import { planSegments } from '#shared/render/plan/plan-segments.ts';
import { composeSegment } from '#shared/render/segment/compose-segment.ts';
import { pictureLoader } from '#shared/render/segment/load-pictures.ts';
import { renderSegmentStep } from '#shared/render/segment/render-segment-step.ts';
import { sampleTimeline } from '#tests/unit/shared/render/sample-film.ts';
import { decodeVideo } from '#tests/unit/shared/render/segment/decode-video.ts';
import { type Harness, openHarness } from '#tests/unit/shared/render/step-harness.ts';

const tenant = TenantId.parse('local');
const SIZE = { width: 854, height: 480 };
/** Spoken in about ten seconds, which the plan divides in two. */
const TEXT =
  'Deep down it is dark, and nobody has been there for as long as anybody can remember, or so the oldest of all the divers said.';

let harness: Harness;
let parts: SegmentSpec[];
let whole: SegmentSpec;
beforeAll(async () => {
  harness = await openHarness();
  const timeline = await sampleTimeline(harness.assets, [TEXT], { captions: 'off' });
  parts = planSegments(timeline).map((spec) => ({ ...spec, quality: 'standard' }));
  whole = { ...(parts[0] as SegmentSpec), frames: parts.reduce((sum, { frames }) => sum + frames, 0) };
  return () => harness.close();
});

async function composed(spec: SegmentSpec, from = 0): Promise<Buffer[]> {
  const { signal, ports } = harness.context;
  const source = await composeSegment(spec, pictureLoader(harness.assets, tenant), {
    ...{ program: await ports.tools.ffmpeg(), folder: harness.folder, signal },
    copy: async () => undefined,
  });
  const frames: Buffer[] = [];
  for (let frame = 0; frame < spec.frames; frame++) {
    const picture = await source.frame(frame);
    if (frame >= from) frames.push(Buffer.from(picture));
  }
  await source.close();
  return frames;
}

test('a scene that is divided shows at the join, frame for frame, what it shows in one piece', async () => {
  // Prepare
  expect(parts.length).toBe(2);
  const [first, second] = parts as [SegmentSpec, SegmentSpec];
  // Act
  const one = await composed(whole, first.frames - 5);
  const before = await composed(first, first.frames - 5);
  const after = await composed({ ...second, frames: 5 });
  // Assess
  expect([...before, ...after].every((frame, at) => frame.equals(one[at] as Buffer))).toBe(true);
});

test('encoded in pieces it looks like encoded in one, also at the join: PSNR of at least 45 dB against each other', async () => {
  // Act
  const shown: Uint8Array[] = [];
  for (const segment of parts) {
    const { video } = await renderSegmentStep.run({ segment }, harness.context);
    shown.push(...(await decodeVideo(harness, video, SIZE)).frames);
  }
  const { video } = await renderSegmentStep.run({ segment: whole }, harness.context);
  const { frames } = await decodeVideo(harness, video, SIZE);

  // Assess
  expect(shown.length).toBe(frames.length);
  const join = parts[0]?.frames ?? 0;
  for (let at = join - 5; at < join + 5; at++) {
    const ratio = psnr(shown[at] as Uint8Array, frames[at] as Uint8Array);
    expect(ratio, `frame ${at}`).toBeGreaterThan(45);
  }
});

/** Peak signal-to-noise ratio in dB. */
function psnr(a: Uint8Array, b: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += ((a[i] as number) - (b[i] as number)) ** 2;
  return 10 * Math.log10(255 ** 2 / (sum / a.length));
}
