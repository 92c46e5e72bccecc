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
 * Finds the voice for a wish (`auto`, `none` or a name) and a language. A language that the voice does not speak leaves
 * the film silent. Throws `VOICE_UNAVAILABLE` for a name that the provider does not know.
 */
export function chooseVoice(
  provider: Pick<SpeechProvider, 'voices'>,
  wish: string,
  language: string,
): ChosenVoice {
  const voices = provider.voices();
  if (wish !== AUTO && wish !== NO_VOICE && voices.every(({ name }) => name !== wish)) {
    throw new AppError('VOICE_UNAVAILABLE', `There is no voice named "${wish}".`, {
      hint: `Choose one of: ${[AUTO, NO_VOICE, ...voices.map(({ name }) => name)].join(', ')}.`,
    });
  }
  const spoken = voices.find((voice) => (wish === AUTO || voice.name === wish) && speaks(voice, language));
  if (spoken === undefined) return { name: wish, wordsPerMinute: READING_PACE };
  return { name: spoken.name, wordsPerMinute: spoken.wordsPerMinute, spoken };
}

/** A voice for `en` speaks every kind of English. */
function speaks({ languages }: Voice, language: string): boolean {
  const wanted = language.toLowerCase();
  return languages.some(
    (code) => wanted === code.toLowerCase() || wanted.startsWith(`${code.toLowerCase()}-`),
  );
}
