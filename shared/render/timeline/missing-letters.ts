import type { Storyboard } from '#shared/domain/storyboard.ts';
import type { Timeline } from '#shared/domain/timeline.ts';
import { cueText } from '#shared/render/captions/cue-text.ts';
import { planCues } from '#shared/render/captions/plan-cues.ts';
import { withoutMissingEmoji } from '#shared/scenes/text/emoji.ts';
import { installCommand } from '#shared/scenes/text/font-packs.ts';
import { missingScripts, undrawable } from '#shared/scenes/text/scripts.ts';
import { textsOf } from '#shared/scenes/texts-of.ts';

/** Whether every letter of the film's captions can be burned in. The letters of our fonts must have been read. */
export function canBurnCaptions(timeline: Timeline): boolean {
  return planCues(timeline).every((cue) => undrawable(withoutMissingEmoji(cueText(cue))) === undefined);
}

/**
 * One sentence about all letters of the film that our fonts lack, and what becomes of them; undefined when there are none.
 * `captionsLost` says that captions were to be burned in and are not. The letters of our fonts must have been read.
 */
export function missingLetters(
  { scenes }: Storyboard,
  timeline: Timeline,
  captionsLost: boolean,
): string | undefined {
  const shown = missingScripts(
    scenes.flatMap(({ visual, chapter }) => [chapter ?? '', ...textsOf(visual)]).join(' '),
  );
  const spoken = captionsLost ? missingScripts(planCues(timeline).map(cueText).join(' ')) : [];
  const scripts = [...new Set([...shown, ...spoken])].sort();
  if (scripts.length === 0) return undefined;
  const effects = [
    ...(shown.length > 0 ? ['pictures show no text that has them'] : []),
    ...(captionsLost ? ['captions are in files beside the film and not burned in'] : []),
  ];
  const command = installCommand(scripts, timeline.language);
  return [
    `Our fonts lack letters of the film’s text (${scripts.join(', ')}): ${effects.join(', and ')}.`,
    ...(command === undefined ? [] : [`To have them: ${command}`]),
  ].join(' ');
}
