import { beforeAll, describe, expect, test } from 'vitest';
import { openWorkshop } from '#tests/unit/shared/media/edit/workshop.ts';

const shop = await openWorkshop();
const H264 = '-c:v libx264 -preset ultrafast -pix_fmt yuv420p';

/** A film that is white with a click of 10 ms in its first frame and black afterwards. */
const clicking = (file: string, seconds: number, options = `-r 30 ${H264}`, size = '64x36') => {
  const rate = /-r (\S+)/.exec(options)?.[1] ?? '30';
  const picture = `color=black:s=${size}:r=${rate}:d=${seconds},drawbox=t=fill:color=white:enable=lt(n\\,1)`;
  const sound = `sine=f=1000:r=48000:d=${seconds},volume=8:eval=frame:enable=lt(t\\,0.01),volume=0:enable=gte(t\\,0.01)`;
  shop.make(file, `-f lavfi -i ${picture} -f lavfi -i ${sound} ${options} -shortest`);
};

beforeAll(() => {
  clicking('a.mp4', 1);
  clicking('b.mp4', 0.7);
  clicking('larger.mp4', 1, `-r 30 ${H264}`, '96x54');
  clicking('cinema.mkv', 1, `-r 24 ${H264}`);
  shop.make('mute.mp4', `-f lavfi -i color=red:s=64x36:r=30:d=1 ${H264}`);
});

describe('joining', () => {
  test('films that are alike are copied, one that is not is encoded, and it alone', async () => {
    const alike = await shop.use('concat', { files: ['a.mp4', 'b.mp4', 'a.mp4'], out: 'alike.mp4' });
    expect(alike).toMatchObject({ encoded: 0, facts: { video: { frames: 81, variableRate: false } } });
    // Ours are encoded as the tools encode, so that what is encoded anew fits them.
    for (const name of ['a', 'b']) await shop.use('convert', { file: `${name}.mp4`, out: `${name}-own.mp4` });
    const mixed = await shop.use('concat', {
      files: ['a-own.mp4', 'larger.mp4', 'b-own.mp4'],
      out: 'mixed.mp4',
    });
    expect(mixed).toMatchObject({ encoded: 1, facts: { video: { frames: 81, width: 64, height: 36 } } });
  });

  test('films that say the same but do not fit are all encoded; another rate and a silent one too', async () => {
    const { facts, encoded } = await shop.use('concat', {
      files: ['a.mp4', 'cinema.mkv', 'mute.mp4', 'larger.mp4'],
      out: 'motley.mp4',
    });
    expect(facts).toMatchObject({ video: { frames: 120, variableRate: false } });
    expect(encoded).toBe(4);
    expect(shop.colour('motley.mp4', 2.5)[0]).toBeGreaterThan(200);
    expect(shop.peak('motley.mp4', 2.1, 2.9)).toBeLessThan(0.01);
  });

  test('after forty joins pictures and sound are still together to the frame', async () => {
    // At 29.97 frames a second no film is as long as a whole number of milliseconds or packets of sound.
    clicking('odd.mp4', 0.5, `-r 30000/1001 ${H264}`);
    const { facts } = await shop.use('concat', { files: Array(40).fill('odd.mp4'), out: 'long.mp4' });
    const seconds = (facts.video?.frames ?? 0) * (1001 / 30_000);
    expect(Math.abs((facts.audio?.seconds ?? 0) - seconds)).toBeLessThan(0.03);
    const start = (39 / 40) * seconds;
    expect(shop.colour('long.mp4', start + 0.005)[0]).toBeGreaterThan(200);
    expect(shop.peak('long.mp4', start - 0.002, start + 0.02)).toBeGreaterThan(0.1);
    expect(shop.peak('long.mp4', start + 0.045, start + 0.4)).toBeLessThan(0.02);
    expect(shop.peak('long.mp4', start - 0.4, start - 0.035)).toBeLessThan(0.02);
  });

  test('sounds are joined without a gap', async () => {
    shop.make('one.wav', '-f lavfi -i sine=r=44100:d=0.7');
    shop.make('two.mp3', '-f lavfi -i sine=r=48000:d=0.5 -c:a libmp3lame');
    const { facts } = await shop.use('concat', {
      files: ['one.wav', 'two.mp3', 'one.wav'],
      out: 'joined.flac',
    });
    expect(facts.seconds).toBeCloseTo(1.9, 1);
    for (const at of [0.3, 0.7, 1, 1.5])
      expect(shop.peak('joined.flac', at, at + 0.05)).toBeGreaterThan(0.05);
  });
});
