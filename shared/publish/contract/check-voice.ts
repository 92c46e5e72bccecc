import type { DeliveryCheck } from '#shared/domain/delivery-report.ts';
import type { Cue } from '#shared/domain/render-plan.ts';
import { FPS, type Timeline } from '#shared/domain/timeline.ts';
import { LEVEL_MS } from '#shared/publish/contract/sound-levels.ts';

/** Lips and voice may be 125 ms apart before it is seen (ITU-R BT.1359); a soft first sound is heard up to 100 ms late. */
const MAX_DRIFT_MS = 150;
/** A pause before a caption after which the onset of the voice can be told from the voice before it. */
const PAUSE_MS = 300;
/** Quieter for so long, and the next sound is an onset: longer than the closure of a `t` or `k`. */
const QUIET_MS = 120;
/**
 * Where between the level of pauses and that of speech a voice has begun: low for soft first sounds, high for a voice over
 * music that has not gone down yet. Each is tried. Over nine films of the built-in voice the drift was at most 90 ms.
 */
const BEGUN = [0.25, 0.35, 0.5] as const;
/** The level that this part of all pauses does not pass counts as that of pauses: they have louder music in them. */
const PAUSE_PART = 0.75;
/** The least distance of speech from pauses, in dB; a voice nearer to the music is drowned in it. */
const LEAST_CONTRAST = 6;
/** Of long films so many onsets may be soft ones that this measure misses. */
const MISSED_PART = 0.05;

/**
 * Whether the voice in the decoded sound begins where captions begin after a pause, so that a voice at another place, a
 * voice drowned in music and a missing one are seen. `levels` are those of the film's sound, in dBFS for each 10 ms.
 */
export function checkVoice(
  levels: Float32Array,
  cues: readonly Cue[],
  timeline: Timeline,
): DeliveryCheck | undefined {
  const spans = spokenSpans(timeline);
  const expected = beginnings(cues, spans);
  if (expected.length === 0) return undefined;
  const wanted = `the voice within ${MAX_DRIFT_MS} ms of the captions`;
  const thresholds = voiceThresholds(levels, spans);
  if (thresholds.length === 0) {
    return {
      promise: 'captions-heard',
      wanted,
      measured: 'no voice stands out where captions say that one speaks',
      ok: false,
      atMs: expected[0] ?? 0,
    };
  }
  const heard = thresholds.flatMap((threshold) => onsets(levels, threshold));
  const drifts = expected.map((atMs) => ({
    atMs,
    drift: Math.min(...heard.map((ms) => Math.abs(ms - atMs))),
  }));
  const late = drifts.filter(({ drift }) => drift > MAX_DRIFT_MS);
  const [first] = late;
  if (first === undefined || late.length <= expected.length * MISSED_PART) {
    return { promise: 'captions-heard', wanted, measured: wanted, ok: true };
  }
  const measured = Number.isFinite(first.drift)
    ? `of ${expected.length} captions after a pause ${late.length} begin without their voice, one of them ${first.drift} ms away`
    : 'no voice begins anywhere';
  return { promise: 'captions-heard', wanted, measured, ok: false, atMs: first.atMs };
}

/** From and to of every spoken word, in ms of the film, in order. */
function spokenSpans({ scenes }: Timeline): [number, number][] {
  return scenes.flatMap(({ startFrame, narration }) => {
    if (!narration.audio) return [];
    const start = (startFrame * 1000) / FPS + narration.offsetMs;
    return narration.words.map(({ startMs, endMs }): [number, number] => [start + startMs, start + endMs]);
  });
}

/** Starts of the captions, in ms, before which nobody has spoken for {@link PAUSE_MS}. */
function beginnings(cues: readonly Cue[], spans: readonly [number, number][]): number[] {
  const frameMs = 1000 / FPS;
  return cues.flatMap(({ startFrame, spoken }) => {
    if (!spoken) return [];
    const atMs = Math.round(startFrame * frameMs);
    const before = spans.filter(([from]) => from < atMs - frameMs);
    const silentSince = before.reduce((end, [, to]) => Math.max(end, to), Number.NEGATIVE_INFINITY);
    return atMs - silentSince >= PAUSE_MS ? [atMs] : [];
  });
}

/** Levels above which somebody speaks; none when speech and pauses sound alike. */
function voiceThresholds(levels: Float32Array, spans: readonly [number, number][]): number[] {
  const spoken = new Uint8Array(levels.length);
  for (const [from, to] of spans) {
    spoken.fill(1, Math.floor(from / LEVEL_MS), Math.ceil(to / LEVEL_MS));
  }
  const pause = quantile(
    levels.filter((_, at) => spoken[at] === 0),
    PAUSE_PART,
  );
  const speech = quantile(
    levels.filter((_, at) => spoken[at] === 1),
    0.5,
  );
  if (!(speech - pause >= LEAST_CONTRAST)) return [];
  return BEGUN.map((part) => pause + (speech - pause) * part);
}

function quantile(values: Float32Array, part: number): number {
  return values.toSorted()[Math.floor((values.length - 1) * part)] ?? Number.NEGATIVE_INFINITY;
}

/** Times in ms at which sound begins after quiet. */
function onsets(levels: Float32Array, threshold: number): number[] {
  const found: number[] = [];
  let quietMs = QUIET_MS;
  levels.forEach((level, at) => {
    if (level <= threshold) {
      quietMs += LEVEL_MS;
      return;
    }
    if (quietMs >= QUIET_MS) found.push(at * LEVEL_MS);
    quietMs = 0;
  });
  return found;
}
