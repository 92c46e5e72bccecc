import type { Visual } from '#shared/domain/storyboard.ts';
import { coverage, keysOf } from '#shared/language/shared-words.ts';
import { wordsWithPlaces } from '#shared/language/words.ts';
import { displayWords } from '#shared/providers/speech/text/display-words.ts';

/** Index of the narration's word, as captions count them, that stands at a place in the text. */
function wordIndex(narration: string, place: number): number {
  const before = narration.slice(0, place).replace(/[\p{Ps}\p{Pi}"'¿¡]+$/u, '');
  return displayWords(before).length;
}

/**
 * Where in a narration an item is spoken of, from `from` on: where it stands word for word, else at the first of its words
 * that is heard; undefined where none is.
 */
function placeOf(
  item: string,
  narration: string,
  language: string,
  from: number,
  isExact: boolean,
): number | undefined {
  const exact = narration.toLowerCase().indexOf(item.toLowerCase(), from);
  if (exact >= 0) return exact;
  const figure = item.match(/\p{Nd}[\p{Nd}.,]*/u)?.[0];
  const number = figure === undefined ? -1 : narration.indexOf(figure, from);
  if (number >= 0) return number;
  if (isExact) return undefined;
  const keys = keysOf(item, language);
  return wordsWithPlaces(narration).find(
    ({ text, start }) => start >= from && coverage(keysOf(text, language), keys) === 1,
  )?.start;
}

/** The items of a visual that is built up, each as the texts by which it is spoken of; empty for any other visual. */
function itemsOf(visual: Visual): string[][] {
  switch (visual.kind) {
    case 'list':
      return visual.items.map((item) => [item]);
    case 'comparison':
      return visual.sides.map(({ label, display, points }) => [
        label,
        ...(display === undefined ? [] : [display]),
        ...points,
      ]);
    case 'timeline':
      return visual.events.map(({ when, what }) => [when, what]);
    case 'chart':
      return visual.points.map(({ label, value }) => [label, String(value)]);
    default:
      return [];
  }
}

/**
 * With which word of the narration each item of a visual appears, so that the picture follows the voice: an item that is
 * not spoken of comes with the one before it, the first with the first word. Undefined where no item is spoken of, or
 * nothing is built up.
 */
export function revealWords(visual: Visual, narration: string, language: string): number[] | undefined {
  const items = itemsOf(visual);
  if (items.length === 0) return undefined;
  let from = 0;
  let last = 0;
  let heard = 0;
  const grows = visual.kind === 'timeline' || (visual.kind === 'list' && visual.ordered === true);
  const words = items.map((texts, index) => {
    // What was told before is told in other words here, if at all.
    const isExact = grows && index < items.length - 1;
    const places = texts.flatMap((text) => placeOf(text, narration, language, from, isExact) ?? []);
    if (places.length === 0) return last;
    const place = Math.min(...places);
    heard += 1;
    from = place;
    last = wordIndex(narration, place);
    return last;
  });
  const least = grows ? 1 : 2;
  return heard < least ? undefined : words;
}
