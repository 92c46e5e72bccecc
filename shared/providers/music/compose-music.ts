import { createEqualiser } from '#shared/audio/biquad.ts';
import { MUSIC_RATE, type SoundingNote, strike } from '#shared/providers/music/instruments.ts';
import { createReverb } from '#shared/providers/music/reverb.ts';
import { type MusicRequest, writeScore } from '#shared/providers/music/score.ts';

/** Seconds over which the last of the room fades to nothing. */
const LAST_FADE = 1.2;

/**
 * Composes and plays a piece: stereo blocks of up to one second at 48 kHz, `round(seconds × 48,000)` samples in all, between −1
 * and 1. The same request gives the same samples; memory does not grow with the length.
 */
export function* composeMusic(request: MusicRequest): Generator<[Float32Array, Float32Array]> {
  const frames = Math.round(request.seconds * MUSIC_RATE);
  const notes = writeScore(request);
  const reverb = createReverb();
  const [equaliseLeft, equaliseRight] = [equaliser(), equaliser()];
  let sounding: SoundingNote[] = [];
  let next = 0;
  for (let start = 0; start < frames; start += MUSIC_RATE) {
    const length = Math.min(MUSIC_RATE, frames - start);
    const buses = {
      left: new Float32Array(length),
      right: new Float32Array(length),
      room: new Float32Array(length),
    };
    sounding = sounding.filter((note) => note.render(buses, 0));
    for (; next < notes.length; next++) {
      const note = notes[next] as (typeof notes)[number];
      const from = Math.round(note.start * MUSIC_RATE) - start;
      if (from >= length) break;
      const struck = strike(note);
      if (struck.render(buses, from)) sounding.push(struck);
    }
    reverb(buses.room, buses.left, buses.right);
    equaliseLeft(buses.left);
    equaliseRight(buses.right);
    fadeOut([buses.left, buses.right], start, frames);
    yield [buses.left, buses.right];
  }
}

function fadeOut(channels: readonly Float32Array[], start: number, frames: number): void {
  const fade = Math.min(LAST_FADE * MUSIC_RATE, frames / 4);
  for (const samples of channels) {
    for (let i = Math.max(0, Math.floor(frames - fade) - start); i < samples.length; i++) {
      const left = Math.max(0, Math.min(1, (frames - 1 - start - i) / fade));
      samples[i] = (samples[i] as number) * left * left * (3 - 2 * left);
    }
  }
}

/** Takes away what no small speaker plays and what a synthesiser has too much of; lifts the whole by 5 dB. */
function equaliser() {
  const filter = createEqualiser(
    [
      { kind: 'high-pass', frequency: 35, q: Math.SQRT1_2 },
      { kind: 'low-pass', frequency: 9000, q: Math.SQRT1_2 },
    ],
    MUSIC_RATE,
  );
  return (samples: Float32Array) => {
    filter(samples);
    for (let i = 0; i < samples.length; i++) samples[i] = (samples[i] as number) * 1.78;
  };
}
