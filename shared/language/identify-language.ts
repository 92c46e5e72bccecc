import { detectAll } from 'tinyld';
import { countScripts, type Script } from '#shared/language/scripts.ts';
import { stopWords } from '#shared/language/stop-words.ts';
import { splitWords } from '#shared/language/words.ts';

/** Scripts that one living language uses nearly alone. */
const ONE_LANGUAGE: Partial<Record<Script, string>> = {
  Hangul: 'ko',
  Thai: 'th',
  Hebrew: 'he',
  Greek: 'el',
  Lao: 'lo',
  Khmer: 'km',
  Myanmar: 'my',
  Bengali: 'bn',
  Gurmukhi: 'pa',
  Gujarati: 'gu',
  Tamil: 'ta',
  Telugu: 'te',
  Kannada: 'kn',
  Malayalam: 'ml',
  Sinhala: 'si',
  Georgian: 'ka',
  Armenian: 'hy',
  Ethiopic: 'am',
};

/** Languages to tell apart within a script; the first one is taken when nothing speaks for another, if `sure`. */
const SHARED: Partial<Record<Script, { among: string[]; sure: boolean }>> = {
  Latin: {
    among:
      'en de fr es it pt nl sv da no fi is pl cs sk hu ro tr vi id ms tl et lv lt hr sl sq ca gl eu ga cy af sw so eo la'.split(
        ' ',
      ),
    sure: false,
  },
  Cyrillic: { among: 'ru uk bg be sr mk kk tt mn'.split(' '), sure: true },
  Arabic: { among: 'ar fa ur ku ps'.split(' '), sure: true },
  Devanagari: { among: 'hi mr ne'.split(' '), sure: true },
};

/** How much likelier some languages are before a word is read; counts in full up to twelve words, then fades. */
const PRIOR: Readonly<Record<string, number>> = {
  en: 0.12,
  de: 0.06,
  es: 0.04,
  fr: 0.04,
  pt: 0.03,
  it: 0.03,
};
const PRIOR_WORDS = 12;

/** A text is judged by at most this many characters of each of three places. */
const SAMPLE = 1500;

function sampleOf(text: string): string {
  if (text.length <= 3 * SAMPLE) return text;
  const middle = Math.floor((text.length - SAMPLE) / 2);
  return [text.slice(0, SAMPLE), text.slice(middle, middle + SAMPLE), text.slice(-SAMPLE)].join(' ');
}

function mainScript(text: string): Script | undefined {
  const counts = countScripts(text);
  const kana = (counts.get('Hiragana') ?? 0) + (counts.get('Katakana') ?? 0);
  const han = counts.get('Han') ?? 0;
  if (kana > 0) counts.set('Hiragana', kana + han);
  counts.delete('Katakana');
  if (kana > han * 0.05) counts.delete('Han');
  else counts.delete('Hiragana');
  let best: Script | undefined;
  let most = 0;
  for (const [script, count] of counts) {
    // A syllable sign or an ideograph carries about as much as two or three letters of an alphabet.
    const weight = script === 'Han' || script === 'Hiragana' || script === 'Hangul' ? 2.5 * count : count;
    if (weight > most) [best, most] = [script, weight];
  }
  return best;
}

function stopWordShare(words: readonly string[], language: string): number {
  const list = stopWords(language);
  return words.filter((word) => list.has(word)).length / Math.max(1, words.length);
}

/**
 * The language a text is written in, as a BCP 47 code; `und` when it cannot be told. The script with the most letters
 * decides first, then letter statistics (tinyld) together with the share of the language's commonest words.
 */
export function identifyLanguage(text: string): string {
  const sample = sampleOf(text);
  const script = mainScript(sample);
  if (script === undefined) return 'und';
  if (script === 'Han') return 'zh';
  if (script === 'Hiragana') return 'ja';
  const only = ONE_LANGUAGE[script];
  if (only !== undefined) return only;
  const shared = SHARED[script];
  if (shared === undefined) return 'und';
  const words = splitWords(sample).map((word) => word.toLowerCase());
  const faded = Math.min(1, PRIOR_WORDS / Math.max(1, words.length));
  const evidence = new Map(
    shared.among.map((code) => [code, stopWordShare(words, code) + faded * (PRIOR[code] ?? 0)]),
  );
  for (const { lang, accuracy } of detectAll(sample)) {
    if (evidence.has(lang)) evidence.set(lang, (evidence.get(lang) ?? 0) + accuracy);
  }
  const [first, second] = [...evidence].sort((a, b) => b[1] - a[1]);
  if (first === undefined || first[1] < 0.15) return shared.sure ? (shared.among[0] ?? 'und') : 'und';
  const close = first[1] - (second?.[1] ?? 0) < 0.02;
  return close && !shared.sure ? 'und' : first[0];
}
