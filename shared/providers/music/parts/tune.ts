import { eighthsOf, timeOf } from '#shared/providers/music/form.ts';
import { scalePitch } from '#shared/providers/music/harmony.ts';
import { inventMotif, type Motif, recall } from '#shared/providers/music/motif.ts';
import {
  human,
  type Part,
  type PartContext,
  presence,
  type VoicedBar,
} from '#shared/providers/music/parts/context.ts';
import type { Seeded } from '#shared/scenes/seeded.ts';

/** The tune's middle: above B5 it whistles, below C4 it covers the voice. */
const MIDDLE = 70;
const RANGE = [60, 83] as const;

/** Two tunes that come back varied; they rest in every second phrase, and where somebody speaks nearly all the time. */
export function tunePart({ style, key, random }: PartContext): Part {
  const motifs = { theme: inventMotif(style, random), contrast: inventMotif(style, random) };
  const heard = { theme: 0, contrast: 0 };
  let motif: Motif = [];
  let first = 0;
  let answers = 0;
  return (bar) => {
    if (bar.place === 0) {
      const rests = bar.phrase === 0 || random() < restChance(bar);
      motif = rests ? [] : recall(motifs[bar.material], heard[bar.material]++, random);
      first = firstStep(bar, style.scale, key);
      answers = Math.floor(random() * 3) - 1;
    }
    const loud = presence(bar.energy, 0.35, 0.75) * (bar.speech > 0.8 ? 0.75 : 1);
    if (loud === 0 || bar.closing || bar.breath) return [];
    const half = (bar.place % 2) * 8;
    const tones = motif.filter(({ at }) => at >= half && at < half + eighthsOf(bar));
    return tones.map(({ at, step }, i) => {
      // Question and answer: the second half of a phrase begins like the first one and ends elsewhere.
      const moved = bar.place > 1 && at > 4 ? step + answers : step;
      const next = tones[i + 1]?.at ?? half + 8;
      return {
        instrument: style.tune,
        start: Math.max(0, timeOf(bar, at - half, style.swing) + human(random, 0.01)),
        length: Math.max(1, next - at) * (bar.beat / 2) * 1.05,
        pitch: tunePitch({ bar, scale: style.scale, key, step: first + moved, strong: at % 4 === 0 }),
        level: (0.55 + 0.45 * loud) * style.levels.tune * touch(random),
        pan: 0.14,
      };
    });
  };
}

function restChance({ speech, phrase, energy }: VoicedBar): number {
  if (phrase === 1) return 0;
  return Math.max(0.1, Math.min(0.8, 0.25 + 0.7 * (speech - 0.5) - 0.3 * (energy - 0.6)));
}

const touch = (random: Seeded) => 0.84 + 0.16 * random();

/** The step of the scale nearest to the middle that is a tone of the chord. */
function firstStep({ voicing }: VoicedBar, scale: readonly number[], key: number): number {
  const tones = new Set(voicing.map((pitch) => pitch % 12));
  let best = 0;
  for (let step = -14; step < 40; step++) {
    const pitch = scalePitch(scale, key, step);
    const far = Math.abs(pitch - MIDDLE);
    if (tones.has(pitch % 12) && far < Math.abs(scalePitch(scale, key, best) - MIDDLE)) best = step;
  }
  return best;
}

function tunePitch(tone: {
  bar: VoicedBar;
  scale: readonly number[];
  key: number;
  step: number;
  strong: boolean;
}): number {
  const { bar, scale, key, step, strong } = tone;
  const tones = new Set(bar.voicing.map((pitch) => pitch % 12));
  // A strong beat has a tone of the chord: the wanted one, or the next one below or above.
  const choices = strong ? [0, -1, 1, -2, 2] : [0];
  const found = choices.find((by) => tones.has(scalePitch(scale, key, step + by) % 12)) ?? 0;
  let pitch = scalePitch(scale, key, step + found);
  while (pitch > RANGE[1]) pitch -= 12;
  while (pitch < RANGE[0]) pitch += 12;
  return pitch;
}
