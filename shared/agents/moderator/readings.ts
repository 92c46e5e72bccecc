/** Letters of other scripts, and signs, that pass for Latin letters. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  а: 'a',
  в: 'b',
  с: 'c',
  ԁ: 'd',
  е: 'e',
  һ: 'h',
  н: 'h',
  і: 'i',
  ї: 'i',
  ј: 'j',
  к: 'k',
  ӏ: 'l',
  м: 'm',
  о: 'o',
  р: 'p',
  ѕ: 's',
  т: 't',
  у: 'y',
  х: 'x',
  ԛ: 'q',
  ԝ: 'w',
  α: 'a',
  β: 'b',
  ε: 'e',
  η: 'n',
  ι: 'i',
  κ: 'k',
  ν: 'v',
  ο: 'o',
  ρ: 'p',
  τ: 't',
  υ: 'u',
  χ: 'x',
  ı: 'i',
  ł: 'l',
  ø: 'o',
  ß: 'ss',
};

/** Figures and signs that stand for letters when they stand beside letters. */
const LEET: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
  '|': 'l',
  '€': 'e',
};

/** One way to read a line: its words, folded, and words that were written letter by letter, put together. */
export interface Reading {
  tokens: readonly string[];
  joined: readonly string[];
}

/** Lower case, without accents, invisible characters and compatibility forms, so that one word has one spelling. */
export function fold(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Cf}|\u034f|\u3164/gu, '')
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .normalize('NFC');
}

const tokensOf = (folded: string): string[] => folded.match(/[\p{L}\p{N}]+/gu) ?? [];

function undisguise(folded: string): string {
  const latin = /\p{Script=Latin}/u.test(folded)
    ? folded.replace(/[\p{Script=Cyrillic}\p{Script=Greek}ıłø]/gu, (letter) => LOOKALIKES[letter] ?? letter)
    : folded;
  const read = (sign: string): string => LEET[sign] ?? sign;
  return latin
    .replace(
      /(?<=\p{L})[013457@$!|€]+(?=\p{L})|(?<![\p{L}\p{N}])[@$|€]+(?=\p{L})|(?<=\p{L})[013457@$|€](?![\p{L}\p{N}])/gu,
      (signs) => [...signs].map(read).join(''),
    )
    .replace(/(?<![\p{L}\p{N}])[013457]+(?=\p{L}{2})/gu, (signs) => [...signs].map(read).join(''))
    .replace(/(\p{L})\1{2,}/gu, '$1');
}

const SPACED = /(?<![\p{L}\p{N}])(?:[\p{L}\p{N}@$][\s.\-_*·]{1,3}){3,}[\p{L}\p{N}@$](?![\p{L}\p{N}])/gu;

function bare(folded: string, keepArticle: boolean): Reading {
  const joined: string[] = [];
  const together = folded.replace(SPACED, (run) => {
    const article = keepArticle ? (/^[ai]\s+/.exec(run)?.[0] ?? '') : '';
    const word = tokensOf(undisguise(run.slice(article.length).replace(/[\s.\-_*·]+/gu, ''))).join('');
    joined.push(word);
    return article + word;
  });
  return { tokens: tokensOf(undisguise(together)), joined };
}

/**
 * How a line can be read: as it is written, and, where that differs, with its disguises taken off: look-alike letters,
 * figures for letters, letters set apart (`b o m b`, also after an article), letters drawn out (`killll`).
 */
export function readings(text: string): Reading[] {
  const folded = fold(text);
  const all: Reading[] = [{ tokens: tokensOf(folded), joined: [] }, bare(folded, false), bare(folded, true)];
  const key = ({ tokens }: Reading): string => tokens.join(' ');
  return all.filter((reading, index) => all.findIndex((other) => key(other) === key(reading)) === index);
}
