import type { Amount } from '#shared/language/figure.ts';
import { BOUND_AFTER } from '#shared/language/figure-bounds.ts';
import { primaryLanguage } from '#shared/language/stop-words.ts';
import { isMoney, isPercent, unitPattern } from '#shared/language/units.ts';

interface NumberWords {
  /** Words that count by themselves. */
  small: RegExp;
  /** Words that need nothing behind them: `million`. */
  large: RegExp;
  /** Parts of a whole. */
  part: RegExp;
  /** One of what follows, before a large word or a part: `a thousand`, `one third`. */
  one: RegExp;
  /** Join a number and a smaller one: `two and a half`. */
  and: RegExp;
}

const words = (list: string): RegExp => new RegExp(`^(?:${list})$`, 'iu');
const DE_ATOM =
  'ein(?:e|en|er|s)?|zwei|drei|vier|fünf|sechs?|sieb(?:en)?|acht|neun|zehn|elf|zwölf|zwanzig|dreißig|(?:vier|fünf|sech|sieb|acht|neun)zig|und|hundert|tausend|anderthalb|einhalb|zweieinhalb|dreieinhalb';

const BY_LANGUAGE: Readonly<Record<string, NumberWords>> = {
  en: {
    small: words(
      '(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?:one|two|three|four|five|six|seven|eight|nine))?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen',
    ),
    large: words('hundreds?|thousands?|millions?|billions?|trillions?|dozens?'),
    part: words(
      'half|halves|thirds?|quarters?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?|hundredths?|thousandths?',
    ),
    one: words('an?|one'),
    and: words('and'),
  },
  de: {
    small: words(`(?!(?:ein(?:e|en|er|s)?|und)$)(?:${DE_ATOM})+`),
    large: words(
      `(?:${DE_ATOM})*(?:hundert|tausend)|hunderte|tausende|million(?:en)?|milliarden?|billion(?:en)?|dutzend`,
    ),
    part: words(
      'drittel|viertel|fünftel|sechstel|siebtel|achtel|neuntel|zehntel|hundertstel|tausendstel|hälfte',
    ),
    one: words('eine?|einem|einer|die|der'),
    and: words('und'),
  },
  es: {
    small: words(
      'dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|dieci\\p{L}+|veinte|veinti\\p{L}+|treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa',
    ),
    large: words(
      'cien|ciento|cientos|\\p{L}*cientos|mil|miles|millón|millones|billón|billones|docenas?|medi[oa]',
    ),
    part: words('mitad|tercios?|cuartos?|quintos?|décimos?|terceras|cuartas'),
    one: words('una?|la'),
    and: words('y'),
  },
  fr: {
    small: words(
      '(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|trente|quarante|cinquante|soixante)(?:-(?:et|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?))*',
    ),
    large: words(
      'cents?|mille|milliers?|millions?|milliards?|billions?|douzaines?|dizaines?|centaines?|demie?',
    ),
    part: words('moitié|tiers|quarts?|cinquièmes?|dixièmes?|centièmes?'),
    one: words('une?|la'),
    and: words('et'),
  },
};

interface Token {
  text: string;
  start: number;
  end: number;
}

const WORD = /[\p{L}][\p{L}\p{M}]*(?:-[\p{L}\p{M}]+)*/gu;

type Kind = 'small' | 'large' | 'part' | 'one' | 'and';

function kindOf(word: string, known: NumberWords): Kind | undefined {
  const kinds = ['part', 'large', 'small', 'one', 'and'] as const;
  return kinds.find((kind) => known[kind].test(word));
}

/** How many tokens from `at` on make one number; 0 for none. `one` and `and` only count before what they belong to. */
function runLength(tokens: readonly Token[], at: number, text: string, known: NumberWords): number {
  const kind = (index: number) => kindOf(tokens[index]?.text ?? '', known);
  const touches = (index: number) =>
    /^[ \u00a0-]$/u.test(text.slice(tokens[index - 1]?.end, tokens[index]?.start));
  let length = 0;
  for (let index = at; index < tokens.length && (index === at || touches(index)); index += 1) {
    const own = kind(index);
    const next = index + 1 < tokens.length && touches(index + 1) ? kind(index + 1) : undefined;
    if (own === undefined) break;
    if (own === 'one' && next !== 'large' && next !== 'part') break;
    if (own === 'and') {
      const after = next === 'one' && touches(index + 2) ? kind(index + 2) : next;
      const before = kind(index - 1);
      const half = after === 'part' || /^(?:medi[oa]|demie?)$/iu.test(tokens[index + 1]?.text ?? '');
      if (
        length === 0 ||
        !(
          half ||
          (before === 'large' && after === 'small') ||
          (before === 'small' && after === 'small' && known.and.test('y'))
        )
      )
        break;
      if (before === 'part') break;
    }
    length = index - at + 1;
  }
  return length;
}

function kindOfUnit(unit: string | undefined): Amount['kind'] | undefined {
  if (unit === undefined) return undefined;
  return isPercent(unit) ? 'percent' : isMoney(unit) ? 'money' : 'amount';
}

const ENDS_NOTHING = /^(?:die|der|la)$/iu;

/**
 * Numbers written in words, whole, with their unit: `two million`, `two and a half times`, `six weeks`, `zwei Drittel`. A
 * small one counts only with a unit behind it. English, German, Spanish and French; none in other languages.
 */
export function spelledFigures(text: string, language: string): Amount[] {
  const code = primaryLanguage(language);
  const known = BY_LANGUAGE[code];
  if (known === undefined) return [];
  const tokens = [...text.matchAll(WORD)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
  const unit = new RegExp(`^[ \\u00a0-](?:de |d’|d')?(${unitPattern(code)})(?:${BOUND_AFTER})?(?!-)`, 'u');
  const found: Amount[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const length = runLength(tokens, at, text, known);
    if (length === 0) continue;
    const run = tokens.slice(at, at + length);
    const kinds = run.map((token) => kindOf(token.text, known));
    const [first] = run;
    const last = run.at(-1);
    if (first === undefined || last === undefined) continue;
    at += length - 1;
    const start = ENDS_NOTHING.test(first.text) ? (run[1]?.start ?? first.start) : first.start;
    const measured = unit.exec(text.slice(last.end));
    const end = last.end + (measured?.[0].length ?? 0);
    const named = measured?.[1] === undefined ? {} : { unit: measured[1] };
    const small = kinds.every((kind) => kind === 'small') && measured === null;
    const part = kinds.at(-1) === 'part' && measured === null;
    while ((tokens[at + 1]?.start ?? end) < end) at += 1;
    // `the third day`, `a quarter` of a town: an ordinal or a name where nothing is parted.
    const whole = kinds.length === 1 && kinds[0] === 'part';
    if (whole && measured !== null && !/^(?:half|halves)$/iu.test(first.text)) continue;
    if (whole && part && !/^\s(?:of|the|a|an|der|des|aller|de|del|du)\s/iu.test(text.slice(end))) continue;
    found.push({
      kind: kindOfUnit(measured?.[1]) ?? (part ? 'fraction' : 'plain'),
      text: text.slice(start, end),
      start,
      end,
      ...named,
      spelled: true,
      bare: small,
    });
  }
  return found;
}
