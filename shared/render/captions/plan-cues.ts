import type { Cue } from '#shared/domain/render-plan.ts';
import { FPS, type Timeline, type TimelineScene } from '#shared/domain/timeline.ts';
import { lineText } from '#shared/render/captions/break-lines.ts';
import { captionFormat } from '#shared/render/captions/caption-format.ts';
import { type CaptionToken, captionTokens } from '#shared/render/captions/caption-tokens.ts';
import { MAX_CHARACTERS_PER_SECOND, MIN_CUE_MS, splitCues } from '#shared/render/captions/split-cues.ts';

/** A caption stays this long after its last word; with less it seems to be snatched away. */
const HOLD_FRAMES = 8;
/** A gap shorter than half a second between two captions of a scene flickers, so the first one stays until the second. */
const BRIDGED_FRAMES = FPS / 2;
/** Between the captions of two scenes at least this many frames are free, so that the change is seen (Netflix: 2). */
const GAP_FRAMES = 2;

/**
 * The captions of a film, in order and never two at once, in frames of the film. A caption never stands over two scenes'
 * words, and depends on its scene and on when the next voice starts only.
 */
export function planCues(timeline: Timeline): Cue[] {
  const { maxLineEm } = captionFormat(timeline);
  return timeline.scenes.flatMap((scene, index) => {
    const next = timeline.scenes[index + 1];
    const until = next
      ? next.startFrame + framesBefore(next.narration.offsetMs) - GAP_FRAMES
      : timeline.frames;
    return sceneCues(scene, maxLineEm, until);
  });
}

function sceneCues(scene: TimelineScene, maxLineEm: number, untilFrame: number): Cue[] {
  const tokens = captionTokens(scene, maxLineEm);
  const untilMs = ((untilFrame - scene.startFrame) * 1000) / FPS;
  const spoken = scene.narration.audio !== undefined;
  const cues: Cue[] = [];
  for (const lines of splitCues(tokens, maxLineEm, untilMs)) {
    const words = lines.flat();
    const begins = scene.startFrame + framesBefore((words[0] as CaptionToken).startMs);
    const startFrame = Math.max(begins, (cues.at(-1)?.startFrame ?? -1) + 1);
    const ends = scene.startFrame + framesBefore((words.at(-1) as CaptionToken).endMs) + HOLD_FRAMES;
    const reading = (lineText(words).length * FPS) / MAX_CHARACTERS_PER_SECOND;
    const endFrame = Math.max(ends, startFrame + Math.ceil(Math.max((MIN_CUE_MS * FPS) / 1000, reading)));
    const shown = lines.map((line) => line.map((token, i) => cueWord(token, i > 0, scene.startFrame)));
    cues.push({ startFrame, endFrame, lines: shown, spoken });
  }
  return cues.map((cue, i) => ({ ...cue, endFrame: endOf(cue, cues[i + 1]?.startFrame, untilFrame) }));
}

function endOf({ startFrame, endFrame }: Cue, next: number | undefined, untilFrame: number): number {
  const limit = Math.max(next ?? untilFrame, startFrame + 1);
  return next !== undefined && next - endFrame < BRIDGED_FRAMES ? limit : Math.min(endFrame, limit);
}

function cueWord({ text, spaced, startMs }: CaptionToken, inner: boolean, sceneStart: number) {
  return { text: inner && spaced ? ` ${text}` : text, startFrame: sceneStart + framesBefore(startMs) };
}

function framesBefore(ms: number): number {
  return Math.floor((ms * FPS) / 1000);
}
