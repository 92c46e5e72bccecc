import type { BriefOptions } from '#shared/domain/brief.ts';
import type { Storyboard } from '#shared/domain/storyboard.ts';
import { Illustration, type Timeline } from '#shared/domain/timeline.ts';
import { cutTimeline } from '#shared/render/timeline/cut-timeline.ts';
import { frameSize } from '#shared/scenes/frame.ts';
import { illustrateScene } from '#shared/scenes/illustrate-scene.ts';
import { STYLE_SHEETS } from '#shared/scenes/styles/style-sheets.ts';
import { timedWords, VOICE } from '#tests/unit/shared/render/sample-film.ts';
import type { Harness } from '#tests/unit/shared/render/step-harness.ts';

/** Draws the scenes as the illustrator does and lays them on a timeline, spoken at 50 ms a letter, with captions. */
export async function drawFilm(
  { context }: Harness,
  scenes: Storyboard['scenes'],
  quality: BriefOptions['quality'] = 'standard',
): Promise<Timeline> {
  const options = { aspect: '16:9', quality, captions: 'burned' } as const;
  const style = STYLE_SHEETS.midnight;
  const size = frameSize(options);
  const takes = [];
  for (const { id, narration, visual } of scenes) {
    const drawing = { visual, style, ...size, language: 'en', seed: 7 };
    const { illustration } = await illustrateScene.run(drawing, context);
    const words = timedWords(narration, 50);
    takes.push({
      scene: id,
      narration: { audio: VOICE, durationMs: words.at(-1)?.endMs ?? 1, words, voice: 'none' },
      illustration: Illustration.parse(illustration),
    });
  }
  return cutTimeline({ version: 1, title: 'Bench', language: 'en', scenes }, takes, {
    ...options,
    captionLook: style.captions,
    transitions: style.transitions,
    seed: 7,
  });
}
