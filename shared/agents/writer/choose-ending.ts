import type { Beat } from '#shared/agents/writer/beat.ts';
import { adviceGain, isHowTo, tellsPrice } from '#shared/agents/writer/weigh-advice.ts';

/** Words with which texts come to a close: time, outlook, sum. */
const CLOSING =
  /\b(?:finally|in the end|at last|one day|future|still|today|tomorrow|remains?|always|forever|perhaps|maybe|next time|whatever|after all|enjoy|worth|am ende|schließlich|zukunft|heute|morgen|immer|bleibt|vielleicht|eines tages|al final|hoy|mañana|futuro|siempre|quizás|enfin|aujourd’hui|demain|avenir|toujours|peut-être|oggi|domani|sempre|forse|hoje|amanhã|talvez|сегодня|завтра|всегда|будущее)\b|(?:今日|今も|未来|いつか|これから|今天|未来|永远|आज|भविष्य|اليوم|المستقبل|دائما)/iu;
/** The ending is looked for in this last share of the text, and among at least this many beats. */
const TAIL_SHARE = 0.15;
const TAIL_LEAST = 4;
const LONGEST_SECONDS = 9;
const LONGEST_CHAIN = 3;
/** What a price, or the history of a thing among advice, loses as an ending: more than the last place brings. */
const TRIVIAL = 0.8;

function endingScore(beat: Beat, fromEnd: number, tail: number): number {
  const text = beat.sayings.at(-1)?.text ?? '';
  let score = 0.3 * beat.salience + 0.5 * (1 - fromEnd / tail);
  if (fromEnd === 0) score += 0.2;
  if (CLOSING.test(text)) score += 0.25;
  if (beat.kind === 'list') score -= 0.4;
  if (beat.kind === 'quote') score += 0.1;
  if (beat.seconds < 1.5) score -= 0.15;
  if (/\p{Nd}/u.test(text)) score -= 0.1;
  return score;
}

/**
 * The beat that closes the film: one of the last sentences, best the very last, that looks back or ahead and, with what
 * it leans on, fits `seconds`. Undefined when none does.
 */
export function chooseEnding(
  beats: readonly Beat[],
  closure: (beat: Beat) => readonly Beat[],
  seconds: number,
): Beat | undefined {
  const tail = Math.min(beats.length, Math.max(TAIL_LEAST, Math.ceil(beats.length * TAIL_SHARE)));
  const howTo = isHowTo(beats);
  let best: Beat | undefined;
  let bestScore = Number.NEGATIVE_INFINITY;
  beats.slice(-tail).forEach((beat, place) => {
    const chain = closure(beat);
    const needed = chain.reduce((sum, part) => sum + part.seconds, 0);
    if (beat.leadsIn || chain.length === 0 || chain.length > LONGEST_CHAIN) return;
    if (needed > Math.min(seconds, LONGEST_SECONDS * chain.length)) return;
    const trivial = tellsPrice(beat) || (howTo && adviceGain(beat) < 0);
    const score =
      endingScore(beat, tail - 1 - place, tail) - 0.08 * (chain.length - 1) - (trivial ? TRIVIAL : 0);
    if (score > bestScore) [best, bestScore] = [beat, score];
  });
  return best;
}
