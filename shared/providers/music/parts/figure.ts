import { eighthsOf, patternAt, timeOf } from '#shared/providers/music/form.ts';
import { human, type Part, type PartContext, presence } from '#shared/providers/music/parts/context.ts';
import { oneOf } from '#shared/scenes/seeded.ts';

/** Below this pitch a figure is mud, above the other one it tinkles. */
const RANGE = [53, 84] as const;

/** A figure over the tones of the chord: another for the contrast, thinner under speech, one tone different in most bars. */
export function figurePart({ style, random }: PartContext): Part {
  const own = { theme: oneOf(random, style.figures), contrast: oneOf(random, style.figures) };
  let figure: readonly number[] = own.theme;
  return (bar) => {
    if (bar.place === 0) figure = random() < 0.7 ? own[bar.material] : oneOf(random, style.figures);
    const loud = presence(bar.energy, 0.1, 0.55);
    const changed = random() < 0.55 ? Math.floor(random() * 8) : -1;
    const tone = Math.floor(random() * 4);
    const eighths = eighthsOf(bar);
    return Array.from({ length: eighths }, (_, at) => {
      const late = human(random, 0.009);
      const touch = 0.78 + 0.22 * random();
      const kept = random();
      const index = at % 8 === changed ? tone : patternAt(figure, at);
      // Where much is said, or little goes on, only the beats are left and half of the rest.
      const thin = at % 2 === 1 && kept < (bar.speech > 0.7 ? 0.5 : 0) + (bar.energy < 0.35 ? 0.4 : 0);
      if (index < 0 || loud === 0 || thin || (bar.closing && at > 4)) return [];
      const octave = index >= bar.voicing.length ? 24 : 12;
      const pitch = within((bar.voicing[index % bar.voicing.length] as number) + octave);
      const accent = at % 4 === 0 ? 1 : at % 2 === 0 ? 0.86 : 0.74;
      return [
        {
          instrument: style.figure,
          start: Math.max(0, timeOf(bar, at, style.swing) + late),
          length: bar.beat * 1.9,
          pitch,
          level: (0.5 + 0.5 * loud) * style.levels.figure * touch * accent,
          pan: at % 2 === 0 ? -0.32 : 0.32,
        },
      ];
    }).flat();
  };
}

function within(pitch: number): number {
  const [low, high] = RANGE;
  return pitch > high ? pitch - 12 : pitch < low ? pitch + 12 : pitch;
}
