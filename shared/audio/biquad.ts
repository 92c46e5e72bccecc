/** Coefficients of a second-order section, a0 divided out. */
export interface Biquad {
  b0: number;
  b1: number;
  b2: number;
  a1: number;
  a2: number;
}

/**
 * One band of an equaliser: `frequency` in Hz, `gain` in dB. Formulas: Audio EQ Cookbook by R. Bristow-Johnson (W3C Note,
 * 2021).
 */
export type Band =
  | { kind: 'high-pass'; frequency: number; q: number }
  | { kind: 'low-pass'; frequency: number; q: number }
  | { kind: 'peak' | 'high-shelf'; frequency: number; q: number; gain: number };

/** The filter of one equaliser band at a sample rate in Hz. */
export function designBand(band: Band, sampleRate: number): Biquad {
  const w = (2 * Math.PI * band.frequency) / sampleRate;
  const cos = Math.cos(w);
  const alpha = Math.sin(w) / (2 * band.q);
  const section = (b0: number, b1: number, b2: number, a0: number, a1: number, a2: number): Biquad => ({
    b0: b0 / a0,
    b1: b1 / a0,
    b2: b2 / a0,
    a1: a1 / a0,
    a2: a2 / a0,
  });
  if (band.kind === 'high-pass') {
    return section((1 + cos) / 2, -1 - cos, (1 + cos) / 2, 1 + alpha, -2 * cos, 1 - alpha);
  }
  if (band.kind === 'low-pass') {
    return section((1 - cos) / 2, 1 - cos, (1 - cos) / 2, 1 + alpha, -2 * cos, 1 - alpha);
  }
  const amplitude = 10 ** (band.gain / 40);
  if (band.kind === 'peak') {
    const up = alpha * amplitude;
    const down = alpha / amplitude;
    return section(1 + up, -2 * cos, 1 - up, 1 + down, -2 * cos, 1 - down);
  }
  const root = 2 * Math.sqrt(amplitude) * alpha;
  const plus = amplitude + 1;
  const minus = amplitude - 1;
  return section(
    amplitude * (plus + minus * cos + root),
    -2 * amplitude * (minus + plus * cos),
    amplitude * (plus + minus * cos - root),
    plus - minus * cos + root,
    2 * (minus - plus * cos),
    plus - minus * cos - root,
  );
}

/** A filter that keeps its state from block to block; changes the samples in place. */
export type BlockFilter = (samples: Float32Array) => void;

/** Second-order sections in series, in double precision (transposed direct form II). */
export function createFilter(sections: readonly Biquad[]): BlockFilter {
  const states = sections.map((section) => ({ ...section, z1: 0, z2: 0 }));
  return (samples) => {
    for (const state of states) {
      const { b0, b1, b2, a1, a2 } = state;
      let { z1, z2 } = state;
      for (let i = 0; i < samples.length; i++) {
        const x = samples[i] as number;
        const y = b0 * x + z1;
        z1 = b1 * x - a1 * y + z2;
        z2 = b2 * x - a2 * y;
        samples[i] = y;
      }
      // Denormal numbers cost 100 times as much as others on many processors.
      state.z1 = Math.abs(z1) < 1e-25 ? 0 : z1;
      state.z2 = Math.abs(z2) < 1e-25 ? 0 : z2;
    }
  };
}

/** An equaliser of several bands in series. */
export function createEqualiser(bands: readonly Band[], sampleRate: number): BlockFilter {
  return createFilter(bands.map((band) => designBand(band, sampleRate)));
}
