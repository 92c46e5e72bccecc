import type { DeliveryCheck } from '#shared/domain/delivery-report.ts';
import type { Cue } from '#shared/domain/render-plan.ts';
import { FPS, type Timeline } from '#shared/domain/timeline.ts';
import { cueText } from '#shared/render/captions/cue-text.ts';
import { withoutMissingEmoji } from '#shared/scenes/text/emoji.ts';
import { undrawable } from '#shared/scenes/text/scripts.ts';

/**
 * Every letter of what stands in the pictures, and of captions that are burned in, has a glyph in our own font files: else
 * people see empty boxes. The letters of our fonts must have been read.
 */
export function checkLetters(cues: readonly Cue[], { scenes, captions }: Timeline): DeliveryCheck {
  const burned = captions === 'burned' ? cues : [];
  const texts = [
    ...scenes.flatMap(({ startFrame, texts = [] }) => texts.map((text) => ({ text, startFrame }))),
    ...burned.map((cue) => ({ text: withoutMissingEmoji(cueText(cue)), startFrame: cue.startFrame })),
  ];
  const wanted = 'every letter on the screen is in our fonts';
  const fault = texts.find(({ text }) => undrawable(text) !== undefined);
  if (fault === undefined) return { promise: 'letters-exist', wanted, measured: wanted, ok: true };
  return {
    promise: 'letters-exist',
    wanted,
    measured: `“${undrawable(fault.text)}” of “${fault.text.slice(0, 60)}” is an empty box`,
    ok: false,
    atMs: Math.max(0, Math.round((fault.startFrame * 1000) / FPS)),
  };
}
