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
  for (const { scenes, frames, transition } of planSegments(timeline)) {
    for (const { firstFrame, frames: length } of scenes) {
      const index = timeline.scenes.findIndex(
        ({ startFrame, frames: n }) => startFrame + firstFrame === at && n === length,
      );
      const leaves = scenes.length === 2 && timeline.scenes[index + 1]?.startFrame === at;
      for (let i = 0; i < (leaves ? (transition?.frames ?? 0) : frames); i++)
        (shown[index] as number[])[firstFrame + i] =
          ((shown[index] as number[])[firstFrame + i] as number) + 1;
    }
    at += frames;
  }
  expect(shown.flat().every((times) => times === 1)).toBe(true);
});

test('one changed picture of 60 scenes changes the two segments that show it: less than 3.7 % of all frames', () => {
  // Prepare
  const before = spokenTimeline(LINES);
  const after = structuredClone(before);
  const scene = after.scenes[30];
  if (scene?.layers[0]) scene.layers[0].image = { ...scene.layers[0].image, hash: 'b'.repeat(64) };

  // Act
  const old = new Set(keys(planSegments(before)));
  const changed = planSegments(after).filter((spec) => !old.has(JSON.stringify(spec)));

  // Assess
  expect(changed).toHaveLength(2);
  expect(framesIn(changed) / before.frames).toBeLessThanOrEqual(0.037);
});

test('a scene that gets longer changes its own segments; the later ones only move', () => {
  const longer = LINES.with(2, `${LINES[2]} And here is a little more.`);
  const old = new Set(keys(planSegments(spokenTimeline(LINES))));
  const changed = keys(planSegments(spokenTimeline(longer))).filter((key) => !old.has(key));
  expect(changed).toHaveLength(2);
});

test('a scene of more than eight seconds shows the one before in its first segment only', () => {
  const [first, ...others] = planSegments(spokenTimeline(['Short.', LINES.slice(0, 9).join(' ')]));
  expect(first?.scenes).toHaveLength(1);
  expect(others.length).toBeGreaterThan(1);
  expect(others.map(({ scenes }) => scenes.length)).toEqual([2, ...others.slice(1).map(() => 1)]);
  expect(others.map(({ transition }) => transition !== undefined)).toEqual([
    true,
    ...others.slice(1).map(() => false),
  ]);
});

test('a transition of more than eight seconds goes on from segment to segment', () => {
  // Prepare: 300 frames of transition in the middle of two long scenes.
  const timeline = spokenTimeline([LINES.slice(0, 9).join(' '), LINES.slice(9, 18).join(' ')]);
  const [first, second] = timeline.scenes as [(typeof timeline.scenes)[0], (typeof timeline.scenes)[0]];
  const overlap = 300 - second.transition.frames;
  second.startFrame -= overlap;
  second.transition = { kind: 'fade', frames: 300 };

  // Act
  const specs = planSegments({ ...timeline, frames: timeline.frames - overlap });

  // Assess
  const passing = specs.filter(({ scenes }) => scenes.length === 2);
  expect(passing.length).toBeGreaterThan(1);
  expect(passing.map(({ scenes }) => scenes[0].firstFrame - (scenes[1]?.firstFrame ?? 0))).toEqual(
    passing.map(() => second.startFrame - first.startFrame),
  );
  expect(passing.every(({ transition }) => transition?.frames === 300)).toBe(true);
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
