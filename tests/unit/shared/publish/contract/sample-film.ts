import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { measureLoudness } from '#shared/audio/loudness.ts';
import { encodeWav, type Sound } from '#shared/audio/wav.ts';
import type { AssetRef } from '#shared/domain/asset.ts';
import { type Lettering, Timeline, type TimelineScene } from '#shared/domain/timeline.ts';
import { captionFormat } from '#shared/render/captions/caption-format.ts';
import { planCaptionPictures } from '#shared/render/captions/caption-pictures.ts';
import { planCues } from '#shared/render/captions/plan-cues.ts';
import { runFfmpeg } from '#shared/render/ffmpeg/run-ffmpeg.ts';
import { seeded } from '#shared/scenes/seeded.ts';
import { STYLE_SHEETS } from '#shared/scenes/styles/style-sheets.ts';
import { fontOf } from '#shared/scenes/text/fonts.ts';
import { recordLettering } from '#shared/scenes/text/record-lettering.ts';
import { AUDIO, never, testFfmpeg, VIDEO } from '#tests/unit/shared/render/ffmpeg/make-media.ts';

/** Frame of the sample film. */
export const SIZE = { width: 640, height: 360 };

/** Filters and options of a sample film; each test breaks one of them. */
export interface FilmParts {
  /** Sources of the three scenes, two seconds each. */
  scenes: readonly string[];
  /** Applied to the whole picture. */
  picture: string;
  /** Undefined for a film without a sound track. */
  sound: Sound | undefined;
  options: readonly string[];
  /** Colour of the words in the pictures and of the captions, of what they stand on, and what is drawn of the captions. */
  ink: string;
  captionInk: string;
  captions: boolean;
  /** Which of the scenes is the first one: a film of one scene is a segment of the whole. */
  first: number;
}

const RATE = 48_000;
const PAPER = '#101820';

/** The voice of scene `at`: 1.4 s of noise in bursts as long as syllables. */
export function sampleVoice(at: number): Sound {
  const next = seeded(`voice ${at}`);
  const samples = new Float32Array(RATE * 1.4);
  for (let from = 0; from < samples.length; ) {
    const length = Math.round((0.06 + 0.16 * next()) * RATE);
    const gain = next() < 0.25 ? 0.01 : 0.15 + 0.6 * next();
    for (let i = from; i < Math.min(samples.length, from + length); i += 1)
      samples[i] = 0.7 * (samples[i - 1] ?? 0) + 0.3 * (2 * next() - 1) * gain;
    from += length;
  }
  return { sampleRate: RATE, channels: [samples] };
}

/** How the sound of a sample film departs from that of a good one. */
export interface SoundFaults {
  /** Over the right loudness, in dB. */
  gain?: number;
  /** Later than in their places, in seconds. */
  delay?: number;
  /** Voices that are heard. */
  voices?: readonly number[];
  /** Level of the noise under the voices, 1 is full scale; the good film has one that is hardly heard. */
  bed?: number;
  seconds?: number;
  /** Stretch in seconds in which nothing is heard. */
  silent?: readonly [number, number];
  /** Samples beyond this are cut off, and the rest is amplified to full scale. */
  clip?: number;
}

/** The sound of the sample film. */
export function sampleSound({ gain = 0, delay = 0, voices = [0, 1, 2], ...rest }: SoundFaults = {}): Sound {
  const { bed = 0.006, seconds = 6, silent = [0, 0], clip } = rest;
  const next = seeded('bed');
  const samples = Float32Array.from({ length: RATE * seconds }, () => (2 * next() - 1) * bed);
  for (const at of voices) {
    const start = Math.round((at * 2 + 0.25 + delay) * RATE);
    sampleVoice(at).channels[0]?.forEach((sample, i) => {
      if (start + i >= 0 && start + i < samples.length)
        samples[start + i] = (samples[start + i] ?? 0) + sample;
    });
  }
  samples.fill(0, silent[0] * RATE, silent[1] * RATE);
  const measured = measureLoudness([samples, samples]);
  const factor = Number.isFinite(measured) ? 10 ** ((-14 + gain - measured) / 20) : 1;
  const scaled = samples.map((sample) => {
    const loud = sample * factor;
    return clip === undefined ? loud : Math.max(-1, Math.min(1, loud / clip));
  });
  return { sampleRate: RATE, channels: [scaled, scaled] };
}

const GOOD: FilmParts = {
  scenes: [0, 90, 180].map((hue) => `testsrc2=s=640x360:r=30:d=2,hue=h=${hue}`),
  picture: 'null',
  sound: sampleSound(),
  options: ['-movflags', '+faststart'],
  ink: '#f4f4f4',
  captionInk: '#ffffff',
  captions: true,
  first: 0,
};

/** Makes a film that keeps every promise but those that `change` breaks. The fonts must have been registered. */
export async function makeFilm(folder: string, file: string, change: Partial<FilmParts> = {}): Promise<void> {
  const { scenes, picture, sound, options, first, ...inks } = { ...GOOD, ...change };
  const overlays = scenes.map((_, at) => {
    const name = `${file}-${at}.png`;
    writeFileSync(path.join(folder, name), drawOverlay(first + at, inks));
    return { file: name, format: 'png_pipe' as const };
  });
  if (sound) writeFileSync(path.join(folder, `${file}.wav`), encodeWav(sound));
  const sources = scenes.map((source, at) => `${source},setsar=1[s${at}]`);
  const labels = scenes.map((_, at) => `[s${at}]`).join('');
  const laid = scenes.map(
    (_, at) => `[o${at}][${at}:v]overlay=enable='between(n,${at * 60},${at * 60 + 59})'[o${at + 1}]`,
  );
  const graph = [
    ...[...sources, `${labels}concat=n=${scenes.length}[o0]`, ...laid],
    `[o${scenes.length}]tpad=stop_mode=clone:stop_duration=1,${picture},fps=30[v]`,
  ].join(';');
  await runFfmpeg({
    program: await testFfmpeg(folder),
    folder,
    inputs: [...overlays, ...(sound ? [{ file: `${file}.wav`, format: 'wav' as const }] : [])],
    filterGraph: graph,
    outputs: [
      {
        file,
        options: [
          ...['-map', '[v]', ...(sound ? ['-map', `${scenes.length}:a`] : []), ...VIDEO],
          ...[...(sound ? AUDIO : []), '-frames:v', String(scenes.length * 60), ...options],
        ],
      },
    ],
    timeoutMs: 20_000,
    signal: never,
  });
}

/** What lies over scene `at`: a word on a dark panel, and its caption as it is drawn in the middle of it. */
function drawOverlay(
  at: number,
  { ink, captionInk, captions }: Pick<FilmParts, 'ink' | 'captionInk' | 'captions'>,
) {
  const canvas = createCanvas(SIZE.width, SIZE.height);
  drawWord(at, ink, canvas);
  if (!captions) return canvas.toBuffer('image/png');
  const context = canvas.getContext('2d');
  const timeline = sampleTimeline();
  const cue = planCues(timeline)[at];
  const { style } = captionFormat(timeline);
  const colours =
    captionInk === style.fill ? {} : { fill: captionInk, highlight: captionInk, outline: captionInk };
  const painted = planCaptionPictures({ style: { ...style, ...colours }, cues: cue ? [cue] : [] }, SIZE, 180);
  for (const { fromFrame, toFrame, paint } of painted) {
    const middle = at * 60 + 33;
    if (fromFrame <= middle && middle < toFrame) paint(context);
  }
  return canvas.toBuffer('image/png');
}

function drawWord(at: number, ink: string, canvas = createCanvas(SIZE.width, SIZE.height)): Lettering[] {
  const context = canvas.getContext('2d');
  const lettering: Lettering[] = [];
  context.fillStyle = PAPER;
  context.fillRect(40, 40, 300, 70);
  recordLettering(context, { layer: 1, x: 0, y: 0 }, lettering);
  context.font = fontOf(700, 30);
  context.fillStyle = ink;
  context.fillText(['One', 'Two', 'Three'][at] ?? '', 60, 88);
  return lettering;
}

/** A reference to an image that nobody looks at. */
export function image(name: string): AssetRef {
  return { hash: Buffer.from(name.padEnd(32, '.')).toString('hex'), mediaType: 'image/png', bytes: 1 };
}

/** The timeline of the sample film: three scenes of two seconds, each with a ground, an overlay and two spoken words. */
export function sampleTimeline(change: Partial<Timeline> = {}): Timeline {
  return Timeline.parse({
    version: 2,
    title: 'Sample',
    language: 'en',
    captionLook: STYLE_SHEETS.midnight.captions,
    ...SIZE,
    fps: 30,
    frames: 180,
    captions: 'burned',
    scenes: [0, 1, 2].map(sampleScene),
    quality: 'standard',
    ...change,
  });
}

/** Scene `at` of the sample film. */
export function sampleScene(at: number): TimelineScene {
  return {
    id: `scene-00${at + 1}`,
    startFrame: at * 60,
    frames: 60,
    transition: { kind: 'cut', frames: 0 },
    layers: [
      {
        image: image('ground'),
        x: 0,
        y: 0,
        ...SIZE,
        motion: { fromScale: 1, toScale: 1.06, x: 0.5, y: 0.5 },
      },
      { image: image(`words-${at}`), x: 40, y: 40, width: 300, height: 70 },
    ],
    narration: {
      audio: { ...image(`voice-${at}`), mediaType: 'audio/wav' },
      offsetMs: 250,
      durationMs: 1400,
      words: [
        { text: 'Deep', startMs: 0, endMs: 600 },
        { text: 'water.', startMs: 600, endMs: 1400 },
      ],
    },
    text: 'Deep water.',
    description: 'Two words.',
    lettering: drawWord(at, GOOD.ink),
  };
}
