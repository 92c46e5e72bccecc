import { Timeline } from '#shared/domain/timeline.ts';
import { STYLE_SHEETS } from '#shared/scenes/styles/style-sheets.ts';
import { fakeRef } from '#tests/unit/shared/agents/director/make-film.ts';

/** A timeline of scenes given by their seconds and chapters; scene ids count from `scene-001`. */
export function makeTimeline(
  title: string,
  scenes: readonly { seconds: number; chapter?: string; description?: string }[],
): Timeline {
  let startFrame = 0;
  return Timeline.parse({
    version: 2,
    title,
    language: 'en',
    captionLook: STYLE_SHEETS.midnight.captions,
    width: 1920,
    height: 1080,
    fps: 30,
    frames: scenes.reduce((sum, { seconds }) => sum + Math.round(seconds * 30), 0),
    captions: 'burned',
    quality: 'standard',
    scenes: scenes.map(({ seconds, chapter, description }, index) => {
      const frames = Math.round(seconds * 30);
      startFrame += frames;
      return {
        id: `scene-${String(index + 1).padStart(3, '0')}`,
        startFrame: startFrame - frames,
        frames,
        transition: { kind: 'cut', frames: 0 },
        layers: [{ image: fakeRef('layer'), x: 0, y: 0, width: 1920, height: 1080 }],
        narration: { offsetMs: 0, durationMs: 1000, words: [] },
        text: '',
        description: description ?? '',
        ...(chapter === undefined ? {} : { chapter }),
      };
    }),
  });
}
