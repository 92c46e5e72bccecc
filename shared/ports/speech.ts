import type { TimedWord } from '#shared/domain/speech.ts';

/** A voice and what it can do. */
export interface Voice {
  name: string;
  /** BCP 47 codes it speaks. */
  languages: readonly string[];
  /** Mean pace over running text, pauses included, measured. */
  wordsPerMinute: number;
  usdPerCharacter: number;
}

/** Speech of a text. */
export interface SpokenText {
  /** RIFF WAVE, 16-bit PCM, mono, 48 kHz. */
  wav: Uint8Array;
  durationMs: number;
  /** One entry per white-space separated word of the text, in order; none left out. */
  words: TimedWord[];
}

/** A provider of speech. Deterministic providers give the same bytes for the same request. */
export interface SpeechProvider {
  readonly name: string;
  /** Part of the step key: changes whenever the same request would give other bytes. */
  readonly version: string;
  voices(): readonly Voice[];
  /** Throws `VOICE_UNAVAILABLE` for a voice or language that it does not have. */
  speak(request: {
    text: string;
    voice: string;
    language: string;
    signal?: AbortSignal;
  }): Promise<SpokenText>;
}
