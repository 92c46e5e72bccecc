import { openSpeech } from '#cli/voices/open-speech.ts';
import type { LocalConfig } from '#local/config.ts';
import type { Voice } from '#shared/ports/speech.ts';
import { CATALOGUE } from '#shared/providers/speech/sherpa/catalogue.ts';

/** The list as text: voices that can be used now, then those that can be installed. */
export function listVoices(config: LocalConfig, language?: string): string {
  const fits = (languages: readonly string[]) =>
    language === undefined || languages.some((code) => code.split('-')[0] === language.split('-')[0]);
  // Opening starts nothing.
  const voices = openSpeech(config).voices();
  const here = voices.filter(({ kind, languages }) => /built-in|neural/.test(kind) && fits(languages));
  const formant = voices.filter(({ kind, languages }) => kind === 'formant' && fits(languages));
  const cloud = voices.filter((voice) => voice.kind === 'cloud' && fits(voice.languages));
  const installed = new Set(voices.map(({ name }) => name));
  const more = CATALOGUE.filter(({ name, languages }) => !installed.has(`sherpa:${name}`) && fits(languages));
  return [
    'Voices of this machine:',
    ...here.map(describe),
    ...(formant.length > 0
      ? [`  espeak-ng${formant[0]?.onlyByName ? ', only when named' : ''}: ${namesOf(formant)}`]
      : []),
    '',
    'To be installed (npm run voices -- install <name>):',
    ...more.map(({ name, languages, about, licence, bytes, sha256 }) => {
      const size = `${Math.round(bytes / 1e6)} MB`;
      return row([
        name,
        languages[0] ?? '',
        `${about}; ${licence}; ${size}${sha256 ? '' : '; hash not known'}`,
      ]);
    }),
    '',
    'In the cloud, only when named, for money, with a key (see docs/guides/voices.md):',
    ...cloudNames(cloud),
    '',
  ].join('\n');
}

function namesOf(voices: readonly Voice[]): string {
  return voices.map(({ name }) => name).join(' ');
}

function describe({ name, languages, kind, wordsPerMinute }: Voice): string {
  return row([name, languages[0] ?? '', `${kind}, ${Math.round(wordsPerMinute)} words a minute`]);
}

function cloudNames(voices: readonly Voice[]): string[] {
  const byProvider = Map.groupBy(voices, ({ name }) => name.split(':')[0] ?? '');
  return [...byProvider].map(([provider, all]) => {
    const usd = (1e6 * (all[0]?.usdPerCharacter ?? 0)).toFixed(0);
    const names = all.map(({ name }) => name.slice(provider.length + 1)).join(' ');
    return `  ${provider}:<name>  about $${usd} for a million characters: ${names}`;
  });
}

function row([name = '', language = '', rest = '']: string[]): string {
  return `  ${name.padEnd(24)} ${language.padEnd(6)} ${rest}`;
}
