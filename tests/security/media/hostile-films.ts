import { seeded } from '#shared/scenes/seeded.ts';
import {
  type Expected,
  mute,
  type OddFile,
  picture,
  tone,
  words,
  X264,
} from '#tests/security/media/odd-file.ts';
import { claimCount, flipBits, manyTracks, onePixelBomb } from '#tests/security/media/spoil-media.ts';

const changed = (from: string, change: (bytes: Buffer) => Buffer) => ({ from, change });
const keep = (part: number) => (bytes: Buffer) => bytes.subarray(0, Math.floor(bytes.length * part));
const refused = (words: RegExp): Expected => ({ refused: words });
const DAMAGED = /damaged|cut off|not what it claims|cannot be read|empty|contradicts/;

/** Hostile, damaged or not what is asked for. */
export const HOSTILE_FILMS: readonly OddFile[] = [
  { name: 'sound.m4a', expected: refused(/no moving pictures/), make: tone() },
  {
    name: 'cover-only.m4a',
    expected: refused(/no moving pictures/),
    make: [
      ...words('-i sound.m4a'),
      ...picture('32x32', 0.04),
      ...words('-map 0 -map 1 -c copy -c:v mjpeg -disposition:v:0 attached_pic'),
    ],
  },
  { name: 'avi.mp4', expected: refused(/something else/), make: [...mute(), '-f', 'avi'] },
  { name: 'transport.mp4', expected: refused(/something else/), make: [...mute(), '-f', 'mpegts'] },
  {
    name: 'thousand-fps.mp4',
    expected: refused(/frames a second/),
    make: [...picture('64x36', 0.1, 1000), ...X264],
  },
  {
    name: 'twelve-tracks.mp4',
    expected: refused(/more than 10 tracks/),
    make: [...words('-i mute.mp4'), ...Array(12).fill(['-map', '0']).flat(), '-c', 'copy'],
  },
  {
    name: 'beyond-8k.mp4',
    expected: refused(/larger than 8K/),
    make: [...picture('8200x16', 0.04), ...X264],
  },
  {
    name: 'bomb.mov',
    expected: refused(/larger than 8K|damaged|cannot be read/),
    make: changed('mute.mp4', onePixelBomb),
  },
  { name: 'empty.mp4', expected: refused(/an empty file/), make: changed('film.mp4', keep(0)) },
  {
    name: 'zeros.mp4',
    expected: refused(/something else/),
    make: changed('film.mp4', (bytes) => bytes.fill(0)),
  },
  {
    name: 'noise.mp4',
    expected: refused(/something else/),
    make: changed('film.mp4', (bytes) => noise(bytes.length)),
  },
  {
    name: 'shifted.mp4',
    expected: refused(/something else/),
    make: changed('film.mp4', (bytes) => bytes.subarray(1)),
  },
  {
    name: 'archive.mp4',
    expected: refused(/something else/),
    make: changed('film.mp4', (bytes) => Buffer.concat([Buffer.from('PK\x03\x04'), bytes])),
  },
  {
    name: 'head-only.mp4',
    expected: refused(DAMAGED),
    make: changed('film.mp4', (bytes) => bytes.subarray(0, 32)),
  },
  {
    name: 'noise-behind-head.mp4',
    expected: refused(DAMAGED),
    make: changed('film.mp4', (bytes) => Buffer.concat([bytes.subarray(0, 32), noise(9000)])),
  },
  { name: 'index-cut-off.mp4', expected: refused(DAMAGED), make: changed('film.mp4', keep(0.9)) },
  { name: 'pictures-cut-off.mp4', expected: refused(DAMAGED), make: changed('index-first.mp4', keep(0.6)) },
  { name: 'cut-off.mkv', expected: refused(DAMAGED), make: changed('gap.mkv', keep(0.5)) },
  {
    name: 'negative.mkv',
    expected: 'refused or made',
    make: mute(...words('-vf setpts=PTS-3/TB -avoid_negative_ts disabled')),
  },
  { name: 'cut-off.webm', expected: 'refused or made', make: changed('vp9.webm', keep(0.7)) },
  { name: 'fragment-cut-off.mp4', expected: 'refused or made', make: changed('fragments.mp4', keep(0.7)) },
  {
    name: 'hole.mp4',
    expected: refused(DAMAGED),
    make: changed('index-first.mp4', (bytes) =>
      bytes.fill(0, Math.floor(bytes.length * 0.5), Math.floor(bytes.length * 0.8)),
    ),
  },
  {
    name: 'flipped-index.mp4',
    expected: 'refused or made',
    make: changed('index-first.mp4', (bytes) => flipBits(bytes, 1, 0, 1500, 40)),
  },
  {
    name: 'flipped-pictures.mp4',
    expected: 'refused or made',
    make: changed('index-first.mp4', (bytes) => flipBits(bytes, 2, 3000, bytes.length, 40)),
  },
  {
    name: 'a-day.mp4',
    expected: refused(/longer than four hours/),
    make: mute(...words('-vf setpts=N*3000/TB -fps_mode vfr -bf 0 -video_track_timescale 10')),
  },
  {
    name: 'ten-thousand-tracks.mp4',
    expected: refused(/tracks|damaged|cannot be read/),
    make: changed('mute.mp4', (bytes) => manyTracks(bytes, 10_000)),
  },
  {
    name: 'billions-of-frames.mp4',
    expected: refused(DAMAGED),
    make: changed('mute.mp4', (bytes) => claimCount(bytes, 'stsz', 8, 0xffff_fff0)),
  },
  {
    name: 'billions-of-times.mp4',
    expected: 'refused or made',
    make: changed('mute.mp4', (bytes) => claimCount(bytes, 'stts', 8, 0xffff_fff0)),
  },
  {
    name: 'no-rate.mp4',
    expected: 'refused or made',
    make: changed('mute.mp4', (bytes) => claimCount(bytes, 'stts', 12, 0)),
  },
];

function noise(length: number): Buffer {
  const next = seeded('noise');
  return Buffer.from(Array.from({ length }, () => Math.floor(next() * 256)));
}
