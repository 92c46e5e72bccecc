import { MUSIC_RATE } from '#shared/providers/music/sounds/instruments.ts';
import { seeded } from '#shared/scenes/seeded.ts';

/** How a string is made and plucked. */
interface Pluck {
  frequency: number;
  /** Seconds in which its lowest tone falls to 1/e. */
  decay: number;
  /** 0 (a thumb) to 1 (a nail). */
  brightness: number;
  /** Where it is plucked, as a share of its length. */
  place: number;
}

/** A plucked string: noise that runs round a delay line and loses its high tones (K. Karplus and A. Strong, 1983). */
export function addPluck(samples: Float32Array, { frequency, decay, brightness, place }: Pluck): void {
  const period = MUSIC_RATE / frequency;
  const loss = 0.5 - 0.38 * brightness;
  const length = Math.floor(period - loss - 0.1);
  const fraction = period - loss - length;
  const tuning = (1 - fraction) / (1 + fraction);
  const line = excite(length, brightness, place, frequency);
  const keep = Math.exp(-1 / (frequency * decay));
  let [at, last, passIn, passOut] = [0, 0, 0, 0];
  for (let i = 0; i < samples.length; i++) {
    const out = line[at] as number;
    const soft = (1 - loss) * out + loss * last;
    last = out;
    // An all-pass makes up for the part of a sample that the line cannot be long.
    passOut = tuning * (soft - passOut) + passIn;
    passIn = soft;
    line[at] = keep * passOut;
    if (++at === length) at = 0;
    samples[i] = (samples[i] as number) + out;
  }
}

function excite(length: number, brightness: number, place: number, frequency: number): Float32Array {
  const random = seeded(`string ${Math.round(frequency)}`);
  const noise = new Float32Array(length);
  let low = 0;
  for (let i = 0; i < length; i++) {
    low += (0.15 + 0.75 * brightness) * (2 * random() - 1 - low);
    noise[i] = low;
  }
  const mean = noise.reduce((sum, value) => sum + value, 0) / length;
  const shift = Math.max(1, Math.round(place * length));
  // A string does not sound the overtones that have a knot where it is plucked.
  return noise.map((value, i) => value - mean - ((noise[(i + length - shift) % length] as number) - mean));
}
