import { createLoudnessMeter } from '#shared/audio/loudness.ts';
import { createVoiceChain } from '#shared/render/audio/voice-chain.ts';
import type { WavReader } from '#shared/render/audio/wav-reader.ts';

/** Samples of one block: one second, so that memory does not grow with the film. */
export const BLOCK = 48_000;

/** Loudness of every voice, measured in one channel, in LUFS: −15 when it is heard from both sides. */
const VOICE_LUFS = -18;
/** A recording is raised by no more than this, in dB, or its noise would be heard. */
const MOST_GAIN = 24;
/** Silence in place of a voice is left alone: below this it has no words. */
const SILENCE_LUFS = -60;

/** A voice and the sample of the film at which it begins. */
export interface PlacedVoice {
  start: number;
  sound: WavReader;
}

/** A voice whose levels are known: linear gains before and after the chain. */
export interface LevelledVoice extends PlacedVoice {
  before: number;
  after: number;
}

/**
 * Measures a voice so that it comes out of the chain as loud as all others, whoever speaks and however it was recorded. Reads it
 * twice: as it is, for what the chain works on, and through the chain.
 */
export async function levelVoice(voice: PlacedVoice): Promise<LevelledVoice> {
  const before = gainTo(await measure(voice.sound, undefined));
  const after = gainTo(await measure(voice.sound, before));
  return { ...voice, before, after };
}

/** Plays a levelled voice through its chain, from one block to the next; the parts must follow each other. */
export function createVoicePlayer({ start, sound, before, after }: LevelledVoice) {
  const chain = createVoiceChain(sound.channels);
  return {
    start,
    end: start + sound.frames,
    /** Stereo from the sample `from` of the film on. */
    async read(from: number, count: number): Promise<[Float32Array, Float32Array]> {
      const [left, right] = await sound.read(from - start, count);
      const channels = sound.channels === 1 ? [left] : [left, right];
      for (const samples of channels) scale(samples, before);
      chain(channels);
      for (const samples of channels) scale(samples, after);
      return sound.channels === 1 ? [left, left] : [left, right];
    },
  };
}

async function measure(sound: WavReader, gain: number | undefined): Promise<number> {
  const meter = createLoudnessMeter(sound.channels);
  const chain = gain === undefined ? undefined : createVoiceChain(sound.channels);
  for (let start = 0; start < sound.frames; start += BLOCK) {
    const block = await sound.read(start, Math.min(BLOCK, sound.frames - start));
    const channels = block.slice(0, sound.channels);
    if (gain !== undefined) for (const samples of channels) scale(samples, gain);
    chain?.(channels);
    meter.add(channels);
  }
  // Two channels of one voice are heard as 3 dB more than one.
  return meter.integrated() - (sound.channels === 2 ? 10 * Math.log10(2) : 0);
}

function gainTo(loudness: number): number {
  return loudness > SILENCE_LUFS ? 10 ** (Math.min(MOST_GAIN, VOICE_LUFS - loudness) / 20) : 1;
}

function scale(samples: Float32Array, gain: number): void {
  for (let i = 0; i < samples.length; i++) samples[i] = (samples[i] as number) * gain;
}
