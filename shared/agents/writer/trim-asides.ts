import { isPlainClaim } from '#shared/language/meaning-words.ts';
import { splitWords } from '#shared/language/words.ts';

/** Brackets without brackets inside; the space before them, and what follows, tell an aside from `f(x)` and `file(s)`. */
const ASIDE = /(?<=^|[\s([])[([]([^()[\]]*)[)\]](?=[\s.,;:!?…”"’»)\]]|$)/gu;
/** Brackets inside brackets inside brackets: deeper ones stay as they are written. */
const MOST_DEPTH = 3;
/** An apposition names its noun again, or points away from the text. */
const APPOSITION =
  /^(?:the|a|an|his|her|its|their|our|one of|also known as|known as|from the|pronounced|see|short for|der|die|das|ein|eine|sein|seine|ihr|ihre|siehe|el|la|los|las|un|una|su|sus|véase|le|les|une|son|sa|ses|leur|voir|il|lo|gli|uno|suo|sua|vedi|o|os|as|um|uma|seu|ver)\s|^l[’']/iu;
const LEAST_WORDS = 3;
/** What a sentence must keep when an aside goes, in words. */
const MIN_LEFT = 3;
const FIGURE =
  /\p{N}|\b(?:two|three|four|five|six|seven|eight|nine|ten|hundred|thousand|million|billion|half|zwei|drei|vier|fünf|hundert|tausend|halb|dos|tres|cuatro|cinco|cien|mil|deux|trois|quatre|cinq|cent|mille)\b/iu;

/** Whether an aside is an apposition that may go without a loss: it denies, doubts, limits and counts nothing. */
function isApposition(inside: string, language: string): boolean {
  const words = splitWords(inside);
  return (
    words.length >= LEAST_WORDS &&
    APPOSITION.test(inside) &&
    !FIGURE.test(inside) &&
    isPlainClaim(words, language) === true
  );
}

/** What is said instead of an aside: a lone small word as it is (`(not)`), anything else between commas. */
function spoken(inside: string, before: string, after: string): string {
  const opens = before.trim() === '';
  if ((opens ? /^\p{L}[\p{L}\p{M}’'-]*$/u : /^\p{Ll}[\p{L}\p{M}’'-]*$/u).test(inside)) return inside;
  const left = opens || /[,;:.!?…—–]\s*$/u.test(before) ? '' : ',';
  const right = after.trim() === '' || /^[\s]*[.,;:!?…”"’»—–]/u.test(after) ? '' : ',';
  return `${left}\ue000${inside.replace(/[\s.,;:]+$/u, '')}${right}`;
}

function readBrackets(sentence: string, language: string): string {
  return sentence.replace(ASIDE, (whole: string, inner: string, at: number) => {
    const inside = inner.trim();
    const [before, after] = [sentence.slice(0, at), sentence.slice(at + whole.length)];
    if (!/[\p{L}\p{N}]/u.test(inside)) return '';
    if (before.trim() === '' && /^\s/u.test(after) && !/^\p{Ll}/u.test(after.trim())) return whole;
    const goes = before.trim() !== '' && isApposition(inside, language);
    return goes && splitWords(before + after).length >= MIN_LEFT ? '' : spoken(inside, before, after);
  });
}

/**
 * Makes brackets fit to be heard: an apposition of three words or more that denies, doubts, limits and counts nothing is
 * dropped; every other aside is said, between commas where it is more than one small word. Brackets glued to a word
 * (`f(x)`, `file(s)`), before a whole sentence, or of scripts without spaces stay as they are written.
 */
export function trimAsides(sentence: string, language: string): string {
  let text = sentence;
  for (let depth = 0; depth < MOST_DEPTH; depth += 1) {
    const next = readBrackets(text, language);
    if (next === text) break;
    text = next;
  }
  if (text === sentence) return sentence;
  return text
    .replace(/\s*,\ue000/gu, ', ')
    .replaceAll('\ue000', '')
    .replace(/\s+([,;:.!?])/gu, '$1')
    .replace(/\s{2,}/gu, ' ')
    .trim();
}
