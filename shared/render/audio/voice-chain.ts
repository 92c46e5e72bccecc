import { type Biquad, createEqualiser, createFilter, designBand } from '#shared/audio/biquad.ts';
import { createCompressor, createGainRider } from '#shared/audio/compressor.ts';

const RATE = 48_000;

/** Takes away rumble and the boom of small rooms, lifts consonants a little; voices come with an equaliser of their own. */
const EQUALISER = [
  { kind: 'high-pass', frequency: 75, q: 0.54 },
  { kind: 'high-pass', frequency: 75, q: 1.31 },
  { kind: 'peak', frequency: 260, q: 0.9, gain: -1.5 },
  { kind: 'peak', frequency: 3400, q: 0.8, gain: 1.2 },
] as const;

/** Sibilants lie above this. */
const SIBILANT_HZ = 5200;
/** For voices at −18 LUFS, whose sibilants should stay about 10 dB below their vowels. */
const SIBILANCE = { thresholdDb: -33, ratio: 4, kneeDb: 6, attackMs: 1, releaseMs: 50, mostDb: 10 };
/** Quiet syllables come nearer to loud ones; slow enough to leave the attack of a word as it is. */
const COMPRESSION = { thresholdDb: -23, ratio: 2.5, kneeDb: 8, attackMs: 8, releaseMs: 140, mostDb: 10 };

/**
 * Finishes a voice that comes at about −18 LUFS in each channel, block by block, in place: equaliser, de-esser, compressor. All
 * channels get the same gain.
 */
export function createVoiceChain(channelCount: number): (channels: readonly Float32Array[]) => void {
  const equalisers = Array.from({ length: channelCount }, () => createEqualiser(EQUALISER, RATE));
  const calm = createDeEsser(channelCount);
  const compress = createCompressor(COMPRESSION);
  return (channels) => {
    for (const [i, samples] of channels.entries()) equalisers[i]?.(samples);
    calm(channels);
    compress(channels);
  };
}

/** Turns down what lies above {@link SIBILANT_HZ} while there is too much of it, and leaves the rest as it is. */
export function createDeEsser(channelCount: number): (channels: readonly Float32Array[]) => void {
  const high: Biquad = designBand({ kind: 'high-pass', frequency: SIBILANT_HZ, q: 0.6 }, RATE);
  const filters = Array.from({ length: channelCount }, () => createFilter([high]));
  const ride = createGainRider(SIBILANCE);
  return (channels) => {
    const hisses = channels.map((samples, i) => {
      const hiss = samples.slice();
      filters[i]?.(hiss);
      return hiss;
    });
    const length = channels[0]?.length ?? 0;
    for (let i = 0; i < length; i++) {
      let power = 0;
      for (const hiss of hisses) power = Math.max(power, (hiss[i] as number) ** 2);
      const less = 1 - ride(power);
      if (less === 0) continue;
      for (const [c, samples] of channels.entries()) {
        samples[i] = (samples[i] as number) - less * ((hisses[c] as Float32Array)[i] as number);
      }
    }
  };
}
