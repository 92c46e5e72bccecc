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
/** Where between the level of pauses and that of speech a voice has begun, and the least distance of the two in dB. */
const BEGUN = 0.35;
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
  const threshold = voiceThreshold(levels, spans);
  if (threshold === undefined) {
    return {
      promise: 'captions-heard',
      wanted,
      measured: 'no voice stands out where captions say that one speaks',
      ok: false,
      atMs: expected[0] ?? 0,
    };
  }
  const heard = onsets(levels, threshold);
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

/** The level above which somebody speaks; undefined when speech and pauses sound alike. */
function voiceThreshold(levels: Float32Array, spans: readonly [number, number][]): number | undefined {
  const spoken = new Uint8Array(levels.length);
  for (const [from, to] of spans) {
    spoken.fill(1, Math.floor(from / LEVEL_MS), Math.ceil(to / LEVEL_MS));
  }
  const pause = median(levels.filter((_, at) => spoken[at] === 0));
  const speech = median(levels.filter((_, at) => spoken[at] === 1));
  return speech - pause >= LEAST_CONTRAST ? pause + (speech - pause) * BEGUN : undefined;
}

function median(values: Float32Array): number {
  return values.toSorted()[Math.floor(values.length / 2)] ?? Number.NEGATIVE_INFINITY;
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
