import { readFile } from 'node:fs/promises';
import { alignToReference } from '#shared/providers/speech/align/align-to-reference.ts';
import { speakReference } from '#shared/providers/speech/align/speak-reference.ts';
import { synthesise } from '#shared/providers/speech/flite/synthesise.ts';
import { toSpokenWords } from '#shared/providers/speech/text/spoken-words.ts';
import { type Measure, report } from '#tests/bench/measure.ts';

/** Voices that stand for an unknown one: their times are known, and the aligner is not told them. */
const UNKNOWN = [
  { flite: 'rms', stretch: 1.02 },
  { flite: 'rms', stretch: 1.3 },
  { flite: 'awb', stretch: 1.12 },
  { flite: 'awb', stretch: 0.9 },
] as const;

/** Two sentences at a time, as long as a scene. */
async function texts(): Promise<string[]> {
  const whole = await readFile(new URL('../fixtures/audio/running-text.txt', import.meta.url), 'utf8');
  const sentences = (whole.match(/[^.?!]+[.?!]/g) ?? []).map((sentence) => sentence.trim());
  return sentences.flatMap((sentence, i) =>
    i % 2 === 0 ? [[sentence, sentences[i + 1] ?? ''].join(' ')] : [],
  );
}

/** How far the starts of aligned words are from where they are truly heard; takes some twenty seconds. */
export async function benchVoiceAlignment(): Promise<Measure[]> {
  const measures: Measure[] = [];
  for (const voice of UNKNOWN) {
    const errors: number[] = [];
    for (const text of await texts()) {
      const words = toSpokenWords(text);
      const { sound, times } = await synthesise(words, voice);
      const [samples = new Float32Array(0)] = sound.channels;
      const reference = await speakReference(words, samples, sound.sampleRate);
      const found = new Map(
        alignToReference(samples, sound.sampleRate, reference).map((time) => [time.index, time]),
      );
      for (const { index, start } of times) {
        errors.push(Math.abs((found.get(index)?.start ?? Number.POSITIVE_INFINITY) - start) * 1000);
      }
    }
    errors.sort((a, b) => a - b);
    const at = (share: number) => errors[Math.floor((errors.length - 1) * share)] as number;
    const name = `${voice.flite} at ${voice.stretch}, ${errors.length} words`;
    measures.push(
      {
        name: `word starts of ${name}: median`,
        figure: at(0.5),
        goal: 60,
        unit: 'ms',
        digits: 0,
        atMost: true,
      },
      {
        name: `word starts of ${name}: p95`,
        figure: at(0.95),
        goal: 100,
        unit: 'ms',
        digits: 0,
        atMost: true,
      },
    );
  }
  return measures;
}

if (import.meta.main) report(await benchVoiceAlignment());
