import { shownText } from '#shared/agents/screen/shown-text.ts';
import type { Visual } from '#shared/domain/storyboard.ts';
import { numberKeys } from '#shared/language/number-keys.ts';
import { common, coverage, keysOf } from '#shared/language/shared-words.ts';
import { splitWords } from '#shared/language/words.ts';

/** Kinds whose words are those of the film or of a chapter, not of the sentence. */
const OF_FILM: ReadonlySet<Visual['kind']> = new Set(['title', 'chapter', 'end', 'code']);
/** Kinds that show more than one sentence says: data, and what was said before. */
const WIDER: ReadonlySet<Visual['kind']> = new Set(['chart', 'timeline', 'comparison']);
/** … which fit where the scene speaks of any of it. */
const TOUCHED = 0.6;
/** An item of which so much is heard is said. */
const NEARLY_ALL = 0.8;
/** What a picture is worth whose place in the text, and not its name, says where it belongs. */
const PLACED = 0.6;

/** The figures that data shows: its values, and labels that are years. */
function figuresOf(visual: Visual): ReadonlySet<string> {
  const points =
    visual.kind === 'chart' ? visual.points.map(({ label, value }) => `${label}; ${Math.abs(value)};`) : [];
  return numberKeys(`${shownText(visual)} ${points.join(' ')}`);
}

const round = (value: number): number => Math.round(Math.min(1, Math.max(0, value)) * 100) / 100;

/**
 * How well a visual fits what is said, 0 to 1: the share of its words that are heard, of data and timelines whether the
 * scene speaks of them at all. `named` is what a picture or clip is called. 1 for titles and chapters.
 */
export function matchScore(visual: Visual, narration: string, language: string, named = ''): number {
  if (OF_FILM.has(visual.kind)) return 1;
  const said = keysOf(narration, language);
  const shown = `${shownText(visual)} ${named}`.trim();
  const keys = keysOf(shown, language);
  if (
    visual.kind === 'picture' ||
    visual.kind === 'collage' ||
    visual.kind === 'clip' ||
    visual.kind === 'screenshot'
  ) {
    const share = coverage(keys, said);
    return round(share === 0 ? PLACED : PLACED + share);
  }
  if (keys.size === 0) {
    const words = new Set(splitWords(narration.toLowerCase()));
    return round(coverage(new Set(splitWords(shown.toLowerCase())), words));
  }
  const share = coverage(keys, said);
  // A list that builds up shows what was said before as well: the item that is said now must be there.
  const isBuilt =
    visual.kind === 'list' &&
    visual.items.some((item) => coverage(keysOf(item, language), said) >= NEARLY_ALL);
  const isWider = WIDER.has(visual.kind) || isBuilt;
  if (!isWider) return round(share);
  return round(share > 0 || common(figuresOf(visual), numberKeys(narration)) > 0 ? TOUCHED + share : share);
}
