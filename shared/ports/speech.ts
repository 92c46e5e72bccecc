import type { TenantId } from '#shared/domain/identity.ts';
import type { Pronunciations } from '#shared/domain/pronunciations.ts';
import type { TimedWord } from '#shared/domain/speech.ts';

/** A voice and what it can do. */
export interface Voice {
  /** Unique among all voices; `provider:name` where it is not built in. */
  name: string;
  /** `built-in`, `neural` and `formant` (the older kind) run here; `cloud` is asked over the network. */
  kind: 'built-in' | 'neural' | 'formant' | 'cloud';
  /** `auto` never takes it: it costs money, or was not asked for. */
  onlyByName?: boolean;
  /** BCP 47 codes it speaks. */
  languages: readonly string[];
  /** Mean pace over running text, pauses included, measured. */
  wordsPerMinute: number;
  usdPerCharacter: number;
}

/** What is to be said. */
export interface SpeechRequest {
  text: string;
  /** Name of a voice. */
  voice: string;
  /** BCP 47. */
  language: string;
  /** How words are said that the voice would read wrongly. What is displayed stays as the text has it. */
  pronunciations?: Pronunciations;
  /** Whose keys a voice in the cloud is asked with. */
  tenant?: TenantId;
  signal?: AbortSignal;
}

/** Speech of a text. */
export interface SpokenText {
  /** RIFF WAVE, 16-bit PCM, mono, 48 kHz. */
  wav: Uint8Array;
  durationMs: number;
  /**
   * One entry per displayed word of the text, in order; none left out: words parted by white space, and by dictionary in
   * scripts without spaces.
   */
  words: TimedWord[];
  /** What a voice that costs money was asked to say, in characters: written out it is longer than what is shown. */
  billedCharacters?: number;
}

/** Which voices there are, without the means to speak with them. */
export type VoiceCatalogue = Pick<SpeechProvider, 'voices' | 'howToGet'>;

/** A provider of speech. Deterministic providers give the same bytes for the same request. */
export interface SpeechProvider {
  /** Part of the step key: changes whenever the same request to that voice would give other bytes. */
  versionOf(voice: string): string;
  /** Best one first: `auto` takes the first that speaks the language. */
  voices(): readonly Voice[];
  /** How to come by a voice that is not among `voices()`, as a sentence; undefined for a name that nobody knows. */
  howToGet(voice: string): string | undefined;
  /**
   * Throws `VOICE_UNAVAILABLE` for a voice or language that it does not have and for a text without anything to say,
   * `CONFIG_INVALID` where a key is missing or refused, `FETCH_FAILED` where a voice in the cloud cannot be reached.
   */
  speak(request: SpeechRequest): Promise<SpokenText>;
}
