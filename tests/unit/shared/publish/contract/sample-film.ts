import type { AssetRef } from '#shared/domain/asset.ts';
import { Timeline, type TimelineScene } from '#shared/domain/timeline.ts';
import { STYLE_SHEETS } from '#shared/scenes/styles/style-sheets.ts';
import { encode } from '#tests/unit/shared/render/ffmpeg/make-media.ts';

/** Frame of the sample film. */
export const SIZE = { width: 320, height: 180 };

/** Filters and options of a sample film; each test breaks one of them. */
export interface FilmParts {
  /** Sources of the three scenes, two seconds each. */
  scenes: readonly string[];
  /** Applied to the whole picture. */
  picture: string;
  /** Empty for a film without a sound track. */
  sound: string;
  options: readonly string[];
}

/** Noise in place of a voice, as long and loud as the words of the scenes; between them it is 30 dB quieter. */
const spoken = (delay: number) =>
  `anoisesrc=c=pink:seed=1:r=48000:d=6,alimiter=limit=0.6:level=false,volume='if(between(mod(t-${delay}+2,2),0.25,1.65),1,0.03)':eval=frame,aformat=channel_layouts=stereo`;
/** Gain at which the sound is as loud as a film's should be, in dB. */
const GAIN = 1.9;
const GOOD: FilmParts = {
  scenes: [0, 90, 180].map((hue) => `testsrc2=s=320x180:r=30:d=2,hue=h=${hue}`),
  picture: 'null',
  sound: soundAt(0),
  options: ['-movflags', '+faststart'],
};

/** Makes a film that keeps every promise but those that `change` breaks. */
export async function makeFilm(folder: string, file: string, change: Partial<FilmParts> = {}): Promise<void> {
  const { scenes, picture, sound, options } = { ...GOOD, ...change };
  const sources = scenes.map((source, at) => `${source},setsar=1[s${at}]`).join(';');
  const labels = scenes.map((_, at) => `[s${at}]`).join('');
  const joined = `${labels}concat=n=${scenes.length},${picture},fps=30[v]`;
  await encode(folder, file, [sources, joined, ...(sound ? [`${sound}[a]`] : [])].join(';'), options);
}

/** The sound of the good film at a gain over its own, in dB, and later by a delay, in seconds. */
export function soundAt(gain: number, delay = 0): string {
  return `${spoken(delay)},volume=${GAIN + gain}dB`;
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
      { image: image(`words-${at}`), x: 20, y: 20, width: 200, height: 60 },
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
  };
}
