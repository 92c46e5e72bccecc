import { MUSIC_RATE } from '#shared/providers/music/sounds/instruments.ts';

/** One vibration of a struck body. */
export interface Mode {
  /** Frequency in Hz. */
  frequency: number;
  level: number;
  /** Seconds in which it falls to 1/e. */
  decay: number;
  /** Seconds to its full level; 0 is at once. */
  attack?: number;
}

/** Nothing above this is made: it would fold back, and no bed needs it. */
const HIGHEST = 11_000;

/** Adds modes to samples from their start: each a resonance of two multiplications a sample. */
export function addModes(samples: Float32Array, modes: readonly Mode[]): void {
  for (const [index, { frequency, level, decay, attack = 0 }] of modes.entries()) {
    if (frequency > HIGHEST || level === 0) continue;
    const w = (2 * Math.PI * frequency) / MUSIC_RATE;
    const shrink = Math.exp(-1 / (decay * MUSIC_RATE));
    const turn = 2 * shrink * Math.cos(w);
    const damp = shrink * shrink;
    // Different starting phases: modes that begin together do not add up to a click.
    const phase = index * 0.7;
    let before = (level * Math.sin(phase - w)) / shrink;
    let now = level * Math.sin(phase);
    const rise = attack * MUSIC_RATE;
    // Seven time constants: 60 dB down, nobody hears more of it.
    const last = Math.min(samples.length, Math.ceil((7 * decay + attack) * MUSIC_RATE));
    for (let i = 0; i < last; i++) {
      const gain = i < rise ? 0.5 - 0.5 * Math.cos((Math.PI * i) / rise) : 1;
      samples[i] = (samples[i] as number) + gain * now;
      const next = turn * now - damp * before;
      before = now;
      now = next;
    }
  }
}

/** Scales samples to a peak of 1, with a start of `attack` and an end of 50 ms that do not click. */
export function finish(samples: Float32Array, attack: number): Float32Array {
  const rise = Math.max(1, Math.round(attack * MUSIC_RATE));
  const fall = Math.min(2400, samples.length);
  let peak = 1e-9;
  for (let i = 0; i < samples.length; i++) {
    const end = Math.min(1, (samples.length - 1 - i) / fall);
    const start = i < rise ? 0.5 - 0.5 * Math.cos((Math.PI * i) / rise) : 1;
    const value = (samples[i] as number) * start * end;
    samples[i] = value;
    peak = Math.max(peak, Math.abs(value));
  }
  for (let i = 0; i < samples.length; i++) samples[i] = (samples[i] as number) / peak;
  return samples;
}
