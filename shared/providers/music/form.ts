import type { MoodStyle } from '#shared/providers/music/mood-style.ts';
import { BAR_BEATS, type Bar, type BarPlan } from '#shared/providers/music/plan-bars.ts';
import { oneOf, type Seeded } from '#shared/scenes/seeded.ts';

/** A bar and what it is in the piece. */
export interface FormBar extends Bar {
  index: number;
  /** Step of the scale on which its chord stands. */
  root: number;
  /** How much is going on, 0 to 1. */
  energy: number;
  /** Share of the bar's part in which somebody speaks. */
  speech: number;
  material: 'theme' | 'contrast';
  /** Which phrase of four bars of the piece it is in, and which bar of that phrase it is. */
  phrase: number;
  place: number;
  /** A chapter begins here. */
  lifted: boolean;
  /** A chapter begins after it: the music takes a breath. */
  breath: boolean;
  /** It is one of the last two bars, which lead home. */
  closing: boolean;
}

const PHRASE_BARS = 4;
/** Theme, theme again, something else, theme: the third phrase of four stands against the others. */
const CONTRAST_PHRASE = 2;

/** Gives every bar its chord, its place and its strength: an opening, waves that rise towards the middle, lifts, a way home. */
export function shapeForm({ bars, home }: BarPlan, style: MoodStyle, random: Seeded): FormBar[] {
  const themeChords = oneOf(random, style.progressions.theme);
  const contrastChords = oneOf(random, style.progressions.contrast);
  let phrase = -1;
  let place = PHRASE_BARS - 1;
  let inChapter = -1;
  let chords: readonly number[] = themeChords;
  return bars.map((bar, index) => {
    const next = bars[index + 1];
    const starts = bar.opens && bar.section.kind !== 'point';
    if (starts) inChapter = -1;
    place = starts ? 0 : (place + 1) % PHRASE_BARS;
    if (place === 0) {
      phrase += 1;
      inChapter += 1;
      const contrast = inChapter % 4 === CONTRAST_PHRASE;
      chords = contrast ? contrastChords : phrase === 0 ? themeChords : varied(themeChords, style, random);
    }
    const closing = bars.length > 3 && index >= bars.length - 2;
    const lifted = bar.opens && bar.section.kind === 'chapter';
    const breath = next?.opens === true && next.section.kind === 'chapter';
    const speech = bar.section.speech ?? 0.5;
    return {
      ...bar,
      index,
      root: closing
        ? (style.cadence[index - bars.length + 2] as number)
        : ((breath ? (style.cadence[1] as number) : chords[place]) as number),
      energy: energyAt({ bar, index, count: bars.length, home, speech, inChapter, place, breath, closing }),
      speech,
      material: inChapter % 4 === CONTRAST_PHRASE ? 'contrast' : 'theme',
      phrase,
      place,
      lifted,
      breath,
      closing,
    };
  });
}

/** One inner chord is exchanged for one a third away, which shares two of its tones. */
function varied(chords: readonly number[], { scale }: MoodStyle, random: Seeded): readonly number[] {
  const place = 1 + Math.floor(random() * 2);
  const step = random() < 0.5 ? 2 : 5;
  const other = ((chords[place] as number) + step) % 7;
  const fifth = (scale[(other + 4) % 7] as number) - (scale[other] as number);
  // The chord with a fifth that is too small has no rest.
  const pure = (fifth + 12) % 12 === 7;
  if (!pure || random() < 0.3 || chords[place - 1] === other || chords[place + 1] === other) return chords;
  return chords.map((chord, i) => (i === place ? other : chord));
}

interface Moment {
  bar: Bar;
  index: number;
  count: number;
  home: number;
  speech: number;
  inChapter: number;
  place: number;
  breath: boolean;
  closing: boolean;
}

function energyAt({ bar, index, count, home, speech, inChapter, place, breath, closing }: Moment): number {
  const through = bar.start / home;
  // Two bars of opening in a film that has time for them, then up; the widest part lies at two thirds.
  const opening = count < 8 ? 1 : Math.min(1, 0.35 + 0.2 * index);
  const arc = Math.sin(Math.PI * through ** 1.4);
  const wave = inChapter % 4 === 3 ? -0.12 : 0.05 * (inChapter % 4);
  const lift = bar.section.kind === 'chapter' && inChapter === 0 ? 0.16 - 0.04 * place : 0;
  const leading = bar.section.kind === 'ending' ? 0.08 : 0;
  const level = 0.5 + 0.26 * arc + wave + lift + leading - 0.28 * (speech - 0.5);
  const held = breath ? 0.55 : closing ? 0.6 : 1;
  return Math.max(0.12, Math.min(1, level * opening * held));
}

/** Eighths of a bar. */
export function eighthsOf({ beats }: Bar): number {
  return beats * 2;
}

/** When an eighth of the bar falls, in seconds; every second one later by the swing. */
export function timeOf(bar: Bar, eighth: number, swing: number): number {
  const whole = Math.floor(eighth);
  const late = whole % 2 === 1 ? swing : eighth > whole ? swing * 0.5 : 0;
  return bar.start + (eighth + late) * (bar.beat / 2);
}

/** A whole bar's pattern over a bar of any length: what is longer begins the pattern again. */
export function patternAt<T>(pattern: readonly T[], eighth: number): T {
  return pattern[eighth % (BAR_BEATS * 2)] as T;
}
