/** Adds up the power spectrum of real signals of one length. */
export type PowerSpectrum = (samples: Float64Array, power: Float64Array) => void;

/**
 * Makes a power spectrum of `size` samples, a power of two: `power[k]` becomes |X(k)|² for k up to `size / 2`. Iterative
 * radix-2 transform (Cooley and Tukey 1965) on the samples as the real part.
 */
export function createPowerSpectrum(size: number): PowerSpectrum {
  const bits = Math.log2(size);
  const order = Uint32Array.from({ length: size }, (_, i) => {
    let reversed = 0;
    for (let bit = 0; bit < bits; bit++) reversed |= ((i >> bit) & 1) << (bits - 1 - bit);
    return reversed;
  });
  const cosine = Float64Array.from({ length: size / 2 }, (_, i) => Math.cos((2 * Math.PI * i) / size));
  const sine = Float64Array.from({ length: size / 2 }, (_, i) => -Math.sin((2 * Math.PI * i) / size));
  const real = new Float64Array(size);
  const imaginary = new Float64Array(size);
  return (samples, power) => {
    for (let i = 0; i < size; i++) real[i] = samples[order[i] as number] as number;
    imaginary.fill(0);
    for (let half = 1; half < size; half *= 2) {
      const stride = size / (2 * half);
      for (let start = 0; start < size; start += 2 * half) {
        for (let k = 0; k < half; k++) {
          const even = start + k;
          const odd = even + half;
          const [c, s] = [cosine[k * stride] as number, sine[k * stride] as number];
          const [a, b] = [real[odd] as number, imaginary[odd] as number];
          const [r, i] = [a * c - b * s, a * s + b * c];
          real[odd] = (real[even] as number) - r;
          imaginary[odd] = (imaginary[even] as number) - i;
          real[even] = (real[even] as number) + r;
          imaginary[even] = (imaginary[even] as number) + i;
        }
      }
    }
    for (let k = 0; k <= size / 2; k++) power[k] = (real[k] as number) ** 2 + (imaginary[k] as number) ** 2;
  };
}
