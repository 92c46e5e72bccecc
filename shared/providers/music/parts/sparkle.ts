import { timeOf } from '#shared/providers/music/form.ts';
import {
  heard,
  human,
  type Part,
  type PartContext,
  presence,
} from '#shared/providers/music/parts/context.ts';

/** Notes above everything else: a run up the chord into what comes next, single bells where much goes on. */
export function sparklePart({ style, random }: PartContext): Part {
  return (bar, next) => {
    const loud = presence(bar.energy, 0.4, 0.8);
    const [chance, tone] = [random(), Math.floor(random() * bar.voicing.length)];
    const runs = bar.beats === 4 && (next?.lifted === true || (bar.place === 3 && chance < 0.5 && loud > 0));
    if (!runs && (loud < 0.3 || chance > 0.45 || bar.closing)) return [];
    const single = { at: chance < 0.2 ? 0 : 5, pitch: (bar.voicing[tone] as number) + 24 };
    const played = runs
      ? bar.voicing.map((pitch, i) => ({ at: 8 - bar.voicing.length + i, pitch: pitch + 24 }))
      : [single];
    return played.map(({ at, pitch }, i) => ({
      instrument: style.sparkle,
      start: Math.max(0, timeOf(bar, at, style.swing) + human(random, 0.008)),
      length: bar.beat * 3,
      pitch: heard(pitch),
      level: (0.45 + 0.4 * loud + 0.04 * i) * style.levels.sparkle,
      pan: i % 2 === 0 ? 0.5 : -0.5,
    }));
  };
}
