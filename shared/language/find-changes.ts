import type { Figure } from '#shared/language/figure.ts';

/** What stands before the first figure of a change, and between it and the second. */
const FROM = /(?<!\p{L})(?:from|von|vom|de|du|da|desde)\s+(?:\p{L}+\s+)?$/iu;
const TO = /\s(?:to|auf|a|à|zu|hasta|bis|para)\s(?:\p{L}+\s){0,2}$/iu;
const DATES: ReadonlySet<Figure['kind']> = new Set(['year', 'date', 'time']);

/** Pairs of figures that are the two ends of a change, `from 70 % to 20 %`; years that date the ends stand between them. */
export function findChanges<F extends Figure>(text: string, figures: readonly F[]): [F, F][] {
  const counted = figures.filter(({ kind }) => !DATES.has(kind));
  return counted.flatMap((first, index): [F, F][] => {
    const second = counted[index + 1];
    if (second === undefined) return [];
    const lead = text.slice(0, first.qualifier?.start ?? first.start);
    const between = text.slice(first.end, second.qualifier?.start ?? second.start);
    return FROM.test(lead) && TO.test(between) && !/[.!?;]\s/u.test(between) ? [[first, second]] : [];
  });
}
