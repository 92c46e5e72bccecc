import { expect, test } from 'vitest';
import type { Layer } from '#shared/domain/timeline.ts';
import { poseAt } from '#shared/render/compositor/pose.ts';
import { holdEntrances } from '#shared/render/plan/hold-entrances.ts';
import { VOICE } from '#tests/unit/shared/render/sample-film.ts';

const SIZE = { width: 1778, height: 1000 };
const box: Layer = { image: VOICE, x: 0, y: 0, width: 100, height: 100 };
const entering = (kind: 'none' | 'fade' | 'rise', delayMs: number): Layer => ({
  ...box,
  entrance: { kind, delayMs, durationMs: 400 },
});

test.each([
  ['fades in', entering('fade', 0)],
  ['rises', entering('rise', 120)],
  ['cuts in', entering('none', 0)],
  ['has no entrance', box],
])('text that %s is not seen in the first 55 %% of a cross-fade, and is there in the end', (_, overlay) => {
  for (const fade of [1, 2, 12, 15]) {
    const layers = holdEntrances([box, overlay], { kind: 'fade', frames: fade });
    const opacity = (frame: number) => poseAt(layers, frame, 90, SIZE).overlays[0]?.opacity;
    for (let frame = 0; frame < fade * 0.55; frame++) expect(opacity(frame)).toBe(0);
    expect(opacity(fade + 20)).toBe(256);
  }
});

test('the ground does not wait, and a scene that cuts in keeps its entrances', () => {
  const layers = [{ ...box, entrance: entering('fade', 0).entrance }, entering('rise', 60)] as Layer[];
  expect(holdEntrances(layers, { kind: 'fade', frames: 12 })[0]).toEqual(layers[0]);
  expect(holdEntrances(layers, { kind: 'cut', frames: 0 })).toEqual(layers);
});

test.each([
  ['wipe-right', 200],
  ['push-left', 200],
  ['push-up', 500],
] as const)(
  'in a %s, text without entrance comes with its scene, and other text enters %i ms in',
  (kind, delayMs) => {
    const layers = holdEntrances([box, box, entering('rise', 100)], { kind, frames: 20 });
    expect(layers[1]).toEqual(box);
    expect(layers[2]?.entrance?.delayMs).toBe(delayMs);
  },
);
