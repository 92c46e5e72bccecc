import { createLoudnessMeter } from '#shared/audio/loudness.ts';
import type { AccentKind } from '#shared/domain/audio-mix.ts';
import { type Accent, makeAccent } from '#shared/render/audio/accents.ts';
import { applyCurve, DUCK_STEP, duckingCurve, voiceLevels } from '#shared/render/audio/duck.ts';
import {
  BLOCK,
  createVoicePlayer,
  type LevelledVoice,
  levelVoice,
  type PlacedVoice,
} from '#shared/render/audio/level-voice.ts';
import type { WavReader } from '#shared/render/audio/wav-reader.ts';

/**
 * Loudness of the music where nobody speaks, in LUFS, beside voices at −15. With the ducking it lies more than 20 dB below speech,
 * as WCAG 2.2 has it for speech over a background (1.4.7).
 */
const MUSIC_LUFS = -24;
/** Loudness of footage where nobody speaks: it is what is shown. */
const CLIP_LUFS = -21;
/** What is nearly silent is not raised to a hiss: no more than this, in dB. */
const MOST_GAIN = 12;
/** Footage comes in and goes out over 120 ms. */
const CLIP_FADE = 5760;

/** A part of a sound in the film; `start` and `length` in samples, `from` the sample of the sound at which it begins. */
export interface PlacedClip {
  start: number;
  from: number;
  length: number;
  gainDb: number;
  sound: WavReader;
}

/** An accent and the sample of the film at which it begins. */
export interface PlacedAccent {
  kind: AccentKind;
  start: number;
  gainDb: number;
}

/** Everything that is heard in a film. */
export interface FilmSources {
  /** Length of the film in samples at 48 kHz. */
  frames: number;
  voices: readonly PlacedVoice[];
  music?: WavReader;
  clips: readonly PlacedClip[];
  accents: readonly PlacedAccent[];
  /** Samples at which chapters begin. */
  chapters: readonly number[];
}

/** Stereo blocks of a film's sound of {@link BLOCK} samples, the last one shorter. */
export type FilmSound = AsyncGenerator<[Float32Array, Float32Array]>;

/** All sounds, levelled and ducked, summed. Reads what it needs to know the levels of before the first block. */
export async function* layFilmSound(film: FilmSources): FilmSound {
  const { frames, music, clips } = film;
  const voices: LevelledVoice[] = [];
  for (const voice of film.voices) voices.push(await levelVoice(voice));
  const ducked = music !== undefined || clips.length > 0;
  const curve = ducked ? await duckUnder(film, voices) : new Float32Array(1);
  const musicGain = music ? gainTo(MUSIC_LUFS, await measure(music, 0, Math.min(frames, music.frames))) : 0;
  const placed: (PlacedClip & { gain: number })[] = [];
  for (const clip of clips) {
    const gain = gainTo(CLIP_LUFS, await measure(clip.sound, clip.from, clip.length));
    placed.push({ ...clip, gain: gain * 10 ** (clip.gainDb / 20) });
  }
  const accents = film.accents.map(({ kind, start, gainDb }) => ({
    start,
    gain: 10 ** (gainDb / 20),
    make: () => makeAccent(kind, start),
  }));
  const playAccents = createAccentPlayer(accents);
  let position = 0;
  for await (const block of voiceBlocks(frames, voices)) {
    const length = block[0].length;
    if (ducked) {
      const bed = music ? await music.read(position, length) : silence(length);
      for (const samples of bed) scale(samples, musicGain);
      for (const clip of placed) await addClip(bed, position, clip);
      for (const [side, samples] of bed.entries()) {
        applyCurve(samples, position, curve);
        add(block[side] as Float32Array, samples, 0, 1);
      }
    }
    playAccents(block, position);
    position += length;
    yield block;
  }
}

async function* voiceBlocks(frames: number, voices: readonly LevelledVoice[]): FilmSound {
  const players = voices.map(createVoicePlayer);
  for (let start = 0; start < frames; start += BLOCK) {
    const count = Math.min(BLOCK, frames - start);
    const block = silence(count);
    for (const player of players) {
      if (player.start >= start + count || player.end <= start) continue;
      const part = await player.read(start, count);
      for (const [side, samples] of part.entries()) add(block[side] as Float32Array, samples, 0, 1);
    }
    yield block;
  }
}

async function duckUnder({ frames, chapters }: FilmSources, voices: readonly LevelledVoice[]) {
  const levels = new Float32Array(Math.ceil(frames / DUCK_STEP));
  let start = 0;
  for await (const [left, right] of voiceBlocks(frames, voices)) {
    const other = voiceLevels(right);
    // A voice that was recorded on one side of a stereo file is heard as well.
    const louder = voiceLevels(left).map((level, step) => Math.max(level, other[step] as number));
    levels.set(louder, start / DUCK_STEP);
    start += left.length;
  }
  return duckingCurve(
    levels,
    chapters.map((chapter) => Math.round(chapter / DUCK_STEP)),
  );
}

async function addClip(
  bed: readonly Float32Array[],
  position: number,
  { start, from, length, sound, gain }: PlacedClip & { gain: number },
): Promise<void> {
  const count = bed[0]?.length ?? 0;
  const [first, last] = [Math.max(start, position), Math.min(start + length, position + count)];
  if (first >= last) return;
  const part = await sound.read(from + first - start, last - first);
  for (const [side, samples] of part.entries()) {
    for (let i = 0; i < samples.length; i++) {
      const at = first - start + i;
      const fade = Math.min(1, at / CLIP_FADE, (length - 1 - at) / CLIP_FADE);
      samples[i] = (samples[i] as number) * gain * fade;
    }
    add(bed[side] as Float32Array, samples, first - position, 1);
  }
}

/** Adds accents to blocks that follow each other; only those that sound are in memory. */
function createAccentPlayer(accents: readonly { start: number; gain: number; make(): Accent }[]) {
  const waiting = [...accents].sort((a, b) => a.start - b.start);
  let sounding: { start: number; gain: number; accent: Accent }[] = [];
  return (block: readonly Float32Array[], position: number) => {
    const end = position + (block[0]?.length ?? 0);
    while (waiting[0] !== undefined && waiting[0].start < end) {
      const { start, gain, make } = waiting.shift() as (typeof accents)[number];
      sounding.push({ start, gain, accent: make() });
    }
    for (const { start, gain, accent } of sounding) {
      for (const [side, samples] of accent.entries()) {
        const skipped = Math.max(0, position - start);
        add(block[side] as Float32Array, samples.subarray(skipped), Math.max(0, start - position), gain);
      }
    }
    sounding = sounding.filter(({ start, accent }) => start + accent[0].length > end);
  };
}

async function measure(sound: WavReader, from: number, length: number): Promise<number> {
  const meter = createLoudnessMeter(2);
  for (let start = 0; start < length; start += BLOCK) {
    meter.add(await sound.read(from + start, Math.min(BLOCK, length - start)));
  }
  return meter.integrated();
}

function gainTo(wanted: number, loudness: number): number {
  return Number.isFinite(loudness) ? 10 ** (Math.min(MOST_GAIN, wanted - loudness) / 20) : 1;
}

function silence(length: number): [Float32Array, Float32Array] {
  return [new Float32Array(length), new Float32Array(length)];
}

function scale(samples: Float32Array, gain: number): void {
  for (let i = 0; i < samples.length; i++) samples[i] = (samples[i] as number) * gain;
}

function add(sum: Float32Array, part: Float32Array, at: number, gain: number): void {
  const count = Math.min(part.length, sum.length - at);
  for (let i = 0; i < count; i++) sum[at + i] = (sum[at + i] as number) + gain * (part[i] as number);
}
