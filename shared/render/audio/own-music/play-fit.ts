import { BLOCK } from '#shared/render/audio/level-voice.ts';
import type { MusicFit } from '#shared/render/audio/own-music/plan-fit.ts';
import type { WavReader } from '#shared/render/audio/wav-reader.ts';

const RATE = 48_000;
/** A seam is crossed over 60 ms and is done when the beat begins, which so keeps its attack. */
const CROSSING = 2880;

interface Placed {
  /** First and last sample in the film, crossings included, and the piece's sample that is heard at 0 of the film. */
  start: number;
  end: number;
  shift: number;
  fadesIn: boolean;
  fadesOut: boolean;
}

/** Plays a piece as it was fitted to a film of `frames` samples: stereo blocks; memory does not grow with the length. */
export async function* playFit(
  sound: WavReader,
  { stretches, fadeAt }: MusicFit,
  frames: number,
): AsyncGenerator<[Float32Array, Float32Array]> {
  const placed = place(stretches);
  for (let start = 0; start < frames; start += BLOCK) {
    const count = Math.min(BLOCK, frames - start);
    const block: [Float32Array, Float32Array] = [new Float32Array(count), new Float32Array(count)];
    for (const part of placed) {
      const [from, to] = [Math.max(start, part.start), Math.min(start + count, part.end)];
      if (from >= to) continue;
      const piece = await sound.read(from + part.shift, to - from);
      for (const [side, samples] of piece.entries()) {
        const sum = block[side] as Float32Array;
        for (let i = 0; i < samples.length; i++) {
          const gain = crossing(part, from + i);
          sum[from - start + i] = (sum[from - start + i] as number) + gain * (samples[i] as number);
        }
      }
    }
    if (fadeAt !== undefined) fade(block, start, Math.round(fadeAt * RATE), frames);
    yield block;
  }
}

function place(stretches: MusicFit['stretches']): Placed[] {
  let seconds = 0;
  return stretches.map(({ from, to }, i) => {
    const [fadesIn, fadesOut] = [i > 0 || from > 0, i < stretches.length - 1];
    const start = Math.round(seconds * RATE);
    seconds += to - from;
    const shift = Math.round(from * RATE) - start;
    return {
      start: i > 0 ? start - CROSSING : start,
      end: Math.round(seconds * RATE),
      shift,
      fadesIn,
      fadesOut,
    };
  });
}

/** Equal power, since the two sides of a seam are different sounds. */
function crossing({ start, end, fadesIn, fadesOut }: Placed, at: number): number {
  const into = fadesIn ? Math.min(1, (at - start) / CROSSING) : 1;
  const out = fadesOut ? Math.min(1, (end - at) / CROSSING) : 1;
  return Math.sin((Math.PI / 2) * into) * Math.sin((Math.PI / 2) * out);
}

/** Down as a hand on a fader goes: slowly at first, and gone 100 ms before the end. */
function fade(block: readonly Float32Array[], start: number, from: number, frames: number): void {
  const length = Math.max(1, frames - from - RATE / 10);
  for (const samples of block) {
    for (let i = Math.max(0, from - start); i < samples.length; i++) {
      const left = Math.max(0, 1 - (start + i - from) / length);
      samples[i] = (samples[i] as number) * left * left * (3 - 2 * left);
    }
  }
}
