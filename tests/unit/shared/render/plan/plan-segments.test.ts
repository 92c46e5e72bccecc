import { expect, test } from 'vitest';
import { SegmentSpec } from '#shared/domain/render-plan.ts';
import { FPS } from '#shared/domain/timeline.ts';
import { planSegments } from '#shared/render/plan/plan-segments.ts';
import { spokenTimeline } from '#tests/unit/shared/render/captions/scene.ts';

const LINES = Array.from(
  { length: 60 },
  (_, i) => `Line number ${i} says something about the sea, and then it ends.`,
);

const keys = (specs: readonly SegmentSpec[]) => specs.map((spec) => JSON.stringify(spec));
const framesIn = (specs: readonly SegmentSpec[]) => specs.reduce((sum, { frames }) => sum + frames, 0);

test('segments have all frames of the film, in order, each of at most eight seconds', () => {
  const timeline = spokenTimeline([LINES.slice(0, 9).join(' '), ...LINES.slice(0, 5)]);
  const specs = planSegments(timeline);
  expect(framesIn(specs)).toBe(timeline.frames);
  for (const spec of specs) {
    expect(SegmentSpec.parse(spec)).toEqual(spec);
    expect(spec.frames).toBeLessThanOrEqual(8 * FPS);
  }
});

test('every frame of every scene is shown exactly once, by the segment it lies in', () => {
  const timeline = spokenTimeline([LINES.slice(0, 9).join(' '), 'Short.', LINES[3] as string]);
  const shown = timeline.scenes.map(({ frames }) => new Array<number>(frames).fill(0));
  let at = 0;
  for (const { scenes, frames } of planSegments(timeline)) {
    for (const { firstFrame, frames: length } of scenes) {
      const index = timeline.scenes.findIndex(
        ({ startFrame, frames: n }) => startFrame + firstFrame === at && n === length,
      );
      for (let i = 0; i < frames; i++)
        (shown[index] as number[])[firstFrame + i] =
          ((shown[index] as number[])[firstFrame + i] as number) + 1;
    }
    at += frames;
  }
  expect(shown.flat().every((times) => times === 1)).toBe(true);
});

test('one changed picture of 60 scenes changes the segments that show it: 1.8 % of all frames', () => {
  // Prepare
  const before = spokenTimeline(LINES);
  const after = structuredClone(before);
  const scene = after.scenes[30];
  if (scene?.layers[0]) scene.layers[0].image = { ...scene.layers[0].image, hash: 'b'.repeat(64) };

  // Act
  const old = new Set(keys(planSegments(before)));
  const changed = planSegments(after).filter((spec) => !old.has(JSON.stringify(spec)));

  // Assess
  expect(changed).toHaveLength(3);
  expect(framesIn(changed)).toBe(scene?.frames);
  expect(framesIn(changed) / before.frames).toBeLessThan(1 / 60 + 0.02);
});

test('a scene that gets longer changes its own segments; the later ones only move', () => {
  const longer = LINES.with(2, `${LINES[2]} And here is a little more.`);
  const old = new Set(keys(planSegments(spokenTimeline(LINES))));
  const changed = keys(planSegments(spokenTimeline(longer))).filter((key) => !old.has(key));
  expect(changed).toHaveLength(3);
});

test('a caption that crosses a join goes on after it at the same word', () => {
  const specs = planSegments(spokenTimeline([LINES.slice(0, 9).join(' ')]));
  expect(specs.length).toBeGreaterThan(1);
  specs.slice(1).forEach((spec, i) => {
    const before = specs[i] as SegmentSpec;
    const cut = before.captions?.cues.at(-1);
    if (!cut || cut.endFrame <= before.frames) return;
    const going = spec.captions?.cues[0];
    expect(going?.startFrame).toBe(cut.startFrame - before.frames);
    expect(going?.lines).toHaveLength(cut.lines.length);
  });
});

test('captions are in the segments only when they are burned in', () => {
  const timeline = spokenTimeline(LINES.slice(0, 3));
  expect(planSegments(timeline).some(({ captions }) => captions)).toBe(true);
  for (const captions of ['file', 'off'] as const) {
    expect(planSegments({ ...timeline, captions }).some((spec) => spec.captions)).toBe(false);
  }
});

test('a timeline whose scenes overlap threefold or leave a gap is refused', () => {
  const timeline = spokenTimeline(LINES.slice(0, 3));
  const [first, second, third] = structuredClone(timeline.scenes) as [
    (typeof timeline.scenes)[0],
    (typeof timeline.scenes)[0],
    (typeof timeline.scenes)[0],
  ];
  const refused = expect.objectContaining({ code: 'STEP_INPUT_INVALID' });
  const gap = [first, { ...second, startFrame: second.startFrame + 20 }, third];
  const threefold = [first, second, { ...third, startFrame: second.startFrame + 5 }];
  expect(() => planSegments({ ...timeline, scenes: gap })).toThrow(refused);
  expect(() => planSegments({ ...timeline, scenes: threefold })).toThrow(refused);
});
