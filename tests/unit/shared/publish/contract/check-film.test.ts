import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Timeline } from '#shared/domain/timeline.ts';
import { type Asked, checkFilm } from '#shared/publish/contract/check-film.ts';
import { judge } from '#shared/publish/contract/judge.ts';
import { levelsOf } from '#shared/publish/contract/sound-levels.ts';
import {
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
const asked: Asked = { durationSeconds: 6, ...SIZE, captions: 'burned' };
await makeFilm(folder, 'good.mp4');

async function check(file: string, timeline: Timeline = sampleTimeline(), wanted: Partial<Asked> = {}) {
  const program = await testFfmpeg(folder);
  const voices = timeline.scenes.flatMap(({ id, narration }, at) =>
    narration.audio ? [{ scene: id, startMs: at * 2000 + 250, levels: levelsOf(sampleVoice(at)) }] : [],
  );
  return checkFilm({ program, folder, file, signal: never }, timeline, { ...asked, ...wanted }, voices);
}

async function broken(file: string, timeline?: Timeline, wanted?: Partial<Asked>): Promise<string[]> {
  return (await check(file, timeline, wanted)).filter(({ ok }) => !ok).map(({ promise }) => promise);
}

/** The sample film with nobody speaking in it. */
const mute = () =>
  sampleTimeline({
    scenes: [0, 1, 2].map(sampleScene).map((scene) => {
      const { audio: _, ...narration } = scene.narration;
      return { ...scene, narration };
    }),
  });

describe('sound', () => {
  test('a film without voice and music must be silent, and passes when it is', async () => {
    await makeFilm(folder, 'silent.mp4', { sound: sampleSound({ voices: [], bed: 0 }) });
    expect(await broken('silent.mp4', mute())).toEqual([]);
    expect(await broken('good.mp4', mute())).toEqual(['loudness']);
    expect(await broken('silent.mp4')).toEqual(['loudness', 'no-silence', 'captions-heard']);
  });

  test('a film without a sound track breaks what is promised of it', async () => {
    await makeFilm(folder, 'mute.mp4', { sound: undefined });
    const faults = ['sound-encoding', 'sound-length', 'loudness', 'no-silence', 'captions-heard'];
    expect(await broken('mute.mp4')).toEqual(expect.arrayContaining(['sound-encoding', 'captions-heard']));
    expect(faults).toEqual(expect.arrayContaining(await broken('mute.mp4')));
  });
});

describe('picture', () => {
  test.each([
    ['half a second of black', "drawbox=t=fill:c=black:enable='between(n,80,95)'", 2667],
    ['a black end', "drawbox=t=fill:c=black:enable='gte(n,178)'", 5933],
  ])('%s is found where it is', async (name, picture, atMs) => {
    const file = `${name.replace(/\W+/g, '-')}.mp4`;
    await makeFilm(folder, file, { picture });
    const fault = (await check(file)).find(({ promise }) => promise === 'no-black');
    expect(fault).toMatchObject({ ok: false, atMs });
  });

  test.each([0.3, 0.95, 0.999])('a file cut off at %f of its length is not readable', async (part) => {
    const whole = readFileSync(path.join(folder, 'good.mp4'));
    writeFileSync(path.join(folder, 'cut.mp4'), whole.subarray(0, Math.floor(whole.length * part)));
    expect(await broken('cut.mp4')).toContain('readable');
  });

  test('damage in the middle of the picture is not readable', async () => {
    const bytes = readFileSync(path.join(folder, 'good.mp4'));
    bytes.fill(0xa5, Math.floor(bytes.length * 0.3), Math.floor(bytes.length * 0.3) + 3000);
    writeFileSync(path.join(folder, 'damaged.mp4'), bytes);
    expect(await broken('damaged.mp4')).toContain('readable');
  });

  test('scenes with the same picture fail; the same ground under other pictures does not', async () => {
    const [one, two, three] = [sampleScene(0), sampleScene(1), sampleScene(2)];
    const timeline = sampleTimeline({ scenes: [one, two, { ...three, layers: one.layers }] });
    expect(await broken('good.mp4', timeline)).toEqual(['pictures-differ']);
  });

  test('a scene that stands still on purpose, without captions over it, passes', async () => {
    const moving = (hue: number) => `testsrc2=s=640x360:r=30:d=2,hue=h=${hue}`;
    const still =
      'testsrc2=s=640x360:r=30:d=2,select=eq(n\\,0),loop=loop=59:size=1:start=0,setpts=N/30/TB,fps=30';
    await makeFilm(folder, 'still.mp4', { scenes: [moving(0), `${still},hue=h=90`, moving(180)] });
    const scenes = [0, 1, 2].map(sampleScene);
    for (const { layers } of scenes) layers.splice(0, 1, { image: image('ground'), x: 0, y: 0, ...SIZE });
    const timeline = sampleTimeline({ scenes, captions: 'off' });
    expect(await broken('still.mp4', timeline, { captions: 'off' })).toEqual([]);
    expect(await broken('still.mp4')).toContain('no-freeze');
  });
});

describe('what was asked', () => {
  test('a film more than half a second or 2 % from the length that was asked for is degraded, and says why', async () => {
    const checks = await check('good.mp4', undefined, { durationSeconds: 6.6 });
    expect(judge(checks, ['One picture was left out.'])).toEqual({
      verdict: 'degraded',
      reasons: ['The film is 6.0 s long; 6.6 s ± 0.5 s were asked for.', 'One picture was left out.'],
    });
    expect(await broken('good.mp4', undefined, { durationSeconds: 6.5 })).toEqual([]);
    expect(await broken('good.mp4', undefined, { durationSeconds: null })).toEqual([]);
  });

  test('a film that needed a notice is degraded at best', async () => {
    expect(judge(await check('good.mp4'), ['One picture was left out.']).verdict).toBe('degraded');
  });
});
