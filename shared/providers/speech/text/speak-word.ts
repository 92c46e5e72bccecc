import { cardinalWords, digitWords, yearWords } from '#shared/providers/speech/text/number-words.ts';
import { SAID_AS, SIGNS } from '#shared/providers/speech/text/word-lists.ts';

/** Longest run of letters that is read; the rest of a longer "word" is left out (5,000 letters took flite 14 s). */
const LONGEST_WORD = 40;

const FOLDED: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  Æ: 'Ae',
  œ: 'oe',
  Œ: 'Oe',
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  þ: 'th',
  Þ: 'Th',
  ı: 'i',
  '’': "'",
  '‘': "'",
  ʼ: "'",
};

/** Latin letters without their accents, width or ligatures; other scripts stay as they are. */
export function foldLatin(text: string): string {
  return [...text.normalize('NFKD')]
    .map((character) => FOLDED[character] ?? character)
    .join('')
    .replace(/\p{M}/gu, '');
}

/** Says letters one by one: `AWS` → `ay w s` (the letter A alone would be read as the article). */
export function sayLetters(letters: string): string {
  return [...letters.toLowerCase()].map((letter) => (letter === 'a' ? 'ay' : letter)).join(' ');
}

/** Says an address without its scheme: `example.org/a` → `example dot org slash a`; at most the host and one part. */
export function sayAddress(token: string): string | undefined {
  const mail = /^([\w.+-]+)@([\w-]+(?:\.[\w-]+)+)$/.exec(token);
  if (mail) return `${sayParts(mail[1] ?? '')} at ${sayParts(mail[2] ?? '')}`;
  const web = /^(?:https?:\/\/|www\.)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?:\/([\w-]*))?\S*$/i.exec(token);
  const surely =
    /^(https?:\/\/|www\.)/i.test(token) ||
    /\.(com|org|net|io|dev|gov|edu|ai|app|uk|de|eu)([/:?#]|$)/i.test(token);
  if (web === null || !surely) return undefined;
  const path = web[2] ? ` slash ${sayParts(web[2])}` : '';
  return sayParts(web[1] ?? '') + path;
}

function sayParts(text: string): string {
  return text
    .split(/([._+-])/)
    .map(
      (part) =>
        ({ '.': 'dot', _: 'underscore', '+': 'plus', '-': 'dash' })[part] ??
        (part.length === 1 ? sayLetters(part) : sayWord(part)),
    )
    .filter(Boolean)
    .join(' ');
}

/**
 * Says a token that is no number: words, acronyms (`shouting` when the words around are in capitals as well, so that
 * capitals mean nothing), signs, mixed letters and digits. Gives '' for what cannot be read aloud: emoji, other scripts.
 */
export function sayWord(token: string, shouting = false): string {
  return foldSigns(token)
    .split(
      /[^A-Za-z0-9']+|(?<![A-Za-z])'|'(?![A-Za-z])|(?<=[a-z])(?=[A-Z])|(?<=\d)(?=[A-Za-z])|(?<=[A-Za-z])(?=\d)/,
    )
    .map((part) => sayPart(part, shouting, token))
    .filter(Boolean)
    .join(' ');
}

function foldSigns(token: string): string {
  const known = Object.entries(SAID_AS).reduce(
    (text, [written, spoken]) => (text === written ? spoken : text),
    token.replace(/['’]s$/, ''),
  );
  if (known !== token.replace(/['’]s$/, '')) return /['’]s$/.test(token) ? `${known}'s` : known;
  return foldLatin(
    [...token].map((character) => (SIGNS[character] ? ` ${SIGNS[character]} ` : character)).join(''),
  );
}

function sayPart(part: string, shouting: boolean, token: string): string {
  const plain = part.replace(/^'+|'+$/g, '').slice(0, LONGEST_WORD);
  if (plain === '') return '';
  if (/^(19|20)\d\d$/.test(plain)) return yearWords(plain);
  if (/^\d+$/.test(plain))
    return plain.length > 4 || /^0\d/.test(plain) ? digitWords(plain) : cardinalWords(plain);
  if (Object.hasOwn(SAID_AS, plain)) return SAID_AS[plain] as string;
  if (/^[A-Z]$/.test(plain)) return plain === 'A' && token === 'A' ? 'a' : sayLetters(plain);
  const acronym = /^([A-Z]{2,6})('?s)?$/.exec(plain);
  if (acronym && !shouting && isSpelled(acronym[1] as string)) {
    return sayLetters(acronym[1] as string) + (acronym[2] ? "'s" : '');
  }
  return plain.toLowerCase();
}

/** Short acronyms and those that no English syllable fits are spelled; `NASCAR` and the like are read. */
function isSpelled(letters: string): boolean {
  return letters.length <= 4 || !/[AEIOUY]/.test(letters) || /[^AEIOUY]{4}/.test(letters);
}
