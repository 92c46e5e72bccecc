import type { BriefOptions } from '#shared/domain/brief.ts';
import type { DeliveryCheck } from '#shared/domain/delivery-report.ts';
import type { Cue } from '#shared/domain/render-plan.ts';
import { FPS, type Timeline } from '#shared/domain/timeline.ts';
import { captionFormat } from '#shared/render/captions/caption-format.ts';
import { cueText } from '#shared/render/captions/cue-text.ts';
import { MAX_CHARACTERS_PER_SECOND } from '#shared/render/captions/split-cues.ts';
import { textWidth } from '#shared/render/captions/text-width.ts';

/** Beyond 100 ms a caption is felt to come early or late. */
const MAX_DRIFT_FRAMES = (FPS * 100) / 1000;
const MAX_LINES = 2;
/** Captions as a report speaks of them. */
const WHERE: Record<BriefOptions['captions'], string> = { burned: 'burned in', file: 'in files', off: 'off' };

/**
 * Captions against what was asked, against the words that are heard, the caption area, and a reader's pace. Cues and times
 * are in frames of the film.
 */
export function checkCaptions(
  cues: readonly Cue[],
  timeline: Timeline,
  promised: BriefOptions['captions'],
): DeliveryCheck[] {
  const spoken = wordStarts(timeline);
  const present: DeliveryCheck = {
    promise: 'captions-present',
    wanted: WHERE[promised],
    measured: timeline.captions === 'off' ? WHERE.off : `${cues.length} ${WHERE[timeline.captions]}`,
    ok: timeline.captions === promised && (promised === 'off' || spoken.length === 0 || cues.length > 0),
  };
  if (timeline.captions === 'off' || cues.length === 0) return [present];
  return [present, inTime(cues, spoken, timeline.frames), inFrame(cues, timeline), readable(cues)];
}

/** Frames, fractions included, in which the words of the narration begin. */
function wordStarts({ scenes }: Timeline): number[] {
  return scenes.flatMap(({ startFrame, narration }) =>
    narration.words.map(({ startMs }) => startFrame + ((narration.offsetMs + startMs) * FPS) / 1000),
  );
}

function inTime(cues: readonly Cue[], spoken: readonly number[], frames: number): DeliveryCheck {
  const wanted = 'each with its words, one at a time, within the film';
  const fault = (cue: Cue, measured: string) =>
    ({ promise: 'captions-in-time', wanted, measured, ok: false, atMs: atMs(cue) }) as const;
  let before = 0;
  for (const cue of cues) {
    const { startFrame, endFrame } = cue;
    if (startFrame < before) return fault(cue, 'two captions at once');
    if (endFrame <= startFrame || endFrame > frames) return fault(cue, 'a caption outside the film');
    const drift = Math.min(...spoken.map((start) => Math.abs(start - startFrame)));
    if (drift > MAX_DRIFT_FRAMES) {
      return fault(cue, `a caption ${Math.round((drift * 1000) / FPS)} ms away from its words`);
    }
    before = endFrame;
  }
  return { promise: 'captions-in-time', wanted, measured: wanted, ok: true };
}

function inFrame(cues: readonly Cue[], timeline: Timeline): DeliveryCheck {
  const wanted = `at most ${MAX_LINES} lines inside the caption area`;
  const { maxLineEm } = captionFormat(timeline);
  const fault = cues.find(
    ({ lines }) =>
      lines.length > MAX_LINES || lines.some((line) => textWidth(cueText({ lines: [line] })) > maxLineEm),
  );
  const measured = fault ? `“${cueText(fault)}” does not fit` : wanted;
  return {
    promise: 'captions-in-frame',
    wanted,
    measured,
    ok: fault === undefined,
    ...(fault ? { atMs: atMs(fault) } : {}),
  };
}

function readable(cues: readonly Cue[]): DeliveryCheck {
  const [speed, cue] = cues
    .map((cue) => [(cueText(cue).length * FPS) / (cue.endFrame - cue.startFrame), cue] as const)
    .reduce((fastest, other) => (other[0] > fastest[0] ? other : fastest));
  return {
    promise: 'captions-readable',
    wanted: `at most ${MAX_CHARACTERS_PER_SECOND} characters a second`,
    measured: `${Math.ceil(speed)} characters a second`,
    ok: speed <= MAX_CHARACTERS_PER_SECOND,
    atMs: atMs(cue),
  };
}

function atMs({ startFrame }: Cue): number {
  return Math.round((startFrame * 1000) / FPS);
}
