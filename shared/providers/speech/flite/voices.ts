import type { Band } from '#shared/audio/biquad.ts';
import type { Voice, VoiceCatalogue } from '#shared/ports/speech.ts';

/** A voice of flite: its name there, its equaliser, and how many times as long as by default it speaks. */
export interface FliteVoice extends Voice {
  flite: 'slt' | 'rms' | 'awb' | 'kal16';
  equaliser: readonly Band[];
  stretch: number;
}

const LANGUAGES = ['en', 'en-US', 'en-GB'] as const;

/**
 * The voices, best one first: `auto` takes the first that speaks the language. All speak English at 16 kHz. Flite's own pace
 * is 167 to 200 words a minute, too fast for a film that also shows things; `stretch` brings all to about 165. Paces were
 * measured over `tests/fixtures/audio/running-text.txt` (256 words, 92 s), pauses included, and a test holds them.
 */
export const FLITE_VOICES: readonly FliteVoice[] = [
  {
    name: 'flite-slt',
    kind: 'built-in',
    flite: 'slt',
    languages: LANGUAGES,
    wordsPerMinute: 166,
    usdPerCharacter: 0,
    stretch: 1.14,
    equaliser: [
      { kind: 'high-pass', frequency: 80, q: Math.SQRT1_2 },
      { kind: 'peak', frequency: 220, q: 0.9, gain: -9 },
      { kind: 'peak', frequency: 1500, q: 0.7, gain: 4 },
      { kind: 'high-shelf', frequency: 3500, q: 0.5, gain: 7 },
    ],
  },
  {
    name: 'flite-rms',
    kind: 'built-in',
    flite: 'rms',
    languages: LANGUAGES,
    wordsPerMinute: 164,
    usdPerCharacter: 0,
    stretch: 1.02,
    equaliser: [
      { kind: 'high-pass', frequency: 70, q: Math.SQRT1_2 },
      { kind: 'peak', frequency: 160, q: 0.8, gain: -5 },
      { kind: 'peak', frequency: 1500, q: 0.7, gain: 5 },
    ],
  },
  {
    name: 'flite-awb',
    kind: 'built-in',
    flite: 'awb',
    languages: LANGUAGES,
    wordsPerMinute: 165,
    usdPerCharacter: 0,
    stretch: 1.12,
    equaliser: [
      { kind: 'high-pass', frequency: 70, q: Math.SQRT1_2 },
      { kind: 'peak', frequency: 250, q: 0.8, gain: -4 },
      { kind: 'peak', frequency: 1800, q: 0.7, gain: 4 },
      { kind: 'high-shelf', frequency: 4000, q: 0.5, gain: 6 },
    ],
  },
  {
    name: 'flite-kal',
    kind: 'built-in',
    flite: 'kal16',
    languages: LANGUAGES,
    wordsPerMinute: 167,
    usdPerCharacter: 0,
    stretch: 1.2,
    equaliser: [
      { kind: 'high-pass', frequency: 70, q: Math.SQRT1_2 },
      { kind: 'peak', frequency: 500, q: 0.8, gain: -3 },
      { kind: 'high-shelf', frequency: 3500, q: 0.5, gain: 6 },
    ],
  },
];

/** The same, as a router asks for them. */
export const FLITE_CATALOGUE: VoiceCatalogue = { voices: () => FLITE_VOICES, howToGet: () => undefined };
