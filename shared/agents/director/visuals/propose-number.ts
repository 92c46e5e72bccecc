import { labelBefore, labelFigure } from '#shared/agents/director/label-figure.ts';
import type { Proposal, SceneMatter } from '#shared/agents/director/visual-proposal.ts';
import { CHANGE_ARROW } from '#shared/agents/screen/find-distortion.ts';
import { capitalise } from '#shared/language/capitalise.ts';
import type { Figure } from '#shared/language/figure.ts';
import { findChanges } from '#shared/language/find-changes.ts';
import { findFigures } from '#shared/language/find-figures.ts';
import { hasSpacelessScript } from '#shared/language/scripts.ts';

const FIT = 0.88;
/** Longer figures do not fit in two large lines. */
const DISPLAY_LENGTH = 24;
/** … those of a change stand in two. */
const CHANGE_LENGTH = 28;
const CROWDED = 0.7;

/** Of a multiple, `three times`, a screen must say of what and than what, which a label cannot. */
const MULTIPLE = /^(?:times|mal|veces|fois|volte|vezes|раза?|倍)$/iu;
/** So many figures of one kind make a comparison, from which none may be taken alone. */
const COMPARED = 3;

/** `improved over three months`: for how long; only behind these it is more than three months. */
const LASTS = /(?:for|takes?|took|lasts?|lasted|needs?|needed|lives?|lived|is|was|were|after) $/iu;

/** Whether `over` before a time may mean during it. */
const isDuring = ({ qualifier, start, unit }: Figure, narration: string): boolean =>
  qualifier !== undefined &&
  unit !== undefined &&
  /^(?:second|minute|hour|day|week|month|year|decade)s?$/u.test(unit) &&
  /^over\s/iu.test(narration.slice(qualifier.start, start)) &&
  !LASTS.test(narration.slice(0, qualifier.start));

/** A figure with the words that it is shown in. */
interface Shown extends Figure {
  display: string;
  weight: number;
}

/** What a figure is worth on the screen, 0 to 1: an amount with its unit most; 0 for what only dates or names. */
function weigh({ kind, text, unit, value, spelled }: Figure): number {
  if (['year', 'date', 'time', 'phone', 'mark'].includes(kind) || MULTIPLE.test(unit ?? '')) return 0;
  if (spelled) return kind === 'amount' ? 0.55 : 0.57;
  if (kind === 'ratio' || kind === 'fraction') return 0.8;
  if (kind === 'plain' && unit === undefined && /^[\p{Nd}.,\s]+$/u.test(text)) {
    const size = Math.abs(value ?? 0);
    return size >= 1000 ? 0.9 : size >= 10 ? 0.55 : 0.2;
  }
  return kind === 'range' && unit === undefined ? 0.55 : 1;
}

/** The figure as it is shown: with what bounds it, without what makes it rough where there is no room for that. */
function displayOf(figure: Figure, narration: string): string {
  const { qualifier, text, end } = figure;
  if (qualifier === undefined) return capitalise(text);
  const full = narration.slice(qualifier.start, end);
  return qualifier.binds || full.length <= DISPLAY_LENGTH ? capitalise(full) : capitalise(text);
}

/** The display as it stands in the sentence, for what is read behind something else. */
const decapitalise = ({ display, qualifier, spelled }: Shown): string =>
  qualifier !== undefined || spelled ? display.charAt(0).toLowerCase() + display.slice(1) : display;

/** The two ends of a change as one figure, `70 % → 20 %`. */
const asOne = ([first, second]: readonly [Shown, Shown]): Shown => ({
  ...first,
  display: `${first.display}${CHANGE_ARROW}${decapitalise(second)}`,
  end: second.end,
  weight: 1,
});

/**
 * A whole figure of the narration, large, and what it counts: never a part of a larger figure, never one without its unit or
 * without the words that bound it, and none where nothing says what it counts.
 */
export function proposeNumber({ narration, language, tagged }: SceneMatter): Proposal[] {
  const shown = findFigures(narration, language).map((figure) => ({
    ...figure,
    display: displayOf(figure, narration),
    weight: weigh(figure),
  }));
  const figures = shown.filter(({ weight }) => weight > 0);
  const changes = findChanges(narration, shown);
  const ends = new Set(changes.flat());
  const crowded = figures.length > 2 ? CROWDED : 1;
  const single = figures.filter(
    (figure) => !ends.has(figure) && figures.filter(({ kind }) => kind === figure.kind).length < COMPARED,
  );
  return [...changes.map(asOne), ...single]
    .filter(
      ({ display }) => display.length <= (display.includes(CHANGE_ARROW) ? CHANGE_LENGTH : DISPLAY_LENGTH),
    )
    .filter((figure) => !isDuring(figure, narration))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, 2)
    .flatMap((figure) => {
      const label = hasSpacelessScript(narration)
        ? labelBefore(narration, figure)
        : labelFigure(narration, figure, tagged, language);
      const fit = figure.weight * crowded * FIT;
      const isClear = label !== '' && findFigures(label, language).every(({ kind }) => kind === 'year');
      const at = narration.indexOf(label);
      const leads = at >= 0 && at < figure.start ? { leads: true } : {};
      const display = leads.leads ? decapitalise(figure) : figure.display;
      return isClear
        ? [
            {
              visual: {
                kind: 'number' as const,
                display,
                label: leads.leads ? capitalise(label) : label,
                ...leads,
              },
              fit,
            },
          ]
        : [];
    });
}
