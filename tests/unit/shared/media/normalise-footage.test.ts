import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { normaliseFootage } from '#shared/media/normalise-footage.ts';
import { decodeLuma, never, testFfmpeg, testFolder } from '#tests/unit/shared/render/ffmpeg/make-media.ts';

const folder = testFolder();
const program = await testFfmpeg(folder);

/** Makes a film by ffmpeg's own arguments and makes it uniform. */
async function normalised(file: string, args: string) {
  execFileSync(program, ['-v', 'error', '-y', ...args.split(' '), file], { cwd: folder });
  return await normaliseFootage({ program, folder, file, name: 'footage', signal: never });
}

/** Brightness of a point of a frame, from 0 to 1. */
async function brightness(at: { x: number; y: number; frame?: number }, width = 64, height = 36) {
  const luma = await decodeLuma(folder, 'footage.mp4');
  return (luma[(at.frame ?? 0) * width * height + at.y * width + at.x] ?? 0) / 255;
}
const near = (value: number, wanted: number, off = 0.015) =>
  expect(Math.abs(value - wanted), `${value} instead of ${wanted}`).toBeLessThanOrEqual(off);

describe('making footage uniform', () => {
  test('untagged small films are taken as BT.601, large ones as BT.709: red stays red', async () => {
    // Red is 81 in BT.601 and 63 in BT.709.
    await normalised('small.mp4', '-f lavfi -i color=red:s=64x36:r=30:d=0.1 -c:v libx264');
    near(await brightness({ x: 9, y: 9 }), (63 - 16) / 219);
    await normalised(
      'large.mp4',
      '-f lavfi -i color=red:s=1280x720:r=30:d=0.1 -vf scale=out_color_matrix=bt709,format=yuv420p -c:v libx264',
    );
    near(await brightness({ x: 9, y: 9 }, 1280, 720), (63 - 16) / 219);
  });

  test.each([
    ['white', 1],
    ['black', 0],
  ])('%s of a film in full range is that of every other film', async (colour, wanted) => {
    const vf = `scale=out_range=pc,format=yuvj420p`;
    const { facts } = await normalised(
      'full.mp4',
      `-f lavfi -i color=${colour}:s=64x36:r=30:d=0.1 -vf ${vf} -c:v libx264 -color_range pc`,
    );
    expect(facts.video.colour.range).toBe('pc');
    near(await brightness({ x: 9, y: 9 }), wanted);
  });

  test('a film that a phone held upright made is turned, its parts where they were seen', async () => {
    const half = 'color=white:s=64x36:r=30:d=0.1,drawbox=x=32:w=32:h=36:color=black:t=fill';
    await normalised('lying.mp4', `-f lavfi -i ${half} -c:v libx264 -pix_fmt yuv420p`);
    const { video, facts } = await normalised('upright.mp4', '-display_rotation -90 -i lying.mp4 -c copy');
    expect(facts.video).toMatchObject({ rotation: 90, width: 36, height: 64, storedWidth: 64 });
    expect(video).toMatchObject({ width: 36, height: 64 });
    // A quarter clockwise brings the left half to the top.
    near(await brightness({ x: 18, y: 5 }, 36, 64), 1);
    near(await brightness({ x: 18, y: 60 }, 36, 64), 0);
  });

  test('what shows through shows black, and not the colour that is hidden in it', async () => {
    const half = 'color=white:s=64x36:r=30:d=0.1,format=argb,colorchannelmixer=aa=0.5';
    const { facts } = await normalised('glass.mov', `-f lavfi -i ${half} -c:v qtrle -pix_fmt argb`);
    expect(facts.video.alpha).toBe(true);
    near(await brightness({ x: 9, y: 9 }), 0.5);
  });

  test.each([
    // 0, 50, 140 and 1,000 cd/m² in SMPTE ST 2084; 50, 203 and 1,000 in HLG (ITU-R BT.2408, table 1).
    ['pq', 'smpte2084', 0, 0],
    ['pq', 'smpte2084', 0.4403, 0.56],
    ['pq', 'smpte2084', 0.5407, 0.785],
    ['pq', 'smpte2084', 0.7518, 1],
    ['hlg', 'arib-std-b67', 0.5, 0.56],
    ['hlg', 'arib-std-b67', 0.75, 0.85],
    ['hlg', 'arib-std-b67', 1, 1],
  ])('grey in HDR (%s, %s, %f) is shown at %f of the signal', async (hdr, transfer, signal, part) => {
    const code = Math.round(64 + 876 * signal);
    const { facts, faithful } = await normalised(
      'hdr.mp4',
      `-f lavfi -i color=gray:s=64x36:r=30:d=0.1,format=yuv420p10le,lutyuv=y=${code}:u=512:v=512 -c:v libx264 -pix_fmt yuv420p10le -color_trc ${transfer} -color_primaries bt2020 -colorspace bt2020nc -color_range tv`,
    );
    expect({ hdr: facts.video.hdr, faithful, bits: facts.video.bitDepth }).toEqual({
      hdr,
      faithful: true,
      bits: 10,
    });
    near(await brightness({ x: 9, y: 9 }), part, 0.02);
  });

  test('frames of a film whose rate varies stay at their moments', async () => {
    // White from 0.5 s on; of the frames before only every fifth is there.
    const { video, facts } = await normalised(
      'varying.mkv',
      '-f lavfi -i color=black:s=64x36:r=30:d=1 -vf drawbox=t=fill:color=white:enable=gte(n\\,15),select=gte(n\\,15)+not(mod(n\\,5)) -fps_mode vfr -c:v libx264 -pix_fmt yuv420p',
    );
    expect(facts.video.variableRate).toBe(true);
    expect(video.frames).toBe(30);
    near(await brightness({ x: 9, y: 9, frame: 14 }), 0);
    near(await brightness({ x: 9, y: 9, frame: 15 }), 1);
  });

  test('pictures and sound that begin at different moments stay together', async () => {
    const { video, audio } = await normalised(
      'late.mkv',
      '-itsoffset 0.5 -f lavfi -i color=white:s=64x36:r=30:d=0.5 -f lavfi -i sine=r=48000:d=1 -c:v libx264 -pix_fmt yuv420p',
    );
    expect(video.frames).toBe(30);
    expect(audio?.seconds).toBeCloseTo(1, 1);
  });

  test('key frames are half a second apart at most, and no frame needs a later one', async () => {
    await normalised('long.mp4', '-f lavfi -i testsrc2=s=64x36:r=30:d=2 -c:v libx264 -pix_fmt yuv420p');
    const list = execFileSync(
      program,
      ['-v', 'error', '-i', 'footage.mp4', '-c', 'copy', '-f', 'framecrc', '-'],
      {
        cwd: folder,
        encoding: 'utf8',
      },
    );
    const packets = list.split('\n').filter((line) => /^\d/.test(line));
    const keys = packets.flatMap((line, at) => (line.includes('F=0x0') ? [] : [at]));
    expect(keys).toEqual([0, 15, 30, 45]);
    expect(packets.every((line) => line.split(',')[1]?.trim() === line.split(',')[2]?.trim())).toBe(true);
  });

  test('the same film gives the same bytes', async () => {
    const args = '-f lavfi -i testsrc2=s=64x36:r=30:d=0.3 -c:v libx264 -pix_fmt yuv420p';
    await normalised('one.mp4', args);
    const one = await decodeLuma(folder, 'footage.mp4');
    await normalised('two.mp4', args);
    expect(one.equals(await decodeLuma(folder, 'footage.mp4'))).toBe(true);
  });
});
