import type { DeliveryCheck } from '#shared/domain/delivery-report.ts';
import { voiceLag } from '#shared/publish/contract/voice-lag.ts';

/** A caption and its voice may be so far apart before it is felt. */
const MAX_DRIFT_MS = 100;
/**
 * The least likeness of a voice with the film where it is heard. Over twelve films of the built-in voice under music of every mood
 * it was 0.9 and more; of other sentences in its place at most 0.65.
 */
const LEAST_LIKENESS = 0.75;

/** A voice of the film, and where it should begin. */
export interface PlacedVoice {
  scene: string;
  startMs: number;
  /** Its level in dB for each 10 ms. */
  levels: Float32Array;
}

/**
 * Whether each voice is heard in the decoded film, and in its place, where its captions are: one that is late, left out or drowned
 * is seen, whatever lies under it. `film` is its level in dB for each 10 ms. Undefined for a film in which nobody speaks.
 */
export function checkVoice(film: Float32Array, voices: readonly PlacedVoice[]): DeliveryCheck | undefined {
  if (voices.length === 0) return undefined;
  const wanted = `every voice within ${MAX_DRIFT_MS} ms of its captions`;
  const found = voices.map((voice) => ({ ...voice, ...voiceLag(film, voice.levels, voice.startMs) }));
  const lost = found.find(({ likeness }) => likeness < LEAST_LIKENESS);
  const worst = found.reduce((most, each) => (Math.abs(each.lagMs) > Math.abs(most.lagMs) ? each : most));
  const drift = Math.abs(worst.lagMs);
  const fault = lost ?? (drift > MAX_DRIFT_MS ? worst : undefined);
  const measured = lost
    ? `the voice of ${lost.scene} is not heard where its captions are`
    : fault
      ? `the voice of ${worst.scene} comes ${drift} ms too ${worst.lagMs > 0 ? 'late' : 'early'}`
      : `every voice within ${Math.max(10, drift)} ms`;
  return {
    promise: 'captions-heard',
    wanted,
    measured,
    ok: fault === undefined,
    ...(fault ? { atMs: Math.max(0, Math.round(fault.startMs)) } : {}),
  };
}
