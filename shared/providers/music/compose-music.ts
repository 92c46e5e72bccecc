import { createEcho } from '#shared/providers/music/desk/echo.ts';
import { createPadBus } from '#shared/providers/music/desk/pad-bus.ts';
import { createRoom } from '#shared/providers/music/desk/room.ts';
import { createSumBus } from '#shared/providers/music/desk/sum-bus.ts';
import type { MoodStyle } from '#shared/providers/music/mood-style.ts';
import { MOOD_STYLES } from '#shared/providers/music/moods.ts';
import type { MusicRequest } from '#shared/providers/music/request.ts';
import { type Score, writeScore } from '#shared/providers/music/score.ts';
import { isPad, MUSIC_RATE } from '#shared/providers/music/sounds/instruments.ts';
import type { Note } from '#shared/providers/music/sounds/note.ts';
import { createPads } from '#shared/providers/music/sounds/pads.ts';
import { type Buses, createSampler, type SoundingNote } from '#shared/providers/music/sounds/sampler.ts';

/** Seconds over which the last of the room fades to nothing; the last chord has died away before. */
const LAST_FADE = 0.8;
const ROOM = { seconds: 1.9, level: 0.24 };

/**
 * Composes and plays a piece: stereo blocks of up to one second at 48 kHz, `round(seconds × 48,000)` samples in all, between −1
 * and 1. The same request gives the same samples; memory does not grow with the length.
 */
export function* composeMusic(request: MusicRequest): Generator<[Float32Array, Float32Array]> {
  const style = MOOD_STYLES[request.mood];
  const frames = Math.round(request.seconds * MUSIC_RATE);
  const score = writeScore(request);
  const playStruck = createPlayer(
    score.notes.filter(({ instrument }) => !isPad(instrument)),
    createSampler(),
  );
  const playPads = createPlayer(
    score.notes.filter(({ instrument }) => isPad(instrument)),
    createPads(),
  );
  const finishPads = createPadBus(createCutoff(score, style));
  const room = createRoom(ROOM.seconds * (0.6 + 0.4 * style.room), ROOM.level * style.room);
  const echo = createEcho(1.5 * (score.bars[0]?.beat ?? 0.5));
  const finishSum = createSumBus();
  for (let start = 0; start < frames; start += MUSIC_RATE) {
    const length = Math.min(MUSIC_RATE, frames - start);
    const pads = buses(length);
    const struck = buses(length);
    playPads(pads, start);
    playStruck(struck, start);
    finishPads(pads.left, pads.right, start);
    const { left, right } = struck;
    add(left, pads.left);
    add(right, pads.right);
    add(struck.room, pads.room);
    echo(struck.echo, left, right, struck.room);
    room(struck.room, left, right);
    finishSum(left, right);
    fadeOut([left, right], start, frames);
    yield [left, right];
  }
}

function buses(length: number): Buses {
  const silence = () => new Float32Array(length);
  return { left: silence(), right: silence(), room: silence(), echo: silence() };
}

/** Plays notes, which are in the order of time, into one block after the other. */
function createPlayer(notes: readonly Note[], strike: (note: Note) => SoundingNote) {
  let sounding: SoundingNote[] = [];
  let next = 0;
  return (into: Buses, start: number) => {
    sounding = sounding.filter((note) => note.render(into, 0));
    for (; next < notes.length; next++) {
      const note = notes[next] as Note;
      const from = Math.max(0, Math.round(note.start * MUSIC_RATE) - start);
      if (from >= into.left.length) break;
      const struck = strike(note);
      if (struck.render(into, from)) sounding.push(struck);
    }
  };
}

/** The filter of the pads over time: it follows the energy of the bars, and closes over the last chord. */
function createCutoff({ bars, home }: Score, { filter: [darkest, brightest] }: MoodStyle) {
  const points = bars.map(({ start, energy }) => ({ start, energy }));
  points.push({ start: home, energy: 0.35 });
  let at = 0;
  return (seconds: number) => {
    // Two channels ask in turn: the time may go back by a block.
    while (at > 0 && (points[at] as { start: number }).start > seconds) at--;
    while (at + 1 < points.length && (points[at + 1] as { start: number }).start <= seconds) at++;
    const from = points[at] as { start: number; energy: number };
    const to = points[at + 1] ?? from;
    const share = to.start > from.start ? Math.max(0, (seconds - from.start) / (to.start - from.start)) : 0;
    const energy = from.energy + share * (to.energy - from.energy);
    return darkest * (brightest / darkest) ** energy;
  };
}

function add(sum: Float32Array, part: Float32Array): void {
  for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + (part[i] as number);
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
