import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type DeliveryCheck, PROMISES, type Promised } from '#shared/domain/delivery-report.ts';
import type { Document } from '#shared/domain/document.ts';
import type { Cue } from '#shared/domain/render-plan.ts';
import type { Storyboard } from '#shared/domain/storyboard.ts';
import type { Timeline } from '#shared/domain/timeline.ts';
import { checkCaptions } from '#shared/publish/contract/check-captions.ts';
import { checkContents } from '#shared/publish/contract/check-contents.ts';
import { type Asked, checkFilm } from '#shared/publish/contract/check-film.ts';
import { judge } from '#shared/publish/contract/judge.ts';
import { levelsOf } from '#shared/publish/contract/sound-levels.ts';
import { sampleBoard, sampleDocument } from '#tests/unit/shared/publish/contract/sample-board.ts';
import {
  type FilmParts,
  image,
  makeFilm,
  SIZE,
  sampleScene,
  sampleSound,
  sampleTimeline,
  sampleVoice,
} from '#tests/unit/shared/publish/contract/sample-film.ts';
import { never, testFfmpeg, testFolder } from '#tests/unit/shared/render/ffmpeg/make-media.ts';
import { withFonts } from '#tests/unit/shared/scenes/scene-kit.ts';

const folder = testFolder();
await withFonts();
await makeFilm(folder, 'good.mp4');

/** What is wrong with a film: with the file itself, with what it was made by, or with what was asked. */
interface Planted {
  film?: Partial<FilmParts>;
  /** Spoils the bytes of the good film. */
  bytes?: (bytes: Buffer) => Buffer;
  timeline?: Timeline;
  /** Captions in place of those that the planner makes, which breaks none of these promises whatever the timeline. */
  cues?: Cue[];
  asked?: Partial<Asked>;
  storyboard?: Storyboard;
  document?: Document;
}

/** Scene `at` of the sample film, changed. */
const withScene = (at: number, change: (scene: Timeline['scenes'][number]) => object): Timeline =>
  sampleTimeline({
    scenes: [0, 1, 2]
      .map(sampleScene)
      .map((scene, index) => (index === at ? { ...scene, ...change(scene) } : scene)),
  });
const scene = (at: number) => `testsrc2=s=640x360:r=30:d=2,hue=h=${at * 90}`;
const still =
  'testsrc2=s=640x360:r=30:d=2,select=eq(n\\,0),loop=loop=59:size=1:start=0,setpts=N/30/TB,fps=30';
const statement = (text: string) => ({ kind: 'statement' as const, text, emphasis: [] });
/** The same picture, smaller, darker and shifted, as another file of the same photograph would be. */
const again = 'testsrc2=s=640x360:r=30:d=2,scale=672:378,crop=640:360:12:6,eq=brightness=-0.04,hue=h=20';

const cue = (startFrame: number, endFrame: number, ...lines: string[]): Cue => ({
  ...{ startFrame, endFrame, spoken: true },
  lines: lines.map((text) => [{ text, startFrame }]),
});

/** One defect for each promise that there is. */
const PLANTED: Record<Promised, Planted> = {
  readable: { bytes: (bytes) => bytes.subarray(0, Math.floor(bytes.length * 0.6)) },
  'frame-size': { film: { picture: 'scale=360:640,setsar=1' } },
  'frame-rate': {
    film: { options: ['-movflags', '+faststart', '-bsf:v', 'setts=ts=TS+if(eq(N\\,40)\\,300\\,0)'] },
  },
  'frame-count': { film: { scenes: [scene(0), scene(1)] } },
  'picture-encoding': { film: { options: ['-movflags', '+faststart', '-pix_fmt', 'yuv444p'] } },
  colour: { film: { options: ['-movflags', '+faststart', '-colorspace', 'smpte170m'] } },
  'quick-start': { film: { options: [] } },
  'sound-encoding': { film: { options: ['-movflags', '+faststart', '-ar', '44100', '-ac', '1'] } },
  'sound-length': { film: { sound: sampleSound({ seconds: 5 }) } },
  loudness: { film: { sound: sampleSound({ gain: -3 }) } },
  'true-peak': { film: { sound: sampleSound({ gain: 12 }) } },
  'no-clipping': { film: { sound: sampleSound({ clip: 0.5 }) } },
  'no-silence': { film: { sound: sampleSound({ silent: [2, 4.6] }) } },
  'asked-length': { asked: { durationSeconds: 6.6 } },
  'no-black': { film: { picture: "drawbox=t=fill:c=black:enable='eq(n,100)'" } },
  'no-freeze': { film: { scenes: [scene(0), still, scene(2)] } },
  'pictures-everywhere': {
    timeline: withScene(1, ({ layers: [, words] }) => ({
      layers: [{ image: image('small'), x: 0, y: 0, width: 600, height: 360 }, words],
    })),
  },
  'pictures-differ': { timeline: withScene(2, () => ({ layers: sampleScene(0).layers })) },
  'pictures-unlike': {
    film: { scenes: [scene(0), scene(1), again] },
    timeline: sampleTimeline({
      scenes: [0, 1, 2].map((at) => {
        const { layers, ...rest } = { ...sampleScene(at), lettering: [], texts: [] };
        return {
          ...rest,
          layers: layers.slice(0, 1).map((layer) => ({ ...layer, image: image(`photograph-${at}`) })),
        };
      }),
    }),
  },
  'kinds-vary': { storyboard: sampleBoard(['Deep', 'Water', 'Deep water'].map(statement)) },
  'scenes-match': {
    storyboard: sampleBoard([
      statement('Deep water'),
      { kind: 'picture', image: image('oak') },
      statement('Water'),
    ]),
  },
  'numbers-sourced': {
    storyboard: sampleBoard([
      statement('Deep water'),
      { kind: 'number', display: '11,935 m', label: 'deep water' },
    ]),
  },
  'letters-exist': { timeline: withScene(1, () => ({ texts: ['海の日'] })) },
  'texts-in-place': {
    timeline: withScene(1, ({ lettering = [] }) => ({
      lettering: lettering.map((line) => ({ ...line, x: 4 })),
    })),
  },
  'texts-legible': {
    film: { ink: '#4a525a' },
    timeline: sampleTimeline({
      scenes: [0, 1, 2].map(sampleScene).map(({ lettering = [], ...rest }) => ({
        ...rest,
        lettering: lettering.map((line) => ({ ...line, colour: '#4a525a' })),
      })),
    }),
  },
  'captions-present': { asked: { captions: 'file' } },
  'captions-in-time': { cues: [cue(3, 50, 'Deep water.')] },
  'captions-heard': { film: { sound: sampleSound({ delay: 0.2 }) } },
  'captions-in-frame': { cues: [cue(7, 60, 'Deep', 'water', 'again')] },
  'captions-readable': { cues: [cue(7, 37, 'Deep water is cold, dark.')] },
  'captions-legible': { film: { captions: false } },
};

async function check(
  file: string,
  { timeline = sampleTimeline(), ...planted }: Planted,
): Promise<DeliveryCheck[]> {
  const program = await testFfmpeg(folder);
  const asked: Asked = { durationSeconds: 6, ...SIZE, captions: 'burned', ...planted.asked };
  const voices = [0, 1, 2].map((at) => ({
    scene: `scene-00${at + 1}`,
    startMs: at * 2000 + 250,
    levels: levelsOf(sampleVoice(at)),
  }));
  const board = planted.storyboard ?? sampleBoard();
  const measured = await checkFilm({ program, folder, file, signal: never }, timeline, asked, voices);
  const captions = planted.cues ? checkCaptions(planted.cues, timeline, asked.captions) : [];
  return [
    ...measured.filter(({ promise }) => captions.every((other) => other.promise !== promise)),
    ...captions,
    ...checkContents(board, planted.document ?? sampleDocument(), timeline).checks,
  ];
}

const broken = (checks: readonly DeliveryCheck[]) =>
  checks.filter(({ ok }) => !ok).map(({ promise }) => promise);

test('the film without any defect keeps every promise, each measured once', async () => {
  const checks = await check('good.mp4', {});
  expect(broken(checks)).toEqual([]);
  expect(checks.map(({ promise }) => promise).sort()).toEqual(Object.keys(PROMISES).sort());
});

test('every promise has a planted defect', () => {
  expect(Object.keys(PLANTED).sort()).toEqual(Object.keys(PROMISES).sort());
});

describe('a planted defect is caught, and its reason is a sentence', () => {
  test.each(Object.entries(PLANTED) as [Promised, Planted][])('%s', async (promise, planted) => {
    // Prepare
    let file = 'good.mp4';
    if (planted.film) {
      file = `${promise}.mp4`;
      await makeFilm(folder, file, planted.film);
    }
    if (planted.bytes) {
      file = `${promise}.mp4`;
      writeFileSync(path.join(folder, file), planted.bytes(readFileSync(path.join(folder, 'good.mp4'))));
    }
    // Act
    const checks = await check(file, planted);
    // Assess
    const { verdict, reasons } = judge(checks, []);
    expect(broken(checks)).toContain(promise);
    expect(verdict).toBe(broken(checks).some((each) => PROMISES[each] === 'failed') ? 'failed' : 'degraded');
    expect(reasons).toHaveLength(broken(checks).length);
    for (const reason of reasons) expect(reason).toMatch(/^[A-Z“].+\.$/);
  });
});
