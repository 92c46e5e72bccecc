/** How a compressor turns down what is loud. */
export interface Compression {
  /** Level from which it works, in dB of full scale (mean square). */
  thresholdDb: number;
  /** How many dB more come in for one dB more that goes out; `Infinity` lets nothing pass the threshold. */
  ratio: number;
  /** Width of the bend about the threshold, in dB. */
  kneeDb: number;
  attackMs: number;
  releaseMs: number;
  /** No more than this is taken away, in dB. */
  mostDb?: number;
}

const RATE = 48_000;
/** The gain is worked out once in so many samples (a third of a millisecond) and drawn straight between. */
const CONTROL = 16;
/** Below this power nothing is measured: −120 dB. */
const FLOOR = 1e-12;

/**
 * Follows a level sample by sample and gives the gain for it, 0 to 1: feed-forward, with a soft knee (D. Giannoulis and others,
 * “Digital Dynamic Range Compressor Design”, JAES 2012). `power` is the square of the sample, or the greatest of all channels.
 */
export function createGainRider(settings: Compression): (power: number) => number {
  const { thresholdDb, ratio, kneeDb, attackMs, releaseMs, mostDb = 60 } = settings;
  const share = 1 - 1 / ratio;
  const attack = 1 - Math.exp(-CONTROL / (RATE * (attackMs / 1000)));
  const release = 1 - Math.exp(-CONTROL / (RATE * (releaseMs / 1000)));
  // Half a period of 100 Hz: short enough to follow, long enough not to bend a low voice's wave.
  const mean = 1 - Math.exp(-CONTROL / (RATE * 0.005));
  let [sum, count, level, reduction, gain, slope] = [0, 0, FLOOR, 0, 1, 0];
  return (power) => {
    sum += power;
    if (++count === CONTROL) {
      level += mean * (sum / CONTROL - level);
      const over = 10 * Math.log10(Math.max(FLOOR, level)) - thresholdDb;
      const bent =
        over <= -kneeDb / 2 ? 0 : over >= kneeDb / 2 ? over : (over + kneeDb / 2) ** 2 / (2 * kneeDb);
      const wanted = Math.min(mostDb, bent * share);
      reduction += (wanted > reduction ? attack : release) * (wanted - reduction);
      slope = (10 ** (-reduction / 20) - gain) / CONTROL;
      sum = 0;
      count = 0;
    }
    gain += slope;
    return gain;
  };
}

/** A compressor for one sound of any number of channels, which all get the same gain; changes the samples in place. */
export function createCompressor(settings: Compression): (channels: readonly Float32Array[]) => void {
  const ride = createGainRider(settings);
  return (channels) => {
    const length = channels[0]?.length ?? 0;
    for (let i = 0; i < length; i++) {
      let power = 0;
      for (const samples of channels) power = Math.max(power, (samples[i] as number) ** 2);
      const gain = ride(power);
      for (const samples of channels) samples[i] = (samples[i] as number) * gain;
    }
  };
}
