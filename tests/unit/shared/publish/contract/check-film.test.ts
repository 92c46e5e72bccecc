import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { PROMISES } from '#shared/domain/delivery-report.ts';
import type { Timeline } from '#shared/domain/timeline.ts';
import { type Asked, checkFilm } from '#shared/publish/contract/check-film.ts';
import { judge } from '#shared/publish/contract/judge.ts';
import {
  type FilmParts,
  image,
  makeFilm,
  SIZE,
  sampleScene,
  sampleTimeline,
  soundAt,
} from '#tests/unit/shared/publish/contract/sample-film.ts';
import { never, testFfmpeg, testFolder } from '#tests/unit/shared/render/ffmpeg/make-media.ts';
import { withFonts } from '#tests/unit/shared/scenes/scene-kit.ts';

const folder = testFolder();
await withFonts();
const asked: Asked = { durationSeconds: 6, ...SIZE, captions: 'burned' };
await makeFilm(folder, 'good.mp4');

async function check(file: string, timeline: Timeline = sampleTimeline(), wanted: Partial<Asked> = {}) {
  const program = await testFfmpeg(folder);
  return checkFilm({ program, folder, file, signal: never }, timeline, { ...asked, ...wanted });
}

async function broken(file: string, timeline?: Timeline, wanted?: Partial<Asked>): Promise<string[]> {
  return (await check(file, timeline, wanted)).filter(({ ok }) => !ok).map(({ promise }) => promise);
}

describe('a film that keeps its promises', () => {
  test('passes, with every promise measured once', async () => {
    const checks = await check('good.mp4');
    expect(judge(checks, [])).toEqual({ verdict: 'passed', reasons: [] });
    expect(checks.map(({ promise }) => promise).sort()).toEqual(Object.keys(PROMISES).sort());
  });

  test('without voice and music it must be silent, and passes when it is', async () => {
    await makeFilm(folder, 'silent.mp4', { sound: 'anullsrc=r=48000:cl=stereo:d=6' });
    const scenes = [0, 1, 2].map(sampleScene).map((scene) => {
      const { audio: _, ...narration } = scene.narration;
      return { ...scene, narration };
    });
    expect(await broken('silent.mp4', sampleTimeline({ scenes }))).toEqual([]);
    expect(await broken('good.mp4', sampleTimeline({ scenes }))).toEqual(['loudness']);
    expect(await broken('silent.mp4')).toEqual(['loudness', 'captions-heard']);
  });
});

describe('a broken film fails, and the reason is named', () => {
  const still =
    'testsrc2=s=320x180:r=30:d=2,select=eq(n\\,0),loop=loop=59:size=1:start=0,setpts=N/30/TB,fps=30';
  const scene = (at: number) => `testsrc2=s=320x180:r=30:d=2,hue=h=${at * 90}`;
  test.each<[string, string[], Partial<FilmParts>]>([
    ['half a second of black', ['no-black'], { picture: "drawbox=t=fill:c=black:enable='between(n,80,95)'" }],
    ['one black frame', ['no-black'], { picture: "drawbox=t=fill:c=black:enable='eq(n,100)'" }],
    ['a black last frame', ['no-black'], { picture: "drawbox=t=fill:c=black:enable='eq(n,179)'" }],
    ['a scene that stands still', ['no-freeze'], { scenes: [scene(0), still, scene(2)] }],
    ['a scene that never came', ['no-freeze'], { scenes: [scene(0), still, still] }],
    ['sound too quiet', ['loudness'], { sound: soundAt(-3) }],
    ['sound too loud, and clipped', ['loudness', 'true-peak'], { sound: soundAt(12) }],
    ['another size', ['frame-size'], { picture: 'scale=180:320,setsar=1' }],
    [
      'frames missing',
      ['frame-count', 'sound-length', 'captions-heard'],
      { scenes: [scene(0), scene(1)], sound: `${soundAt(0)},atrim=0:4` },
    ],
    ['sound that ends early', ['sound-length'], { sound: `${soundAt(0)},atrim=0:5` }],
    [
      'mono sound at another rate',
      ['sound-encoding'],
      { options: ['-movflags', '+faststart', '-ar', '44100', '-ac', '1'], sound: soundAt(-0.3) },
    ],
    ['its index at the end', ['quick-start'], { options: [] }],
    [
      'a pixel format few players know',
      ['picture-encoding'],
      { options: ['-movflags', '+faststart', '-pix_fmt', 'yuv444p'] },
    ],
    ['full-range colours', ['colour'], { options: ['-movflags', '+faststart', '-color_range', 'pc'] }],
    ['BT.601 colours', ['colour'], { options: ['-movflags', '+faststart', '-colorspace', 'smpte170m'] }],
    ['no sound track', ['sound-encoding', 'sound-length', 'loudness', 'captions-heard'], { sound: '' }],
    ['a voice half a second late', ['captions-heard'], { sound: soundAt(0, 0.5) }],
    ['a voice half a second early', ['captions-heard'], { sound: soundAt(0, -0.5) }],
    ['a voice 0.2 s late', ['captions-heard'], { sound: soundAt(0, 0.2) }],
  ])('%s', async (name, promises, change) => {
    // Prepare
    const file = `${name.replace(/\W+/g, '-')}.mp4`;
    await makeFilm(folder, file, change);
    // Act
    const checks = await check(file);
    // Assess
    const { verdict, reasons } = judge(checks, []);
    expect(checks.filter(({ ok }) => !ok).map(({ promise }) => promise)).toEqual(promises);
    expect(verdict).toBe('failed');
    expect(reasons).toHaveLength(promises.length);
    for (const reason of reasons) expect(reason).toMatch(/^[A-Z“].+\.$/);
  });

  test('a black stretch is shown where it is', async () => {
    await makeFilm(folder, 'black.mp4', { picture: "drawbox=t=fill:c=black:enable='between(n,80,95)'" });
    const fault = (await check('black.mp4')).find(({ promise }) => promise === 'no-black');
    expect(fault?.atMs).toBe(2667);
  });

  test.each([0.3, 0.6, 0.95, 0.999])('a file cut off at %f of its length is not readable', async (part) => {
    const whole = readFileSync(path.join(folder, 'good.mp4'));
    writeFileSync(path.join(folder, 'cut.mp4'), whole.subarray(0, Math.floor(whole.length * part)));
    expect(await broken('cut.mp4')).toContain('readable');
  });

  test('damage in the middle of the picture is not readable', async () => {
    const bytes = readFileSync(path.join(folder, 'good.mp4'));
    bytes.fill(0xa5, 100_000, 102_000);
    writeFileSync(path.join(folder, 'damaged.mp4'), bytes);
    expect(await broken('damaged.mp4')).toContain('readable');
  });
});

describe('what the timeline shows', () => {
  test('two scenes with the same picture fail, the same ground under other pictures does not', async () => {
    const [one, two, three] = [sampleScene(0), sampleScene(1), sampleScene(2)];
    const timeline = sampleTimeline({ scenes: [one, two, { ...three, layers: one.layers }] });
    expect(await broken('good.mp4', timeline)).toEqual(['pictures-differ']);
  });

  test('a scene that does not fill the frame fails', async () => {
    const scenes = [0, 1, 2].map(sampleScene);
    scenes[1]?.layers.splice(0, 1, { image: image('small'), x: 0, y: 0, width: 300, height: 180 });
    expect(await broken('good.mp4', sampleTimeline({ scenes }))).toEqual(['pictures-everywhere']);
  });

  test('a scene that stands still on purpose, without captions over it, passes', async () => {
    const still =
      'testsrc2=s=320x180:r=30:d=2,select=eq(n\\,0),loop=loop=59:size=1:start=0,setpts=N/30/TB,fps=30';
    await makeFilm(folder, 'still.mp4', {
      scenes: ['testsrc2=s=320x180:r=30:d=2', `${still},hue=h=90`, 'testsrc2=s=320x180:r=30:d=2,hue=h=180'],
    });
    const scenes = [0, 1, 2].map(sampleScene);
    for (const { layers } of scenes) layers.splice(0, 1, { image: image('ground'), x: 0, y: 0, ...SIZE });
    const timeline = sampleTimeline({ scenes, captions: 'off' });
    expect(await broken('still.mp4', timeline, { captions: 'off' })).toEqual([]);
  });
});

describe('what was asked', () => {
  test('a film more than 7 % shorter than asked is degraded, and says why', async () => {
    const checks = await check('good.mp4', undefined, { durationSeconds: 6.5 });
    expect(judge(checks, ['The text is too short for 7 seconds.'])).toEqual({
      verdict: 'degraded',
      reasons: [
        'The film is 6.0 s long; 6.5 s (± 7 %) were asked for.',
        'The text is too short for 7 seconds.',
      ],
    });
    expect(await broken('good.mp4', undefined, { durationSeconds: 6.4 })).toEqual([]);
    expect(await broken('good.mp4', undefined, { durationSeconds: null })).toEqual([]);
  });

  test('captions of another kind than asked fail', async () => {
    expect(await broken('good.mp4', undefined, { captions: 'file' })).toEqual(['captions-present']);
  });

  test('a film that needed a notice is degraded at best', async () => {
    expect(judge(await check('good.mp4'), ['One picture was left out.']).verdict).toBe('degraded');
  });
});
