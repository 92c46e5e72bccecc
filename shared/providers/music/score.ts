import { type FormBar, shapeForm } from '#shared/providers/music/form.ts';
import { colouredChord, triad, voiceChord } from '#shared/providers/music/harmony.ts';
import type { MoodStyle } from '#shared/providers/music/mood-style.ts';
import { MOOD_STYLES } from '#shared/providers/music/moods.ts';
import { bassPart } from '#shared/providers/music/parts/bass.ts';
import type { PartContext, VoicedBar } from '#shared/providers/music/parts/context.ts';
import { drumsPart } from '#shared/providers/music/parts/drums.ts';
import { writeEnding } from '#shared/providers/music/parts/ending.ts';
import { figurePart } from '#shared/providers/music/parts/figure.ts';
import { padPart } from '#shared/providers/music/parts/pad.ts';
import { sparklePart } from '#shared/providers/music/parts/sparkle.ts';
import { tunePart } from '#shared/providers/music/parts/tune.ts';
import { planBars } from '#shared/providers/music/plan-bars.ts';
import type { MusicRequest } from '#shared/providers/music/request.ts';
import type { Note } from '#shared/providers/music/sounds/note.ts';
import { seeded } from '#shared/scenes/seeded.ts';

/** A piece as notes, in the order of time, with what the desk needs to know about its bars. */
export interface Score {
  notes: Note[];
  bars: readonly FormBar[];
  /** When the last chord is struck, in seconds. */
  home: number;
}

const PARTS = {
  pad: padPart,
  bass: bassPart,
  figure: figurePart,
  tune: tunePart,
  drums: drumsPart,
  sparkle: sparklePart,
};

/** Writes the piece: bars on the parts of the film, their form and chords, one layer after the other, and the last chord. */
export function writeScore(request: MusicRequest): Score {
  const { mood, seed, seconds } = request;
  const style = MOOD_STYLES[mood];
  const key = style.key + Math.floor(seeded(`key ${seed}`)() * 6);
  const plan = planBars(request);
  const form = shapeForm(plan, style, seeded(`form ${seed}`));
  const bars = voice(form, style, key);
  const notes = Object.entries(PARTS).flatMap(([name, part]) => {
    const write = part({ style, key, random: seeded(`${name} ${mood} ${seed}`) });
    return bars.flatMap((bar, i) => write(bar, bars[i + 1]));
  });
  const context: PartContext = { style, key, random: seeded(`ending ${seed}`) };
  const ending = writeEnding(context, bars.at(-1)?.voicing ?? [], { home: plan.home, end: seconds });
  return { notes: [...notes, ...ending].sort((a, b) => a.start - b.start), bars: form, home: plan.home };
}

function voice(form: readonly FormBar[], style: MoodStyle, key: number): VoicedBar[] {
  const chordOf = style.coloured ? colouredChord : triad;
  let voicing: readonly number[] = [];
  return form.map((bar) => {
    // A new chapter begins from the middle again: chords that always take the shortest way drift.
    const before = bar.lifted ? [] : voicing;
    voicing = voiceChord(chordOf(style.scale, key, bar.root), before, key + 5);
    return { ...bar, voicing };
  });
}
