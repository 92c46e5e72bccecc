import type { Beat } from '#shared/agents/writer/beat.ts';
import type { Film } from '#shared/agents/writer/beats-of-blocks.ts';
import { lineTexts } from '#shared/agents/writer/line-texts.ts';
import { speakingSeconds } from '#shared/language/pace.ts';

/** Words that promise something out of the common. */
const STRIKING =
  /\b(?:never|nobody|no one|nothing|only|every|more than|less than|largest|biggest|deepest|oldest|fastest|longest|highest|smallest|first|last|most|least|almost|secret|mystery|unknown|impossible|imagine|niemand|nie|nichts|größte\p{L}*|tiefste\p{L}*|älteste\p{L}*|schnellste\p{L}*|erste\p{L}*|mehr als|weniger als|nur|nadie|nunca|nada|más|menos|mayor|primer\p{L}*|único|jamais|personne|rien|plus|moins|premier\p{L}*|seul\p{L}*|nessuno|mai|più|ninguém|maior|никто|никогда|только|самый)\b|(?:最|だけ|誰も|初めて|只有|没有人|从未|世界|सबसे|أكبر|أول|أكثر)/iu;
const QUESTION = /[?？؟]["'”»」]?$/u;
/** Figures that impress: shares, large numbers, factors. */
const FIGURE =
  /\p{Nd}\s?(?:%|‰|percent|prozent|por ciento|pour cent|million|billion|trillion|mio|mrd|milliard|millones|千|万|億|亿|करोड़|लाख|प्रतिशत|مليار|مليون)|\p{Nd}{1,3}(?:[.,٬ ]\p{Nd}{3})+|(?<!\p{Nd})(?!(?:1[0-9]|20)\p{Nd}\p{Nd}(?!\p{Nd}))\p{Nd}{4,}/iu;
/** The first three seconds decide whether somebody stays; a line of four can still be begun in them. */
const IDEAL_SECONDS = 3.3;
const LONGEST_SECONDS = 6.5;

/** Seconds in which the beat begins: its first line if it opens the text, else all of it. */
function openingSeconds(beat: Beat, first: boolean, film: Film): number {
  if (!first) return beat.seconds;
  const line = lineTexts(beat, { ...film, alone: true })[0]?.text ?? '';
  return Math.min(beat.seconds, speakingSeconds(line, film.wordsPerMinute));
}

/** How well a beat opens a film; higher is better. `followed` tells whether the next beat leans on it. */
function hookScore(beat: Beat, seconds: number, first: boolean, followed: boolean): number {
  const text = beat.sayings[0]?.alone ?? '';
  let score = 0.5 * beat.salience;
  if (seconds <= IDEAL_SECONDS) score += 0.3;
  else score -= 0.12 * (seconds - IDEAL_SECONDS);
  if (QUESTION.test(text)) score += 0.2;
  if (FIGURE.test(text)) score += 0.25;
  if (STRIKING.test(text)) score += 0.15;
  if (first) score += 0.55;
  else if (followed) score -= 0.3;
  return score;
}

/**
 * The beat that opens the film: the most striking short fact, question or figure that stands on its own and fits
 * the film. A first sentence that is long opens it with its first line. Undefined when no sentence does.
 * Those that are `taken` were tried before.
 */
export function chooseHook(
  beats: readonly Beat[],
  film: Film,
  taken: ReadonlySet<Beat> = new Set(),
): Beat | undefined {
  const leanedOn = new Set(beats.flatMap((beat) => (beat.needs === undefined ? [] : [beat.needs])));
  let best: Beat | undefined;
  let bestScore = Number.NEGATIVE_INFINITY;
  for (const beat of beats) {
    const first = beat === beats[0];
    const stands = beat.kind === 'sentence' && !beat.leadsIn && (beat.needs === undefined || first);
    const longest = first ? film.seconds / 2 : Math.min(film.seconds, LONGEST_SECONDS);
    if (!stands || taken.has(beat) || beat.seconds < 0.8 || beat.seconds > longest) continue;
    const seconds = openingSeconds(beat, first, film);
    const score = hookScore(beat, seconds, first, leanedOn.has(beat.index));
    if (score > bestScore) [best, bestScore] = [beat, score];
  }
  return best;
}
