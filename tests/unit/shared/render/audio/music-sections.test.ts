import { expect, test } from 'vitest';
import type { Timeline } from '#shared/domain/timeline.ts';
import { musicSections } from '#shared/render/audio/music-sections.ts';

const audio = { hash: 'a'.repeat(64), mediaType: 'audio/wav', bytes: 1 };

test('every scene is a part: the first, chapters and the last by name, with how much is said in them', () => {
  // Prepare
  const scenes = [
    { startFrame: 0, frames: 90, narration: { audio, durationMs: 2250 } },
    { startFrame: 80, frames: 60, narration: { durationMs: 1000 } },
    { startFrame: 130, frames: 90, narration: { audio, durationMs: 2700 }, chapter: 'Two' },
    { startFrame: 210, frames: 90, narration: { audio, durationMs: 1500 } },
  ] as unknown as Timeline['scenes'];

  // Act
  const sections = musicSections({ scenes, fps: 30 });

  // Assess
  expect(sections).toEqual([
    { startMs: 0, kind: 'hook', speech: 0.8 },
    { startMs: 2667, kind: 'point', speech: 0 },
    { startMs: 4333, kind: 'chapter', speech: 0.9 },
    { startMs: 7000, kind: 'ending', speech: 0.5 },
  ]);
});
