/** A sine of `seconds` at 48 kHz. */
export function sine(frequency: number, seconds: number, level = 1, rate = 48_000): Float32Array {
  return Float32Array.from(
    { length: Math.round(seconds * rate) },
    (_, i) => level * Math.sin((2 * Math.PI * frequency * i) / rate),
  );
}

/** Root mean square of the samples, in dB of full scale. */
export function rmsDb(samples: Float32Array): number {
  return 10 * Math.log10(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length + 1e-20);
}
