import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { errorCode } from '#shared/errors.ts';
import { probeMedia } from '#shared/media/probe-media.ts';
import { runFfmpeg } from '#shared/render/ffmpeg/run-ffmpeg.ts';
import { seeded } from '#shared/scenes/seeded.ts';
import { blackPng } from '#tests/security/media/spoil-media.ts';
import { encode, never, testFfmpeg, testFolder } from '#tests/unit/shared/render/ffmpeg/make-media.ts';

const folder = testFolder();
const program = await testFfmpeg(folder);
const PICTURE = 'testsrc2=s=64x36:r=30:d=0.5';
const SOUND = 'sine=r=48000:d=0.5[a]';

/** Good files of every kind we take, some of them unusual. */
const GOOD: readonly (readonly [string, string, string[]])[] = [
  ['film.mp4', `${PICTURE}[v];${SOUND}`, []],
  ['quick.mp4', `${PICTURE}[v];${SOUND}`, ['-movflags', '+faststart']],
  ['film.mov', `${PICTURE}[v];${SOUND}`, []],
  ['film.webm', `${PICTURE}[v];${SOUND}`, ['-c:v', 'libvpx', '-c:a', 'libopus', '-deadline', 'realtime']],
  ['film.mkv', `${PICTURE}[v];${SOUND}`, []],
  ['sound.m4a', SOUND, []],
  ['sound.wav', SOUND, ['-c:a', 'pcm_s16le']],
  ['sound.mp3', SOUND, ['-c:a', 'libmp3lame', '-ar', '44100']],
  ['mute.mp4', `${PICTURE}[v]`, []],
  ['444.mp4', `${PICTURE}[v]`, ['-pix_fmt', 'yuv444p']],
  [
    'ten-bit.mp4',
    `${PICTURE},format=yuv420p10le[v]`,
    ['-pix_fmt', 'yuv420p10le', '-color_trc', 'smpte2084', '-color_primaries', 'bt2020'],
  ],
  ['varying.mp4', `${PICTURE},select=not(mod(n\\,3))+eq(n\\,1)[v]`, ['-fps_mode', 'vfr']],
  ['negative.mkv', `${PICTURE},setpts=PTS-3[v]`, ['-avoid_negative_ts', 'disabled']],
  ['fragments.mp4', `${PICTURE}[v];${SOUND}`, ['-movflags', '+frag_keyframe+empty_moov']],
];
const files = GOOD.map(([file]) => file);

beforeAll(async () => {
  for (const [file, graph, options] of GOOD) await encode(folder, file, graph, options);
});

const probe = (file: string) => probeMedia({ program, folder, file, signal: never });

/** Probes a file and, if it passes, decodes all of it; gives the code of the error that came, or `fine`. */
async function take(file: string): Promise<string> {
  try {
    const { format } = await probe(file);
    await runFfmpeg({
      program,
      folder,
      strict: true,
      inputs: [{ file, format }],
      outputs: [{ file: null, options: ['-map', '0:v?', '-map', '0:a?'] }],
      timeoutMs: 10_000,
      signal: never,
    });
    return 'fine';
  } catch (error) {
    return errorCode(error);
  }
}

/** Writes a copy of one of the good files with 1 to 20 bits flipped, half of the time in its first kilobyte. */
function mutate(mutant: number, name: string): string {
  const next = seeded(`mutant ${mutant}`);
  const bytes = readFileSync(path.join(folder, files[mutant % files.length] ?? ''));
  const within = next() < 0.5 ? Math.min(1024, bytes.length) : bytes.length;
  for (let flip = Math.floor(next() * 20); flip >= 0; flip -= 1) {
    const at = Math.floor(next() * within);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(next() * 8));
  }
  writeFileSync(path.join(folder, name), bytes);
  return name;
}

const spoil = (file: string, change: (bytes: Buffer) => Buffer): string => {
  writeFileSync(path.join(folder, 'spoilt'), change(readFileSync(path.join(folder, file))));
  return 'spoilt';
};
const EXPECTED = ['fine', 'MEDIA_INVALID', 'TOOL_CRASHED'];

describe('broken media', () => {
  test.each(files)('%s is taken as it is', async (file) => {
    expect(await take(file)).toBe('fine');
  });

  test.each(files)('%s cut off, emptied, zeroed or shifted is refused or read to its end', async (file) => {
    const cut = (part: number) => spoil(file, (bytes) => bytes.subarray(0, Math.floor(bytes.length * part)));
    for (const part of [0.02, 0.3, 0.7, 0.99]) expect(EXPECTED).toContain(await take(cut(part)));
    expect(EXPECTED).toContain(
      await take(spoil(file, (bytes) => bytes.fill(0, (bytes.length / 3) | 0, (bytes.length / 2) | 0))),
    );
    expect(await take(spoil(file, () => Buffer.alloc(0)))).toBe('MEDIA_INVALID');
    expect(await take(spoil(file, (bytes) => Buffer.alloc(bytes.length)))).toBe('MEDIA_INVALID');
    expect(await take(spoil(file, (bytes) => bytes.subarray(1)))).toBe('MEDIA_INVALID');
  });

  test('a cut-off film or sound with an index is never taken for whole', async () => {
    for (const file of ['film.mp4', 'film.mov', 'sound.m4a', 'quick.mp4']) {
      for (const part of [0.5, 0.9]) {
        const name = spoil(file, (bytes) => bytes.subarray(0, Math.floor(bytes.length * part)));
        expect(await take(name), `${file} at ${part}`).toBe('MEDIA_INVALID');
      }
    }
  });

  test('hundreds of files with flipped bits: no hang, no other error, nothing left behind', async () => {
    const before = readdirSync(folder).sort();
    const outcomes = new Map<string, number>();
    // ffmpeg notices an error up to half a second late, so several lanes wait side by side.
    await Promise.all(
      Array.from({ length: 8 }, async (_, lane) => {
        for (let mutant = lane; mutant < 400; mutant += 8) {
          const outcome = await take(mutate(mutant, `mutant-${lane}`));
          outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
        }
      }),
    );
    for (let lane = 0; lane < 8; lane += 1) rmSync(path.join(folder, `mutant-${lane}`));
    expect(EXPECTED).toEqual(expect.arrayContaining([...outcomes.keys()]));
    expect(outcomes.get('MEDIA_INVALID')).toBeGreaterThan(50);
    expect(readdirSync(folder).sort()).toEqual(before);
    expect(readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8')).toBe('');
  }, 60_000);
});

describe('media beyond the limits', () => {
  test.each<[string, string, string[]]>([
    [
      'longer than four hours',
      'testsrc2=s=64x36:r=30:d=0.1,setpts=N*50000/TB',
      ['-fps_mode', 'vfr', '-bf', '0', '-video_track_timescale', '10'],
    ],
    ['of a thousand frames a second', 'testsrc2=s=64x36:r=1000:d=0.2', ['-r', '1000']],
  ])('a film %s is refused', async (_, graph, options) => {
    await encode(folder, 'beyond.mp4', `${graph}[v]`, options);
    await expect(probe('beyond.mp4')).rejects.toThrow(/longer than four hours|frames a second/);
  });

  test('a film of 70 tracks is refused', async () => {
    await runFfmpeg({
      program,
      folder,
      inputs: [{ file: 'mute.mp4', format: 'mov' }],
      outputs: [{ file: 'many.mp4', options: [...Array(70).fill(['-map', '0:v']).flat(), '-c', 'copy'] }],
      timeoutMs: 10_000,
      signal: never,
    });
    await expect(probe('many.mp4')).rejects.toMatchObject({ code: 'MEDIA_INVALID' });
  });

  test('a picture of 31 kB that unfolds to 256 million pixels is refused before it is unfolded', async () => {
    writeFileSync(path.join(folder, 'bomb.png'), blackPng(16_000));
    const decoding = runFfmpeg({
      program,
      folder,
      inputs: [{ file: 'bomb.png', format: 'png_pipe' }],
      outputs: [{ file: null, options: [] }],
      timeoutMs: 10_000,
      signal: never,
    });
    await expect(decoding).rejects.toMatchObject({ code: 'MEDIA_INVALID' });
  });
});
