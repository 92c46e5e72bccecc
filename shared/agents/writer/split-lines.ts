import { speakingSeconds } from '#shared/language/pace.ts';
import { hasSpacelessScript } from '#shared/language/scripts.ts';
import { wordsWithPlaces } from '#shared/language/words.ts';

/** A line is one breath; longer ones are cut. Seconds. */
const MAX_LINE = 7.6;
/** No piece is shorter than this, where the text allows. Seconds. */
const MIN_LINE = 1.4;

/** What a cut costs: in front of these words the voice pauses by itself. */
const CONJUNCTION =
  /^(?:and|but|or|because|while|when|where|which|who|so|although|though|if|until|before|after|than|as|with|und|aber|oder|weil|während|wenn|wo|dass|obwohl|bis|bevor|nachdem|sodass|y|e|o|pero|porque|mientras|cuando|donde|que|aunque|si|hasta|et|mais|ou|parce|tandis|quand|où|bien|ed|ma|perché|mentre|quando|dove|mas|enquanto|en|maar|omdat|terwijl|и|но|или|потому|когда|где|который|которая|которые|что|чтобы|और|लेकिन|क्योंकि|जो|जब)$/iu;

interface Cut {
  at: number;
  cost: number;
}

/** Places where a text may be cut and what each costs, from 0 (a strong pause) to 1 (between any two words). */
function cuts(text: string): Cut[] {
  const words = wordsWithPlaces(text);
  const found: Cut[] = [];
  for (let i = 1; i < words.length; i += 1) {
    const [previous, word] = [words[i - 1], words[i]];
    if (!previous || !word) continue;
    const gap = text.slice(previous.end, word.start);
    const tail = gap.search(/\s(?=\S*$)|$/u);
    const spaceless = gap.trim() === '' && hasSpacelessScript(previous.text + word.text);
    // In scripts with spaces a cut needs one: never inside `km/h` or `well-known`.
    if (!/\s/u.test(gap) && !spaceless && !/[、，；。：]/u.test(gap)) continue;
    const at = /[、，；。：]/u.test(gap) ? previous.end + gap.trimEnd().length : previous.end + tail;
    if (/[;:؛；：。.!?…—–]/u.test(gap)) found.push({ at, cost: 0 });
    else if (/[,،、，]/u.test(gap)) found.push({ at, cost: CONJUNCTION.test(word.text) ? 0.05 : 0.15 });
    else if (CONJUNCTION.test(word.text)) found.push({ at, cost: 0.4 });
    else found.push({ at, cost: spaceless ? 0.9 : 1 });
  }
  return found;
}

/** Nobody pauses between a figure and its unit, nor behind an article or a preposition. */
const CLINGS =
  /(?:^|\s)(?:\p{Nd}[\p{Nd}.,]*|the|a|an|of|in|on|at|to|for|by|from|der|die|das|ein|eine|den|dem|des|von|im|am|el|la|los|las|un|una|de|del|le|les|du|des|à|en)$/iu;

/**
 * Cuts a sentence into lines of at most about eight seconds that read well aloud: at pauses first, then before
 * conjunctions, then between words, as even as possible. Joined with a space (or nothing, without spaces in the script)
 * the lines are the sentence again.
 */
export function splitLines(sentence: string, wordsPerMinute: number): string[] {
  const total = speakingSeconds(sentence, wordsPerMinute);
  if (total <= MAX_LINE) return [sentence];
  const places = cuts(sentence);
  const seconds = (start: number, end: number) => speakingSeconds(sentence.slice(start, end), wordsPerMinute);
  const lines: string[] = [];
  let start = 0;
  while (seconds(start, sentence.length) > MAX_LINE) {
    const left = seconds(start, sentence.length);
    const wanted = left / Math.ceil(left / (MAX_LINE * 0.92));
    let best: Cut | undefined;
    let bestCost = Number.POSITIVE_INFINITY;
    for (const { at, cost } of places) {
      if (at <= start) continue;
      const length = seconds(start, at);
      if (length > MAX_LINE) break;
      const stub = length < MIN_LINE || seconds(at, sentence.length) < MIN_LINE ? 1 : 0;
      const clings = CLINGS.test(sentence.slice(start, at)) ? 0.8 : 0;
      const uneven = Math.abs(length - wanted) / wanted;
      const price = cost + clings + stub + 0.9 * uneven;
      if (price < bestCost) [best, bestCost] = [{ at, cost }, price];
    }
    if (best === undefined) break;
    lines.push(sentence.slice(start, best.at).trim());
    start = best.at;
  }
  lines.push(sentence.slice(start).trim());
  return lines.filter((line) => line !== '');
}
