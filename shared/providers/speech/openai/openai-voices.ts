import { PRICES } from '#shared/cost/prices.ts';
import type { Voice, VoiceCatalogue } from '#shared/ports/speech.ts';

/** What their names begin with. */
export const OPENAI_PREFIX = 'openai:';

const NAMES = [
  'marin',
  'cedar',
  'alloy',
  'ash',
  'ballad',
  'coral',
  'echo',
  'fable',
  'nova',
  'onyx',
  'sage',
  'shimmer',
  'verse',
];

/** Languages in which the voices are understood well; they speak others too, with an accent. */
const LANGUAGES = (
  'en af ar hy az be bs bg ca zh hr cs da nl et fi fr gl de el he hi hu is id it ja kn kk ko lv lt mk ms mr mi ne no fa pl ' +
  'pt ro ru sr sk sl es sw sv tl ta th tr uk ur vi cy'
).split(' ');

/**
 * The voices of OpenAI's speech API, best first (their documentation recommends `marin` and `cedar`), as of September 2026.
 * The pace is that of `gpt-4o-mini-tts`: 4,096 characters in 268 s.
 */
export const OPENAI_VOICES: readonly Voice[] = NAMES.map((name) => ({
  name: OPENAI_PREFIX + name,
  kind: 'cloud',
  onlyByName: true,
  languages: LANGUAGES,
  wordsPerMinute: 160,
  usdPerCharacter: PRICES.openAiSpeech.usd,
}));

/** The voices at an address; at one that is not OpenAI's they cost nothing that is known here. */
export function openAiCatalogue(baseUrl: string | undefined): VoiceCatalogue {
  const voices = baseUrl ? OPENAI_VOICES.map((voice) => ({ ...voice, usdPerCharacter: 0 })) : OPENAI_VOICES;
  const names = voices.map(({ name }) => name).join(', ');
  return {
    voices: () => voices,
    howToGet: (voice) => (voice.startsWith(OPENAI_PREFIX) ? `OpenAI has these voices: ${names}.` : undefined),
  };
}
