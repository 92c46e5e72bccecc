import { chordSteps, scalePitch, voiceChord } from '#shared/providers/music/harmony.ts';
import { MOOD_STYLES, type Mood, type MoodStyle } from '#shared/providers/music/moods.ts';
import { oneOf, type Seeded, seeded } from '#shared/scenes/seeded.ts';

/** What is wanted: a mood, a length in seconds and a seed that makes the piece another one. */
export interface MusicRequest {
  mood: Mood;
  seconds: number;
  seed: number;
}

/** One note: when it begins and how long it is held, in seconds; `level` is linear, `pan` from −1 (left) to 1. */
export interface Note {
  instrument: 'pad' | 'figure' | 'tune' | 'bass';
  start: number;
  length: number;
  pitch: number;
  level: number;
  pan: number;
}

const BAR_BEATS = 4;
const SECTION_BARS = 4;
/** The last chord rings at most this long, in seconds. */
const LONGEST_TAIL = 4.5;

interface Section {
  progression: readonly number[];
  figure: readonly number[];
  rhythm: readonly (readonly number[])[];
  bass: readonly number[];
  tuneSteps: readonly number[];
}

/**
 * Writes the piece: an opening of pads alone, sections of four bars that add bass, a figure and a tune and thin out again, a
 * cadence, and a last chord that is struck so that it has died away when the film ends.
 */
export function writeScore({ mood, seconds, seed }: MusicRequest): Note[] {
  const style: MoodStyle = MOOD_STYLES[mood];
  const random = seeded(seed);
  const key = style.key + Math.floor(random() * 6);
  const tail = Math.min(LONGEST_TAIL, seconds * 0.35);
  const wantedBar = (60 / style.tempo) * BAR_BEATS;
  const bars = Math.max(1, Math.round((seconds - tail) / wantedBar));
  const bar = (seconds - tail) / bars;
  const notes: Note[] = [];
  let voicing: number[] = [];
  let section: Section | undefined;
  for (let index = 0; index < bars; index++) {
    if (index % SECTION_BARS === 0 || section === undefined) section = chooseSection(style, random);
    const place = index - bars;
    const inCadence = bars > 3 && place >= -2;
    const root = inCadence ? style.cadence[place + 2] : section.progression[index % SECTION_BARS];
    voicing = voiceChord(pitchesOf(style, key, root ?? 0), voicing, key + 5);
    const layers = layersAt(index, bars, random);
    writeBar(notes, {
      style,
      key,
      section,
      layers,
      root: root ?? 0,
      voicing,
      start: index * bar,
      bar,
      index,
      random,
    });
  }
  writeEnding(notes, style, key, voicing, { start: bars * bar, tail, end: seconds });
  return notes.sort((a, b) => a.start - b.start);
}

function pitchesOf(style: MoodStyle, key: number, root: number): number[] {
  return chordSteps(root).map((step) => scalePitch(style.scale, key, step));
}

function chooseSection(style: MoodStyle, random: Seeded): Section {
  const pick = <T>(list: readonly T[]): T => oneOf(random, list);
  const motif = Array.from({ length: 4 }, () => pick([0, 1, 2, 2, 3]));
  const [a, b] = [pick(style.rhythms), pick(style.rhythms)];
  return {
    progression: pick(style.progressions),
    figure: pick(style.figures),
    // Question and answer: the second half repeats the first one's beginning.
    rhythm: [a, b, a, pick(style.rhythms)],
    bass: pick(style.bass),
    tuneSteps: motif,
  };
}

/** How present each layer is in a bar, 0 to 1: arcs of eight sections, quiet at both ends of the piece. */
function layersAt(index: number, bars: number, random: Seeded) {
  const arc = 0.5 - 0.5 * Math.cos((2 * Math.PI * (index + 2)) / (8 * SECTION_BARS));
  const fromEnd = bars - index;
  const opening = bars >= 8 && index < 2;
  const closing = bars >= 8 && fromEnd <= 2;
  const growth = bars < 8 ? 1 : Math.min(1, (index + 1) / 6);
  const presence = growth * (0.65 + 0.35 * arc);
  return {
    bass: opening ? 0 : presence,
    figure: opening ? 0 : closing ? 0.4 : presence,
    tune: bars >= 8 && (index < 4 || closing) ? 0 : random() < 0.35 + 0.5 * arc ? presence : 0,
    pad: opening ? 0.75 : 0.8 + 0.2 * arc,
  };
}

interface Bar {
  style: MoodStyle;
  key: number;
  section: Section;
  layers: ReturnType<typeof layersAt>;
  root: number;
  voicing: readonly number[];
  start: number;
  bar: number;
  index: number;
  random: Seeded;
}

function writeBar(
  notes: Note[],
  { style, key, section, layers, root, voicing, start, bar, index, random }: Bar,
): void {
  const { levels } = style;
  const eighth = bar / 8;
  voicing.forEach((pitch, i) => {
    const pan = (i / Math.max(1, voicing.length - 1) - 0.5) * 0.9;
    notes.push({ instrument: 'pad', start, length: bar * 1.02, pitch, level: layers.pad * levels.pad, pan });
  });
  if (layers.bass > 0) {
    const low = scalePitch(style.scale, key, root);
    const pitch = low - 12 * Math.max(1, Math.round((low - 40) / 12));
    section.bass.forEach((at, i) => {
      const next = section.bass[i + 1] ?? 8;
      const level = layers.bass * levels.bass * (i === 0 ? 1 : 0.7);
      notes.push({
        instrument: 'bass',
        start: start + at * eighth,
        length: (next - at) * eighth * 0.95,
        pitch,
        level,
        pan: 0,
      });
    });
  }
  section.figure.forEach((tone, at) => {
    const human = (random() - 0.5) * 0.012;
    const touch = 0.75 + 0.25 * random();
    if (tone < 0 || layers.figure === 0) return;
    const pitch = (voicing[tone % voicing.length] as number) + 12;
    const level = layers.figure * levels.figure * touch * (at % 4 === 0 ? 1 : 0.8);
    const pan = at % 2 === 0 ? -0.35 : 0.35;
    notes.push({
      instrument: 'figure',
      start: Math.max(0, start + at * eighth + human),
      length: eighth,
      pitch,
      level,
      pan,
    });
  });
  if (layers.tune === 0) return;
  section.rhythm[index % SECTION_BARS]?.forEach((at, i) => {
    const tone = section.tuneSteps[(i + index) % section.tuneSteps.length] as number;
    const near = voicing[tone % voicing.length] as number;
    // Between C5 and B5: above that a tune whistles.
    const pitch = near + 12 * Math.floor((83 - near) / 12);
    const level = layers.tune * levels.tune * (0.8 + 0.2 * random());
    notes.push({
      instrument: 'tune',
      start: start + at * eighth,
      length: eighth * 3,
      pitch,
      level,
      pan: 0.15,
    });
  });
}

function writeEnding(
  notes: Note[],
  style: MoodStyle,
  key: number,
  voicing: readonly number[],
  { start, tail, end }: { start: number; tail: number; end: number },
): void {
  const { levels, scale } = style;
  // A plain chord of the key, without colour, is at rest.
  const home = voiceChord(
    [0, 2, 4].map((step) => scalePitch(scale, key, step)),
    voicing,
    key + 5,
  );
  const ring = Math.min(tail * 0.45, end - start);
  home.forEach((pitch, i) => {
    notes.push({
      instrument: 'pad',
      start,
      length: ring,
      pitch,
      level: 0.9 * levels.pad,
      pan: (i - 1) * 0.4,
    });
    notes.push({
      instrument: 'figure',
      start: start + i * 0.09,
      length: 1,
      pitch: pitch + 12,
      level: 0.9 * levels.figure,
      pan: (i - 1) * 0.3,
    });
  });
  const low = scalePitch(scale, key, 0);
  const bass = low - 12 * Math.max(1, Math.round((low - 40) / 12));
  notes.push({ instrument: 'bass', start, length: ring, pitch: bass, level: levels.bass, pan: 0 });
}
