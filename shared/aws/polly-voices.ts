import { PRICES } from '#shared/cost/prices.ts';
import type { Voice, VoiceCatalogue } from '#shared/ports/speech.ts';

/** What their names begin with. */
export const POLLY_PREFIX = 'polly:';

/** Neural voices by language, the first of each a good narrator, as the documentation of Amazon Polly had them in 2025. */
const NAMES: Readonly<Record<string, string>> = {
  'en-US': 'Matthew Joanna Ruth Stephen Danielle Gregory Salli Kendra Kimberly Joey Justin Kevin Ivy',
  'en-GB': 'Arthur Amy Emma Brian',
  'en-AU': 'Olivia',
  'en-IN': 'Kajal',
  'en-IE': 'Niamh',
  'en-NZ': 'Aria',
  'en-ZA': 'Ayanda',
  'en-SG': 'Jasmine',
  'de-DE': 'Daniel Vicki',
  'de-AT': 'Hannah',
  'de-CH': 'Sabrina',
  'es-ES': 'Sergio Lucia',
  'es-MX': 'Andres Mia',
  'es-US': 'Pedro Lupe',
  'fr-FR': 'Remi Lea',
  'fr-CA': 'Liam Gabrielle',
  'fr-BE': 'Isabelle',
  'it-IT': 'Adriano Bianca',
  'pt-BR': 'Thiago Camila Vitoria',
  'pt-PT': 'Ines',
  'nl-NL': 'Laura',
  'nl-BE': 'Lisa',
  'pl-PL': 'Ola',
  'sv-SE': 'Elin',
  'nb-NO': 'Ida',
  'da-DK': 'Sofie',
  'fi-FI': 'Suvi',
  'cs-CZ': 'Jitka',
  'tr-TR': 'Burcu',
  'ca-ES': 'Arlet',
  'ja-JP': 'Takumi Kazuha Tomoko',
  'ko-KR': 'Seoyeon Jihye',
  'cmn-CN': 'Zhiyu',
  'yue-CN': 'Hiujin',
  'ar-AE': 'Hala Zayd',
  'hi-IN': 'Kajal',
};

/** Codes by which films name languages that Polly names otherwise. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  'cmn-CN': ['zh', 'zh-CN'],
  'yue-CN': ['zh-HK'],
  'nb-NO': ['no', 'nb'],
};

/** Amazon Polly's voices of its neural engine. The pace is that of the default speaking rate, from memory. */
export const POLLY_VOICES: readonly Voice[] = toVoices();

function toVoices(): Voice[] {
  const languages = new Map<string, string[]>();
  for (const [language, names] of Object.entries(NAMES)) {
    for (const name of names.split(' ')) {
      const known = languages.get(name) ?? [];
      const [main = ''] = language.split('-');
      languages.set(name, [...known, language, main, ...(ALSO[language] ?? [])]);
    }
  }
  return [...languages].map(([name, codes]) => ({
    name: POLLY_PREFIX + name,
    kind: 'cloud',
    onlyByName: true,
    languages: [...new Set(codes)],
    wordsPerMinute: 165,
    // Times of words are a second request, at the same price.
    usdPerCharacter: 2 * PRICES.pollySpeech.usd,
  }));
}

/** The same, as a router asks for them. */
export const POLLY_CATALOGUE: VoiceCatalogue = {
  voices: () => POLLY_VOICES,
  howToGet: (voice) =>
    voice.startsWith(POLLY_PREFIX)
      ? `Amazon Polly has these voices: ${POLLY_VOICES.map(({ name }) => name).join(', ')}.`
      : undefined,
};
