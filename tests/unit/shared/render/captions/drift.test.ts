import { afterAll, expect, test } from 'vitest';
import { FPS } from '#shared/domain/timeline.ts';
import { createFliteSpeech } from '#shared/providers/speech/flite-speech.ts';
import { planCues } from '#shared/render/captions/plan-cues.ts';
import { spokenTimeline } from '#tests/unit/shared/render/captions/scene.ts';

const speech = createFliteSpeech();
afterAll(() => speech.close());

const TEXT =
  'Two men went down. Before them nobody had been there. The ball was made of steel. Coffee came later.';
/** 10 ms at a time; a pause is at least so long, and a voice has begun when it is this much louder than the pause, in dB. */
const STEP_MS = 10;
const PAUSE_MS = 150;
const BEGUN_DB = 15;

/** When sound begins after pauses, in ms, in a mono WAV of 16 bits. */
function onsets(wav: Uint8Array): number[] {
  const view = new DataView(wav.buffer, wav.byteOffset, wav.byteLength);
  const rate = view.getUint32(24, true);
  const samples = Math.round((rate * STEP_MS) / 1000);
  const found: number[] = [];
  const levels: number[] = [];
  for (let at = 44; at + 2 * samples <= wav.byteLength; at += 2 * samples) {
    let power = 1e-8;
    for (let i = 0; i < samples; i++) power += (view.getInt16(at + 2 * i, true) / 32_768) ** 2 / samples;
    levels.push(10 * Math.log10(power));
  }
  const floor = Math.min(...levels) + BEGUN_DB;
  let quiet = PAUSE_MS;
  levels.forEach((level, index) => {
    if (level > floor && quiet >= PAUSE_MS) found.push(index * STEP_MS);
    quiet = level > floor ? 0 : quiet + STEP_MS;
  });
  return found;
}

test('captions and their lit words are within 100 ms of the sound of the voice that says them', async () => {
  const { wav, words } = await speech.speak({ text: TEXT, voice: 'flite-slt', language: 'en' });
  const timeline = spokenTimeline([{ text: TEXT, words: [...words] }]);
  const offsetMs = timeline.scenes[0]?.narration.offsetMs ?? 0;
  const heard = onsets(wav).map((ms) => ms + offsetMs);
  const cues = planCues(timeline);
  const starts = cues.flatMap(({ lines }) => lines.flat());
  const opening = starts.filter((_, at) => at === 0 || /[.]$/.test(starts[at - 1]?.text ?? ''));
  expect(opening).toHaveLength(4);
  for (const { text, startFrame } of opening) {
    const drift = Math.min(...heard.map((ms) => Math.abs(ms - (startFrame * 1000) / FPS)));
    expect(drift, text).toBeLessThan(100);
  }
});
