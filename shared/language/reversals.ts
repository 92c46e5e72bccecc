import { findFigures } from '#shared/language/find-figures.ts';
import { isNegation } from '#shared/language/meaning-words.ts';
import { primaryLanguage } from '#shared/language/stop-words.ts';
import { wordsWithPlaces } from '#shared/language/words.ts';

/** What turns or takes back what is said around it: `deny` and `limit` a clause, `hold` the whole sentence. */
interface Reversals {
  /** Denials of more than one word, or that are no plain negation: `instead of`, `except`. */
  deny: string;
  /** Conditions and attributions: the sentence is true only as a whole. */
  hold: string;
  /** Contrasts: a clause of the sentence is true only beside the other. */
  contrast: string;
  /** Doubts and modals: what they stand in is true only with them. */
  doubt: string;
}

const REVERSALS: Readonly<Record<string, Reversals>> = {
  en: {
    deny: "except(?: for)?|excluding|instead of|rather than|other than|as opposed to|apart from|but for|free (?:of|from)|lack(?:s|ed|ing)?|fail(?:s|ed)? to|avoid(?:s|ed|ing)?|\\p{L}+n['’]t|no longer|far from|false(?:ly)?|untrue|wrong(?:ly)?",
    hold: 'if|unless|whether|provided that|as long as|in case|suppos(?:e|ing) that|myths?|legends?|rumou?rs?|claim(?:s|ed|ing)?|den(?:y|ies|ied|ying)|think(?:s|ing)?|thought|believ(?:e|es|ed|ing)|beliefs?|suppos(?:ed|edly|es)|alleg(?:e|es|ed|edly)|assum(?:e|es|ed|ing)|reportedly|apparently|according to|argu(?:e|es|ed|ing)|suspect(?:s|ed)?|suggest(?:s|ed)?|pretend(?:s|ed)?|imagin(?:e|es|ed)|doubt(?:s|ed)?|hop(?:es|ed)|fear(?:s|ed)? that|insist(?:s|ed)?|accus(?:e|es|ed)',
    contrast: 'but',
    doubt: 'perhaps|maybe|possibly|probably|might|could|would',
  },
  de: {
    deny: 'außer|ausgenommen|statt|anstatt|anstelle|mit Ausnahme|frei von|falsch|un(?:wahr|zutreffend)|keinesfalls|keineswegs|nirgendwo',
    hold: 'wenn|falls|sofern|soweit|solange|ob|angeblich\\p{L}*|vermeintlich\\p{L}*|mutmaßlich\\p{L}*|mythos|legende|gerüchte?|behaupt\\p{L}+|glaub(?:t|en|te|ten)|mein(?:t|ten|te)|denk(?:t|en)|dachten?|bestreit\\p{L}+|bestritt\\p{L}*|leugne\\p{L}*|laut|zufolge|vermut\\p{L}+|soll(?:en)?|hoff(?:t|en|te|ten)|warf|vorwurf|annahme',
    contrast: 'aber|sondern|jedoch|doch',
    doubt: 'vielleicht|möglicherweise|wahrscheinlich|wohl|könnten?|würden?|dürften?',
  },
  es: {
    deny: 'excepto|salvo|menos los|en lugar de|en vez de|a excepción de|libre de|ningun[oa]s?|fals[oa]s?|evit\\p{L}+',
    hold: 'si|siempre que|a menos que|mitos?|leyendas?|rumor(?:es)?|supuest[oa]s?|supuestamente|presunt\\p{L}+|afirma[nr]?|afirmó|afirmaron|cree[nr]?|creían?|piensan?|pensaban?|nieg\\p{L}+|neg(?:ó|aron|aba)|según|dicen que|alega\\p{L}*|sospecha\\p{L}*|opina\\p{L}*',
    contrast: 'pero|sino|aunque',
    doubt: 'quizás?|tal vez|probablemente|posiblemente|podrían?|sería|serían',
  },
  fr: {
    deny: "excepté|hormis|sauf|au lieu d[e’']|plutôt qu[e’']|à l[’']exception|faux|fausses?|aucune?s?|évite\\p{L}*|n[’']\\p{L}+",
    hold: "si|s[’']ils?|à condition|à moins|pourvu|mythes?|légendes?|rumeurs?|prétend\\p{L}*|soi-disant|affirm\\p{L}+|croi(?:t|ent|re)|croyait|croyaient|pens(?:e|ent|ait|aient)|ni(?:e|ent|é|ait)|selon|d[’']après|suppos\\p{L}+|soupçonn\\p{L}+|présumé\\p{L}*",
    contrast: 'mais',
    doubt: 'peut-être|probablement|sans doute|pourrai(?:t|ent)|serai(?:t|ent)|aurai(?:t|ent)',
  },
  it: {
    deny: 'tranne|eccetto|salvo|invece di|anziché|falso|falsa',
    hold: 'se|purché|a meno che|mito|leggenda|presunt[oaie]|sedicente|secondo|sostien\\p{L}+|afferma\\p{L}*|crede\\p{L}*|credono|pensa\\p{L}*|nega\\p{L}*',
    contrast: 'ma|però',
    doubt: 'forse|probabilmente|potrebber?o?|sarebber?o?',
  },
  pt: {
    deny: 'exceto|salvo|em vez de|ao invés de|livre de|falso|falsa',
    hold: 'se|desde que|a menos que|mito|lenda|suposto|suposta|supostamente|alegad\\p{L}+|segundo|afirma\\p{L}*|acredita\\p{L}*|pensa\\p{L}*|nega\\p{L}*',
    contrast: 'mas|porém',
    doubt: 'talvez|provavelmente|poderiam?|seriam?',
  },
};

/** A word or phrase of a text that turns, limits or takes back what is said around it. */
export interface Reversal {
  text: string;
  /** Where it begins and ends, in UTF-16 units. */
  start: number;
  end: number;
  kind: 'deny' | 'hold' | 'contrast' | 'doubt';
}

const KINDS = ['hold', 'deny', 'contrast', 'doubt'] as const;
const patterns = new Map<string, readonly (readonly [Reversal['kind'], RegExp])[]>();

function patternsOf(language: string): readonly (readonly [Reversal['kind'], RegExp])[] {
  const code = primaryLanguage(language);
  const words = REVERSALS[code];
  const known = patterns.get(code);
  if (known !== undefined || words === undefined) return known ?? [];
  const made = KINDS.map(
    (kind) => [kind, new RegExp(`(?<![\\p{L}\\p{M}])(?:${words[kind]})(?![\\p{L}\\p{M}])`, 'giu')] as const,
  );
  patterns.set(code, made);
  return made;
}

/** Languages without a table of their own; what they deny and doubt with may stand within words. */
const OTHERS: Readonly<Record<string, { deny: RegExp; hold: RegExp }>> = {
  ja: {
    deny: /ない|なかっ|ません|ずに|ではな|以外|除/gu,
    hold: /もし|なら(?!ず)|れば|そうだ|らしい|という説|と言われ|と主張/gu,
  },
  zh: { deny: /不(?!过|同|断|少)|没|沒|未|并非|除了/gu, hold: /如果|若|据说|据称|传说|相信|认为|声称/gu },
  ko: { deny: /않|없|아니|못하|못했/gu, hold: /만약|라고 주장|다고 주장|다면/gu },
  ru: {
    deny: /(?<!\p{L})(?:не|нет|ни|без|никогда|никто|кроме|вместо)(?!\p{L})/giu,
    hold: /(?<!\p{L})(?:если|якобы|миф|утвержда\p{L}+|счита\p{L}+|дума\p{L}+|отрица\p{L}+|по словам)(?!\p{L})/giu,
  },
  ar: {
    deny: /(?<!\p{L})(?:لا|لم|لن|ليس|ليست|ما عدا|بدون|دون|غير)(?!\p{L})/gu,
    hold: /(?<!\p{L})(?:إذا|لو|يزعم|زعم|يعتقد|ينفي|بحسب|وفقا)(?!\p{L})/gu,
  },
  hi: {
    deny: /(?<!\p{L})(?:नहीं|न|मत|बिना)(?![\p{L}\p{M}])/gu,
    hold: /(?<!\p{L})(?:अगर|यदि|मिथक|दावा|कथित)(?![\p{L}\p{M}])/gu,
  },
};

/**
 * The negations, conditions, attributions, contrasts and doubts of a text, in its order. Those that bound a figure, such as
 * `no more than 5`, are part of the figure and none of them.
 */
export function findReversals(text: string, language: string): Reversal[] {
  const found: Reversal[] = [];
  const add = (word: string, start: number, kind: Reversal['kind']): void => {
    const end = start + word.length;
    if (!found.some((other) => start < other.end && other.start < end))
      found.push({ text: word, start, end, kind });
  };
  for (const [kind, pattern] of patternsOf(language))
    for (const match of text.matchAll(pattern)) add(match[0], match.index, kind);
  for (const { text: word, start } of wordsWithPlaces(text))
    if (isNegation(word, language)) add(word, start, 'deny');
  const own = OTHERS[primaryLanguage(language)];
  for (const kind of own === undefined ? [] : (['hold', 'deny'] as const))
    for (const match of text.matchAll(own?.[kind] ?? /(?!)/g)) add(match[0], match.index, kind);
  if (found.length === 0) return [];
  const qualifiers = findFigures(text, language).flatMap(({ qualifier, start }) =>
    qualifier === undefined ? [] : [{ from: qualifier.start, to: start }],
  );
  return found
    .filter(({ start, end }) => !qualifiers.some(({ from, to }) => start >= from && end <= to))
    .sort((a, b) => a.start - b.start);
}
