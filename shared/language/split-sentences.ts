import { hasPointOrdinals, isLeadingAbbreviation } from '#shared/language/abbreviations.ts';
import { breakRunOn } from '#shared/language/break-run-on.ts';
import { stopWords } from '#shared/language/stop-words.ts';

/** Quotations and brackets are kept in one sentence up to this many characters; beyond, a closing sign is missing. */
const MAX_ENCLOSED = 320;

const LAST_TOKEN = /(?:^|[\s([«“„"'’])([^\s([«“„"'’]+)\.$/u;
const FIRST_WORD = /^["“„«'([¿¡]*([\p{L}\p{M}\p{N}]+)/u;
const INITIAL = /^\p{Lu}\./u;
/** Unicode's rules miss the end of a sentence in front of an opening quotation mark without a space. */
const CJK_END = /(?<=[。！？])(?=[「『“（])/u;
const SPOKEN = /[\p{L}\p{N}]/u;
/** What follows a closed quotation in Japanese when the sentence goes on: `「…。」と言った`. */
const AFTER_CJK_QUOTE = /^(?:と|って|という|などと|の|を|が|は|に|で|も|，|、|他|她|我|说|説)/u;

const PAIRS = [
  ['(', ')'],
  ['[', ']'],
  ['“', '”'],
  ['„', '“'],
  ['«', '»'],
  ['「', '」'],
  ['『', '』'],
  ['（', '）'],
] as const;

function count(text: string, sign: string): number {
  return text.split(sign).length - 1;
}

function isOpen(text: string): boolean {
  if (text.length > MAX_ENCLOSED) return false;
  if (count(text, '"') % 2 === 1) return true;
  const german = text.includes('„');
  return PAIRS.some(([open, close]) => {
    if (german && open === '“') return false;
    return count(text, open) > count(text, close);
  });
}

function endsWithInitial(before: string, token: string, next: string, language: string): boolean {
  if (/^\p{Ll}$/u.test(token) || /(?:^|\s)\p{Ll}\.\s\p{L}\.$/u.test(before)) return true;
  if (/^(?:\p{Lu}\.)+\p{Lu}$/u.test(token)) return !startsSentence(next, language);
  if (!/^\p{Lu}$/u.test(token)) return false;
  const previous = before.slice(0, -token.length - 1).trimEnd();
  const afterName = previous === '' || /(?:^|[\s(“"«])\p{Lu}[\p{L}\p{M}’'-]*\.?$/u.test(previous);
  return INITIAL.test(next) || (afterName && !startsSentence(next, language));
}

/** A capitalised word that is a stop word (`The`, `It`, `Er`) opens a sentence; a name or an initial need not. */
function startsSentence(next: string, language: string): boolean {
  const word = FIRST_WORD.exec(next)?.[1] ?? '';
  return /^\p{Lu}/u.test(word) && !INITIAL.test(next) && stopWords(language).has(word.toLowerCase());
}

function continues(before: string, next: string, language: string): boolean {
  if (!SPOKEN.test(before) || !SPOKEN.test(next)) return true;
  if (/^["'“„«([]?\p{Ll}/u.test(next) && !/[:\n]$/.test(before)) return true;
  if (/[」』”]$/u.test(before) && AFTER_CJK_QUOTE.test(next)) return true;
  if (isOpen(before)) return true;
  const token = LAST_TOKEN.exec(before)?.[1];
  if (token === undefined) return false;
  if (isLeadingAbbreviation(token, language)) return !(token === 'no' && startsSentence(next, language));
  if (/^\d{1,2}$/.test(token)) return hasPointOrdinals(language) || before === `${token}.`;
  return endsWithInitial(before, token, next, language);
}

const OPENS_NEXT = /[「『（“„«‹([【《〈¿¡]+\s*$/u;
const CLOSES_LAST = /^[」』）”»)\]】》〉]+/u;

/** Whether a mark at the end closes there what a German mark opened: `„…“`, `»…«`. */
function closesGerman(text: string): boolean {
  return /„[^“]*“\s*$|»[^«]*«\s*$/u.test(text);
}

/** Whether marks that may also open (`»Ja.«` in German, `”Ja.”` in Swedish) close here something that is open. */
function closes(before: string, marks: string): boolean {
  if (/[»”]/u.test(marks) === false) return true;
  return /«[^»«]*$/u.test(before) || /[“„][^“”]*$/u.test(before);
}

/** Gives closing marks to the sentence before and opening ones to the sentence after. */
function settleMarks(segments: readonly string[]): string[] {
  const settled: string[] = [];
  let opening = '';
  let recent = '';
  for (const segment of segments) {
    let text = opening + segment;
    const closing = CLOSES_LAST.exec(text)?.[0] ?? '';
    if (closing !== '' && closes(recent, closing) && settled.length > 0) {
      settled[settled.length - 1] += closing;
      text = text.slice(closing.length);
    }
    recent = (recent + text).slice(-MAX_ENCLOSED);
    opening = closesGerman(recent) ? '' : (OPENS_NEXT.exec(text)?.[0] ?? '');
    settled.push(text.slice(0, text.length - opening.length));
  }
  return opening === '' ? settled : [...settled, opening];
}

/**
 * Splits one paragraph of clean text into sentences, nothing lost but white space between them. Builds on Unicode's
 * rules (UAX 29) and joins what they cut after abbreviations, initials, ordinals and inside quotations or brackets; what
 * has no punctuation at all is cut at sensible lengths.
 */
export function splitSentences(paragraph: string, language: string): string[] {
  const locale = /^[a-z]{2,3}(-|$)/i.test(language) && language !== 'und' ? language : 'en';
  const segmenter = new Intl.Segmenter(locale, { granularity: 'sentence' });
  const sentences: string[] = [];
  let current = '';
  const segments = settleMarks(
    [...segmenter.segment(paragraph.trim())].flatMap(({ segment }) => segment.split(CJK_END)),
  );
  for (const segment of segments) {
    const next = segment.trimEnd();
    if (next === '') continue;
    const before = current.trimEnd();
    if (before !== '' && !continues(before, next.trimStart(), language)) {
      sentences.push(before);
      current = segment;
    } else {
      current += segment;
    }
  }
  if (current.trim() !== '') sentences.push(current.trim());
  return sentences.flatMap((sentence) => breakRunOn(sentence));
}
