import { clauseWords, leansForward } from '#shared/agents/director/clause-words.ts';
import { BREAK, findBreaks } from '#shared/agents/director/find-breaks.ts';
import { type FoundNumber, findNumbers, numberKeys } from '#shared/agents/director/find-numbers.ts';
import { coverage, keysOf } from '#shared/agents/director/shared-words.ts';
import type { Proposal, SceneMatter } from '#shared/agents/director/visual-proposal.ts';
import { type Word, wordsWithPlaces } from '#shared/language/words.ts';

const LABEL_WORDS = 8;
/** Longer figures do not fit in one large line. */
const DISPLAY_LENGTH = 18;
const EDGES = /^[\s,;:.，、–—()-]+|[\s,;:.，、。–—()-]+$/gu;

function trimLabel(words: readonly Word[], text: string, language: string): string {
  const classes = clauseWords(language);
  const kept = [...words];
  while (kept.length > 0 && leansForward(kept.at(-1)?.text ?? '', classes)) kept.pop();
  return text.slice(kept[0]?.start ?? 0, kept.at(-1)?.end ?? 0).replace(EDGES, '');
}

/** What is counted, in the narration's own words: those after the number, or for want of any those before it. */
function labelAround(narration: string, number: FoundNumber, language: string): string {
  const cuts = findBreaks(narration, language).filter(({ strength }) => strength >= BREAK.clause);
  const from = cuts.findLast(({ at }) => at <= number.start)?.at ?? 0;
  const to = cuts.find(({ at }) => at >= number.end)?.at ?? narration.length;
  const { conjunctions } = clauseWords(language);
  const words = wordsWithPlaces(narration);
  const before = words.filter(({ start, end }) => start >= from && end <= number.start).slice(-LABEL_WORDS);
  const after = words.filter(({ start, end }) => start >= number.end && end <= to).slice(0, LABEL_WORDS);
  const leads = before.length >= 3 && (number.isYear || conjunctions.has(after[0]?.text.toLowerCase() ?? ''));
  const [first, second] = leads ? [before, after] : [after, before];
  return trimLabel(first, narration, language) || trimLabel(second, narration, language);
}

function labelOf(number: FoundNumber, { narration, language, facts }: SceneMatter): string {
  const keys = numberKeys(number.display);
  const said = keysOf(narration, language);
  for (const fact of facts) {
    if (fact.kind !== 'number' || ![...numberKeys(fact.display)].some((key) => keys.has(key))) continue;
    const label = fact.label.replace(EDGES, '');
    const words = wordsWithPlaces(label).length;
    if (words >= 1 && words <= LABEL_WORDS && coverage(keysOf(label, language), said) >= 0.5) return label;
  }
  return labelAround(narration, number, language);
}

/** A figure of the narration, large, and what it counts; never a number that is not said, never one without its unit. */
export function proposeNumber(matter: SceneMatter): Proposal[] {
  const numbers = findNumbers(matter.narration);
  const crowded = numbers.length > 2 ? 0.7 : 1;
  return numbers
    .filter(({ display }) => display.length <= DISPLAY_LENGTH)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, 2)
    .flatMap((number) => {
      const label = labelOf(number, matter);
      if (label === '') return [];
      const known = matter.facts.some(
        (fact) =>
          fact.kind === 'number' &&
          matter.narration.includes(fact.display) &&
          fact.display.includes(number.display),
      );
      return [
        {
          visual: { kind: 'number' as const, display: number.display, label },
          fit: number.weight * crowded * (known ? 0.9 : 0.85),
        },
      ];
    });
}
