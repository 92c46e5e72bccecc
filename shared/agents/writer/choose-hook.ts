import type { Beat } from '#shared/agents/writer/beat.ts';

/** Words that promise something out of the common. */
const STRIKING =
  /\b(?:never|nobody|no one|nothing|only|every|more than|less than|largest|biggest|deepest|oldest|fastest|longest|highest|smallest|first|last|most|least|almost|secret|mystery|unknown|impossible|imagine|niemand|nie|nichts|größte\p{L}*|tiefste\p{L}*|älteste\p{L}*|schnellste\p{L}*|erste\p{L}*|mehr als|weniger als|nur|nadie|nunca|nada|más|menos|mayor|primer\p{L}*|único|jamais|personne|rien|plus|moins|premier\p{L}*|seul\p{L}*|nessuno|mai|più|ninguém|maior|никто|никогда|только|самый)\b|(?:最|だけ|誰も|初めて|只有|没有人|从未|世界|सबसे|أكبر|أول|أكثر)/iu;
const QUESTION = /[?？؟]["'”»」]?$/u;
/** Figures that are more than a count of small things or a year. */
const FIGURE = /\p{Nd}[\p{Nd}.,٬]*\s?(?:%|‰|°|[\p{L}\p{Script=Han}])|\p{Nd}{1,3}(?:[.,٬ ]\p{Nd}{3})+/u;
/** The first three seconds decide whether somebody stays; a line of four can still be begun in them. */
const IDEAL_SECONDS = 3.3;
const LONGEST_SECONDS = 6.5;

/** How well a beat opens a film; higher is better. `followed` tells whether the next beat leans on it. */
function hookScore(beat: Beat, first: boolean, followed: boolean): number {
  const text = beat.sayings[0]?.alone ?? '';
  let score = 0.5 * beat.salience;
  if (beat.seconds <= IDEAL_SECONDS) score += 0.3;
  else score -= 0.12 * (beat.seconds - IDEAL_SECONDS);
  if (QUESTION.test(text)) score += 0.2;
  if (FIGURE.test(text)) score += 0.25;
  if (STRIKING.test(text)) score += 0.15;
  if (first) score += 0.25;
  else if (followed) score -= 0.3;
  return score;
}

/**
 * The beat that opens the film: the most striking short fact, question or figure that stands on its own and fits
 * `seconds`. Undefined when no sentence does.
 */
export function chooseHook(beats: readonly Beat[], seconds: number): Beat | undefined {
  const leanedOn = new Set(beats.flatMap((beat) => (beat.needs === undefined ? [] : [beat.needs])));
  const fit = beats.filter((beat, place) => {
    const whole = beat.kind === 'sentence' && !beat.leadsIn;
    const stands = beat.needs === undefined || place === 0;
    return whole && stands && beat.seconds >= 0.8 && beat.seconds <= Math.min(seconds, LONGEST_SECONDS);
  });
  let best: Beat | undefined;
  let bestScore = Number.NEGATIVE_INFINITY;
  for (const beat of fit) {
    const score = hookScore(beat, beat === beats[0], leanedOn.has(beat.index));
    if (score > bestScore) [best, bestScore] = [beat, score];
  }
  return best;
}
