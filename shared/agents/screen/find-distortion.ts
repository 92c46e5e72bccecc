import { shownText } from '#shared/agents/screen/shown-text.ts';
import type { Visual } from '#shared/domain/storyboard.ts';
import type { Figure } from '#shared/language/figure.ts';
import { findChanges } from '#shared/language/find-changes.ts';
import { findFigures } from '#shared/language/find-figures.ts';
import { findReversals, type Reversal } from '#shared/language/reversals.ts';
import { splitSentences } from '#shared/language/split-sentences.ts';
import { splitWords, wordsWithPlaces } from '#shared/language/words.ts';

/** How a visual can say something else than the narration: a figure out of a larger one, or a meaning that is turned. */
export type Distortion = 'figure' | 'meaning';

/** Between the two figures of a change. */
export const CHANGE_ARROW = ' → ';
/** As many words name a topic and claim nothing. */
const NAMING_WORDS = 2;
/** So many words at the start of a sentence may only tie it to the one before: `However,` or `For example,`. */
const TIE_WORDS = 3;

const squeeze = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[\s\u00a0\u202f]+/gu, ' ')
    .trim();

/** What the figure is called on a screen: with the words that bound it where it has some. */
function forms(figure: Figure, said: string): string[] {
  const bare = squeeze(figure.text);
  if (figure.qualifier === undefined) return [bare];
  const full = squeeze(said.slice(figure.qualifier.start, figure.end));
  return figure.qualifier.binds ? [full] : [bare, full];
}

const COUNTLESS: ReadonlySet<Figure['kind']> = new Set(['year', 'date', 'time', 'phone', 'mark']);

/** Whether what a number scene displays is one whole figure of the narration, or two of them that are a change. */
function isWholeDisplay(display: string, said: string, language: string): boolean {
  const known = findFigures(said, language)
    .filter(({ kind }) => !COUNTLESS.has(kind))
    .flatMap((figure) => forms(figure, said));
  return display.split(CHANGE_ARROW).every((part) => known.includes(squeeze(part)));
}

/** A multiple means nothing without what it is compared with: `three times as long as …`. */
const MULTIPLE = /^(?:times|mal|veces|fois|volte|vezes|раза?|倍)$/iu;
const ENDS_CLAUSE = /^\P{L}*$|^\s*[.,;:!?…。]/u;

/** Whether a text that stands in the narration begins or ends within one of its figures, or behind what bounds it. */
function tears(shown: string, said: string, figures: readonly Figure[]): boolean {
  const start = said.toLowerCase().indexOf(shown.toLowerCase());
  if (start < 0) return false;
  const end = start + shown.length;
  return figures.some((figure) => {
    const from = figure.qualifier?.binds ? figure.qualifier.start : figure.start;
    const isComparison = MULTIPLE.test(figure.unit ?? '') && end >= figure.end && start < figure.end;
    const cut = (place: number) => place > from && place < figure.end;
    return cut(start) || cut(end) || (isComparison && !ENDS_CLAUSE.test(said.slice(end)));
  });
}

/**
 * Whether every figure of a shown text is a whole figure of the narration, with what bounds it, both ends of a change and
 * what it is compared with.
 */
function hasWholeFigures(shown: string, said: string, language: string): boolean {
  const figures = findFigures(said, language);
  const known = figures.flatMap((figure) => forms(figure, said));
  const own = findFigures(shown, language);
  const shows = ({ text }: Figure) => own.some((figure) => squeeze(figure.text) === squeeze(text));
  return (
    !tears(shown, said, figures) &&
    own.every((figure) =>
      [squeeze(figure.text), ...forms(figure, shown)].some((form) => known.includes(form)),
    ) &&
    findChanges(said, figures).every(([first, second]) => shows(first) === shows(second))
  );
}

/** The sentences of a narration that a text takes at least half of its words from. */
function sentencesOf(shown: string, said: string, language: string): string[] {
  const words = splitWords(shown.toLowerCase());
  return splitSentences(said, language).filter((sentence) => {
    const theirs = new Set(splitWords(sentence.toLowerCase()));
    return words.filter((word) => theirs.has(word)).length * 2 >= words.length;
  });
}

/** Whether a text is a sentence from its beginning to its end, but for what ties it to the one before. */
function isWhole(shown: string, sentence: string, reversals: readonly Reversal[]): boolean {
  const own = splitWords(shown.toLowerCase());
  const all = splitWords(sentence.toLowerCase());
  const dropped = all.length - own.length;
  const starts = wordsWithPlaces(sentence)[dropped]?.start ?? 0;
  return (
    dropped <= TIE_WORDS &&
    own.every((word, index) => word === all[index + dropped]) &&
    !reversals.some(({ end, kind }) => end <= starts && kind !== 'contrast')
  );
}

const has = (text: string, { text: word }: Reversal): boolean => squeeze(text).includes(squeeze(word));

/** Exceptions and lacks limit a sentence from wherever they stand. */
const WIDE =
  /^(?:except|excluding|without|apart|other than|but for|instead|rather|ohne|außer|ausgenommen|statt|anstatt|sin|excepto|salvo|en (?:lugar|vez)|sans|sauf|hormis|excepté|au lieu|plutôt)/iu;
const PAUSE = /[,;:–—()](?!\p{Nd})|[，；：]/gu;
/** What follows a part of an enumeration: more of it. */
const GOES_ON = /^\s*(?:,|(?:or|nor|and|oder|noch|und|o|u|ni|y|e|ou|et|né|nem)\s)/iu;

/** The place of a text in a sentence, up to the pauses around it; the whole sentence where it is not found in one piece. */
function clauseAround(shown: string, sentence: string): { from: number; to: number; rest: string } {
  const at = sentence.toLowerCase().indexOf(shown.toLowerCase());
  if (at < 0) return { from: 0, to: sentence.length, rest: '' };
  const end = at + shown.length;
  const pauses = [...sentence.matchAll(PAUSE)].map(({ index }) => index);
  const from = pauses.findLast((place) => place <= at) ?? 0;
  return { from, to: pauses.find((place) => place >= end) ?? sentence.length, rest: sentence.slice(end) };
}

/** The reversals that what is shown needs: all before it and in its clause, and behind it those that limit everything. */
function bearingOn(shown: string, sentence: string, reversals: readonly Reversal[]): Reversal[] {
  const { to } = clauseAround(shown, sentence);
  return reversals.filter(({ text, start }) => start < to || WIDE.test(text));
}

function reversalsOf(sentence: string, language: string): Reversal[] {
  // A contrast at the beginning stands to the sentence before.
  return findReversals(sentence, language).filter(
    ({ kind, start }) => !(kind === 'contrast' && /^\P{L}*$/u.test(sentence.slice(0, start))),
  );
}

/** Whether what a text takes from a sentence is true without the rest of it. */
function keeps(shown: string, sentence: string, language: string): boolean {
  const reversals = reversalsOf(sentence, language);
  if (reversals.some(({ kind }) => kind === 'hold' || kind === 'contrast'))
    return isWhole(shown, sentence, reversals);
  const bearing = bearingOn(shown, sentence, reversals);
  const cut = bearing.some(({ kind }) => kind === 'deny') && GOES_ON.test(clauseAround(shown, sentence).rest);
  return !cut && bearing.every((reversal) => has(shown, reversal));
}

/** Whether a part of a sentence, a figure or an item of a list, is true with the words around it on the screen. */
function partKeeps(part: string, shown: string, sentence: string, language: string): boolean {
  const reversals = reversalsOf(sentence, language).filter(({ kind }) => kind !== 'contrast');
  if (reversals.some((reversal) => reversal.kind === 'hold')) return false;
  return bearingOn(part, sentence, reversals).every((reversal) => has(shown, reversal));
}

function isMeant(visual: Visual, said: string, language: string): boolean {
  const shown = shownText(visual);
  switch (visual.kind) {
    case 'statement':
      if (splitWords(shown).length <= NAMING_WORDS && findReversals(said, language).length > 0) return true;
      return sentencesOf(shown, said, language).every((sentence) => keeps(shown, sentence, language));
    case 'list':
      return visual.items.every((item) =>
        sentencesOf(item, said, language).every(
          (sentence) =>
            keeps(item, sentence, language) ||
            partKeeps(item, `${visual.heading ?? ''} ${shown}`, sentence, language),
        ),
      );
    case 'number': {
      const first = squeeze(visual.display.split(CHANGE_ARROW)[0] ?? '');
      return splitSentences(said, language)
        .filter((sentence) => squeeze(sentence).includes(first))
        .every((sentence) => partKeeps(first, shown, sentence, language));
    }
    case 'terms':
      return findReversals(said, language).every(({ kind }) => kind === 'contrast' || kind === 'doubt');
    case 'quote': {
      const at = squeeze(said).indexOf(squeeze(visual.text));
      const outside = at < 0 ? said : squeeze(said).replace(squeeze(visual.text), ' ');
      return findReversals(outside, language).every(
        (reversal) =>
          reversal.kind === 'contrast' || reversal.kind === 'doubt' || (at < 0 && has(shown, reversal)),
      );
    }
    default:
      return true;
  }
}

/** Whether a condition or attribution that another scene says limits this one as well. */
function bindsFromAfar(around: string, language: string): boolean {
  return findReversals(around, language).some(({ kind, text }) => kind === 'hold' || WIDE.test(text));
}

function claims(visual: Visual): boolean {
  if (visual.kind === 'statement') return splitWords(visual.text).length > NAMING_WORDS;
  return visual.kind === 'number' || visual.kind === 'list' || visual.kind === 'terms';
}

/**
 * What is wrong with a visual beside the narration of its scene: `figure` where it shows a number that is not a whole one of
 * the narration or lacks what bounds it, `meaning` where a negation, condition or attribution of the sentence is not on the
 * screen. `around` is what other scenes say of the same sentence. Undefined where it says the same, and for what claims nothing or shows data: title, picture, chart.
 */
export function findDistortion(
  visual: Visual,
  narration: string,
  language: string,
  around = '',
): Distortion | undefined {
  if (visual.kind === 'number' && !isWholeDisplay(visual.display, narration, language)) return 'figure';
  const isText = visual.kind === 'statement' || visual.kind === 'quote' || visual.kind === 'list';
  const texts = visual.kind === 'list' ? visual.items : [shownText(visual)];
  if (isText && !texts.every((text) => hasWholeFigures(text, narration, language))) return 'figure';
  if (claims(visual) && bindsFromAfar(around, language)) return 'meaning';
  return isMeant(visual, narration, language) ? undefined : 'meaning';
}
