import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { divideShots } from '#shared/media/footage/divide-shots.ts';
import { chooseStretch, cropToSubject, findShots } from '#shared/media/footage/find-shots.ts';
import { findSilence } from '#shared/media/footage/find-silence.ts';
import { never, testFfmpeg, testFolder } from '#tests/unit/shared/render/ffmpeg/make-media.ts';

const folder = testFolder();
const program = await testFfmpeg(folder);
const SIZE = { width: 320, height: 180 };

function make(file: string, graph: string): void {
  execFileSync(
    program,
    [
      '-v',
      'error',
      '-y',
      '-filter_complex',
      `${graph}[v]`,
      '-map',
      '[v]',
      '-c:v',
      'libx264',
      '-pix_fmt',
      'yuv420p',
      file,
    ],
    { cwd: folder },
  );
}
const find = (file: string, seconds: number) =>
  findShots({ program, folder, file, format: 'mov', ...SIZE, seconds, signal: never });

/** A grey room of a second and a half in which a white box of 40 pixels goes up and down at `x`. */
const walker = (x: number, grey: string) =>
  `color=${grey}:s=320x180:r=30:d=1.5[room${x}];color=white:s=40x60:r=30:d=1.5[box${x}];[room${x}][box${x}]overlay=x=${x}:y=60+30*sin(6*t)`;

describe('shots of footage', () => {
  test('it is divided at its cuts, and each crop keeps the subject, wherever it is', async () => {
    make('two.mp4', `${walker(250, '0x303030')}[one];${walker(20, '0xa08060')}[two];[one][two]concat=n=2`);
    const shots = await find('two.mp4', 3);
    expect(shots.map(({ from, to }) => [from, to])).toEqual([
      [0, 1.5],
      [1.5, 3],
    ]);
    // An upright crop of a lying film is 101 of its 320 pixels wide.
    const [right, left] = shots.map((shot) => cropToSubject(shot, 16 / 9, 9 / 16));
    expect(right?.width).toBeCloseTo(101.25 / 320, 2);
    for (const [crop, from] of [
      [right, 250],
      [left, 20],
    ] as const) {
      expect((crop?.x ?? 1) * 320).toBeLessThanOrEqual(from);
      expect(((crop?.x ?? 0) + (crop?.width ?? 0)) * 320).toBeGreaterThanOrEqual(from + 40);
    }
  });

  test('the sharp, well lit stretch is chosen, and none across a cut', async () => {
    const scene = 'testsrc2=s=320x180:r=30:d=1';
    make(
      'mixed.mp4',
      `${scene},gblur=12[a];${scene}[b];${scene},colorchannelmixer=rr=0.05:gg=0.05:bb=0.05[c];[a][b][c]concat=n=3`,
    );
    const shots = await find('mixed.mp4', 3);
    const { from, to } = chooseStretch(shots, 0.75);
    expect(from).toBeGreaterThanOrEqual(0.9);
    expect(to).toBeLessThanOrEqual(2.1);
    expect(shots.some((shot) => from >= shot.from - 1e-9 && to <= shot.to + 1e-9)).toBe(true);
  });

  test('a still film is one shot whose crop is in the middle', async () => {
    make('grey.mp4', 'color=gray:s=320x180:r=30:d=1');
    const [shot, ...others] = await find('grey.mp4', 1);
    expect(others).toEqual([]);
    expect(shot && cropToSubject(shot, 16 / 9, 1).x).toBeCloseTo((1 - 9 / 16) / 2, 2);
  });

  test('flashes are no shots, and of too many shots the shortest are joined', () => {
    expect(divideShots([1, 1.1, 1.2, 4.8], 5)).toEqual([
      { from: 0, to: 1 },
      { from: 1, to: 5 },
    ]);
    const cuts = Array.from({ length: 600 }, (_, at) => (at + 1) * 2);
    const shots = divideShots(cuts, 1202);
    expect(shots).toHaveLength(250);
    expect(shots.reduce((sum, { from, to }) => sum + to - from, 0)).toBe(1202);
  });
});

describe('silence', () => {
  test('is found where nothing is heard for long enough', async () => {
    execFileSync(
      program,
      [
        '-v',
        'error',
        '-y',
        '-f',
        'lavfi',
        '-i',
        'sine=r=48000:d=3',
        '-af',
        'volume=0:enable=between(t\\,1\\,2)+between(t\\,2.5\\,2.6)',
        'gaps.wav',
      ],
      { cwd: folder },
    );
    const silence = await findSilence({
      ...{ program, folder, file: 'gaps.wav', format: 'wav', seconds: 3, signal: never },
      ...{ thresholdDb: -40, minimumSeconds: 0.3 },
    });
    expect(silence).toHaveLength(1);
    expect(silence[0]?.from).toBeCloseTo(1, 1);
    expect(silence[0]?.to).toBeCloseTo(2, 1);
  });
});
