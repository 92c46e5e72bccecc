import { AppError } from '#shared/errors.ts';
import type { SpeechProvider, Voice } from '#shared/ports/speech.ts';

/** Name of the voice that says nothing: the film has captions only. */
export const NO_VOICE = 'none';
/** Name that asks for the best voice for the language. */
const AUTO = 'auto';

/**
 * Pace of a silent film, in words of running English a minute: people read subtitles comfortably at about 15 characters a
 * second (BBC Subtitle Guidelines: 160–180 words a minute).
 */
export const READING_PACE = 165;

/** The voice of a film. `spoken` is absent when nobody speaks. */
export interface ChosenVoice {
  /** What the narrator is to be asked for: a voice, `none`, or still what was asked when no voice fits the language. */
  name: string;
  wordsPerMinute: number;
  spoken?: Voice;
}

/**
 * Finds the voice for a wish (`auto`, `none` or a name) and a language; `auto` never takes one that is to be named. A
 * language that the voice does not speak leaves the film silent. Throws `VOICE_UNAVAILABLE` for a name that nobody has.
 */
export function chooseVoice(
  provider: Pick<SpeechProvider, 'voices' | 'howToGet'>,
  wish: string,
  language: string,
): ChosenVoice {
  checkVoice(provider, wish);
  const spoken = findVoice(provider, wish, language);
  if (spoken === undefined) return { name: wish, wordsPerMinute: READING_PACE };
  return { name: spoken.name, wordsPerMinute: spoken.wordsPerMinute, spoken };
}

/** Throws `VOICE_UNAVAILABLE` for a name that nobody has, with how to get it or with the names that there are. */
export function checkVoice(provider: Pick<SpeechProvider, 'voices' | 'howToGet'>, wish: string): void {
  const voices = provider.voices();
  if (wish === AUTO || wish === NO_VOICE || voices.some(({ name }) => name === wish)) return;
  // Of those with dozens of voices one word is enough.
  const many = (kind: Voice['kind']) => kind === 'cloud' || kind === 'formant';
  const names = voices.map(({ name, kind }) => (many(kind) ? `${name.split(':')[0]}:<name>` : name));
  const list = [...new Set([AUTO, NO_VOICE, ...names])].join(', ');
  throw new AppError('VOICE_UNAVAILABLE', `There is no voice named "${wish}".`, {
    hint: provider.howToGet(wish) ?? `Choose one of: ${list}.`,
  });
}

/** The voice that will speak, if any; asks nothing of a name that nobody has. */
export function findVoice(
  provider: Pick<SpeechProvider, 'voices'>,
  wish: string,
  language: string,
): Voice | undefined {
  return provider
    .voices()
    .find((voice) => (wish === AUTO ? !voice.onlyByName : voice.name === wish) && speaks(voice, language));
}

/** A voice for `en` speaks every kind of English. */
function speaks({ languages }: Voice, language: string): boolean {
  const wanted = language.toLowerCase();
  return languages.some(
    (code) => wanted === code.toLowerCase() || wanted.startsWith(`${code.toLowerCase()}-`),
  );
}
