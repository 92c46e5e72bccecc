import { speakingSeconds } from '#shared/language/pace.ts';
import { hasSpacelessScript } from '#shared/language/scripts.ts';
import { wordsWithPlaces } from '#shared/language/words.ts';

/** A line is one breath; longer ones are cut. Seconds. */
const MAX_LINE = 7.6;
/** No piece is shorter than this, where the text allows. Seconds. */
const MIN_LINE = 1.4;
/** What one line more costs, as a share of the worst cut. */
const ANOTHER_LINE = 0.2;

/** What a cut costs: in front of these words the voice pauses by itself. */
const CONJUNCTION =
  /^(?:and|but|or|because|while|when|where|which|who|so|then|although|though|if|until|before|after|than|as|with|und|aber|oder|weil|während|wenn|wo|dass|obwohl|bis|bevor|nachdem|sodass|y|e|o|pero|porque|mientras|cuando|donde|que|aunque|si|hasta|et|mais|ou|parce|tandis|quand|où|bien|ed|ma|perché|mentre|quando|dove|mas|enquanto|en|maar|omdat|terwijl|и|но|или|потому|когда|где|который|которая|которые|что|чтобы|और|लेकिन|क्योंकि|जो|जब)$/iu;

/** Without a comma these may as well join two names. */
const COORDINATION = /^(?:and|or|und|oder|y|e|o|et|ou|ed|en|и|или|और)$/iu;
/** A phrase that begins with one of these can follow after a short breath. */
const PREPOSITION =
  /^(?:that|in|on|at|with|without|from|into|through|under|over|between|for|by|around|across|during|about|near|mit|ohne|von|nach|durch|unter|über|zwischen|für|bei|auf|aus|zu|seit|con|sin|desde|por|para|entre|sobre|avec|sans|dans|pour|par|sur|vers|per|tra|senza|com|sem|с|без|через|на|для|при)$/iu;

/** Whether a conjunction stands between two capitalised words. */
function joinsNames(before: string, after = ''): boolean {
  return /^\p{Lu}/u.test(before) && /^\p{Lu}/u.test(after);
}

/** A figure and what it belongs to are said in one breath. */
const NEAR_FIGURE = /\p{Nd}/u;

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
    else if (COORDINATION.test(word.text))
      found.push({ at, cost: joinsNames(previous.text, words[i + 1]?.text) ? 1 : 0.35 });
    else if (CONJUNCTION.test(word.text)) found.push({ at, cost: 0.4 });
    else if (PREPOSITION.test(word.text))
      found.push({ at, cost: NEAR_FIGURE.test(words[i + 1]?.text ?? '') ? 1 : 0.65 });
    else found.push({ at, cost: spaceless ? 0.9 : 1 });
  }
  return found;
}

/** Nobody pauses between a figure and its unit, nor behind an article or a preposition. */
const CLINGS =
  /(?:^|\s)(?:\p{Nd}[\p{Nd}.,]*|the|a|an|of|in|on|at|to|for|by|from|der|die|das|ein|eine|den|dem|des|von|im|am|el|la|los|las|un|una|de|del|le|les|du|des|à|en)$/iu;

/** What it costs to end a line at a cut, beside the cut's own cost. */
function surroundings(sentence: string, { at, cost }: Cut): number {
  const clings = CLINGS.test(sentence.slice(Math.max(0, at - 30), at)) ? 0.8 : 0;
  const figure = cost > 0.5 && NEAR_FIGURE.test(sentence.slice(Math.max(0, at - 12), at + 10)) ? 0.35 : 0;
  return cost + clings + figure;
}

/**
 * Cuts a sentence into lines of at most about eight seconds that read well aloud: at pauses first, then before
 * conjunctions, then between words; as few and as even as that allows (the cheapest way through all cuts). Joined with a
 * space, or with nothing in scripts without spaces, the lines are the sentence again.
 */
export function splitLines(sentence: string, wordsPerMinute: number): string[] {
  if (speakingSeconds(sentence, wordsPerMinute) <= MAX_LINE) return [sentence];
  const places: Cut[] = [{ at: 0, cost: 0 }, ...cuts(sentence), { at: sentence.length, cost: 0 }];
  // The pause at the end of a line is said once for each line, not for each stretch between two cuts.
  const pause = speakingSeconds('', wordsPerMinute);
  const until = places.map(({ at }) => speakingSeconds(sentence.slice(0, at), wordsPerMinute) - pause);
  const wanted = (until.at(-1) ?? 0) / Math.ceil((until.at(-1) ?? 0) / (MAX_LINE - pause));
  const cheapest: { price: number; from: number }[] = [{ price: 0, from: 0 }];
  for (let end = 1; end < places.length; end += 1) {
    const place = places[end] as Cut;
    const own = end === places.length - 1 ? 0 : surroundings(sentence, place);
    let best = { price: Number.POSITIVE_INFINITY, from: end - 1 };
    for (let start = end - 1; start >= 0; start -= 1) {
      const length = (until[end] ?? 0) - (until[start] ?? 0);
      if (length + pause > MAX_LINE && start < end - 1) break;
      const stub = length < MIN_LINE ? 1 : 0;
      const uneven = 0.5 * Math.abs(length / wanted - 1);
      const price = (cheapest[start]?.price ?? 0) + own + stub + uneven + ANOTHER_LINE;
      if (price < best.price) best = { price, from: start };
    }
    cheapest.push(best);
  }
  const ends: number[] = [];
  for (let end = places.length - 1; end > 0; end = cheapest[end]?.from ?? 0)
    ends.unshift(places[end]?.at ?? 0);
  return ends.map((at, line) => sentence.slice(ends[line - 1] ?? 0, at).trim()).filter((line) => line !== '');
}
