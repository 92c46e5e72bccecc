import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { descriptionOf } from '#shared/media/edit/editing-tool.ts';
import { EDITING_TOOLS } from '#shared/media/edit/editing-tools.ts';
import { openWorkshop } from '#tests/unit/shared/media/edit/workshop.ts';

const shop = await openWorkshop();
const H264 = '-c:v libx264 -preset ultrafast -pix_fmt yuv420p';
/** Blue for a second, then red; a tone for the first half second of each. */
const FILM =
  '-f lavfi -i color=blue:s=160x90:r=30:d=1 -f lavfi -i color=red:s=160x90:r=30:d=1 -f lavfi -i sine=r=48000:d=2';

beforeAll(() => {
  const graph = '[0][1]concat=n=2[v];[2]volume=0:enable=gte(mod(t\\,1)\\,0.5)[a]';
  shop.make('film.mp4', `${FILM} -filter_complex ${graph} -map [v] -map [a] ${H264}`);
  shop.make('mute.mp4', `-f lavfi -i testsrc2=s=160x90:r=30:d=1 ${H264}`);
  shop.make('tone.wav', '-f lavfi -i sine=f=1000:r=48000:d=1');
});

const near = (values: number[], wanted: number[], off = 25) =>
  values.forEach((value, at) => {
    expect(Math.abs(value - (wanted[at] ?? 0)), `${values}`).toBeLessThanOrEqual(off);
  });
const [BLUE, RED] = [
  [0, 0, 255],
  [255, 0, 0],
];

describe('editing', () => {
  test('trim keeps exactly what lies between two moments', async () => {
    const { facts } = await shop.use('trim', { file: 'film.mp4', out: 'trimmed.mp4', from: 0.7, to: 1.2 });
    expect(facts.video?.frames).toBe(15);
    near(shop.colour('trimmed.mp4', 0.25), BLUE as number[]);
    near(shop.colour('trimmed.mp4', 0.35), RED as number[]);
  });

  test('trim of nothing, of a file without pictures into a film, and into an unknown format, are refused in words', async () => {
    const trim = (input: object) => shop.use('trim', { file: 'tone.wav', out: 'x.wav', ...input });
    await expect(trim({ from: 5 })).rejects.toThrow('nothing between these two moments');
    await expect(trim({ out: 'x.mp4' })).rejects.toThrow('there are no pictures');
    await expect(trim({ out: 'x.exe' })).rejects.toThrow('cannot be written');
    await expect(trim({ from: -1 })).rejects.toThrow(/trim: from/);
    await expect(trim({ out: 'tone.wav' })).rejects.toThrow('nothing is overwritten');
    await expect(trim({ out: '../x.wav' })).rejects.toThrow('plain name');
  });

  test('scale fits a film into a size with bars, or covers it', async () => {
    const { facts } = await shop.use('scale', { file: 'film.mp4', out: 'tall.mp4', width: 90, height: 160 });
    expect(facts.video).toMatchObject({ width: 90, height: 160 });
    near(shop.colour('tall.mp4', 0.2, '90:20:0:0'), [0, 0, 0]);
    await shop.use('scale', { file: 'film.mp4', out: 'cover.mp4', width: 90, height: 160, fit: 'cover' });
    near(shop.colour('cover.mp4', 0.2, '90:20:0:0'), BLUE as number[]);
    const half = await shop.use('scale', { file: 'film.mp4', out: 'half.mp4', width: 80 });
    expect(half.facts.video).toMatchObject({ width: 80, height: 46 });
  });

  test('crop keeps the subject of each shot and stands still within it', async () => {
    const box = (x: number, grey: string, name: string) =>
      `color=${grey}:s=320x180:r=30:d=1[r${name}];color=white:s=40x60:r=30:d=1[b${name}];[r${name}][b${name}]overlay=x=${x}:y=60[${name}]`;
    shop.make(
      'boxes.mp4',
      `-filter_complex ${box(260, '0x303030', 'p')};${box(10, '0x806040', 'q')};[p][q]concat=n=2[v] -map [v] ${H264}`,
    );
    const { facts, shots } = await shop.use('crop', {
      file: 'boxes.mp4',
      out: 'upright.mp4',
      aspect: '9:16',
    });
    expect(facts.video).toMatchObject({ width: 100, height: 180 });
    expect(shots).toHaveLength(2);
    // A third of the white box's rows are white over 40 of 100 columns: much brighter than the room alone.
    for (const [moment, room] of [
      [0.5, 0x30],
      [1.5, 0x60],
    ] as const) {
      const [, green = 0] = shop.colour('upright.mp4', moment, '100:50:0:65');
      expect(green).toBeGreaterThan(room + 50);
    }
  });

  test('speed makes it shorter and keeps the pitch', async () => {
    const { facts } = await shop.use('speed', { file: 'film.mp4', out: 'fast.mp4', factor: 2 });
    expect(facts.seconds).toBeCloseTo(1, 1);
    near(shop.colour('fast.mp4', 0.4), BLUE as number[]);
    near(shop.colour('fast.mp4', 0.6), RED as number[]);
    await shop.use('speed', { file: 'tone.wav', out: 'slow.wav', factor: 0.25 });
    expect(crossings('slow.wav') / 4 / 2).toBeCloseTo(1000, -2);
  });

  test('mix puts sounds under the pictures of the first film, which are copied', async () => {
    const { facts } = await shop.use('mix', {
      files: ['mute.mp4', 'tone.wav'],
      out: 'mixed.mp4',
      gains: [0, 6],
    });
    expect(facts.video).toMatchObject({ frames: 30 });
    // ffmpeg's sine has an amplitude of an eighth, from both sides 3 dB less; 6 dB doubles it.
    expect(shop.peak('mixed.mp4', 0.2, 0.8)).toBeCloseTo(0.177, 2);
    await shop.use('mix', { files: Array(16).fill('tone.wav'), out: 'loud.wav' });
    expect(shop.peak('loud.wav', 0.2, 0.8)).toBeLessThanOrEqual(0.9);
  });

  test('loudness is measured, and brought to what is asked for', async () => {
    const measured = await shop.use('loudness', { file: 'tone.wav' });
    expect(measured).toMatchObject({ before: { truePeak: -18.1 } });
    const { before, after } = await shop.use('loudness', {
      file: 'film.mp4',
      out: 'level.mp4',
      integrated: -20,
    });
    expect((before as { integrated: number }).integrated).toBeLessThan(-20);
    expect((after as { integrated: number }).integrated).toBeCloseTo(-20, 0);
  });

  test('cut-silence takes silences out of pictures and sound alike', async () => {
    const cut = await shop.use('cut-silence', {
      file: 'film.mp4',
      out: 'dense.mp4',
      minimum: 0.3,
      keep: 0.1,
    });
    // Silent from 0.5 to 1 and from 1.5 to 2: 0.3 s go from the first and 0.4 s from the last, which needs no end.
    expect(Math.abs((cut.facts.video?.seconds ?? 0) - 1.3)).toBeLessThan(0.1);
    expect(Math.abs((cut.facts.audio?.seconds ?? 0) - (cut.facts.video?.seconds ?? 0))).toBeLessThan(0.05);
    near(shop.colour('dense.mp4', 0.65), BLUE as number[]);
    near(shop.colour('dense.mp4', 0.75), RED as number[]);
    expect(shop.peak('dense.mp4', 0.75, 1.1)).toBeGreaterThan(0.05);
  });

  test('reverse runs pictures and sound backwards', async () => {
    const { facts } = await shop.use('reverse', { file: 'film.mp4', out: 'back.mp4' });
    expect(facts.video?.frames).toBe(60);
    near(shop.colour('back.mp4', 0.9), RED as number[]);
    near(shop.colour('back.mp4', 1.1), BLUE as number[]);
    // Each tone was at the beginning of its second, and is now at the end.
    expect(shop.peak('back.mp4', 0.05, 0.45)).toBeLessThan(0.01);
    expect(shop.peak('back.mp4', 0.55, 0.95)).toBeGreaterThan(0.05);
  });

  test('overlay lays a picture over a film where and while it is asked to', async () => {
    shop.make('logo.png', '-f lavfi -i color=lime:s=40x40,format=rgba -frames:v 1');
    const over = { x: 100, y: 20, from: 0.5, to: 1.5 };
    await shop.use('overlay', { file: 'film.mp4', over: 'logo.png', out: 'logo.mp4', ...over });
    near(shop.colour('logo.mp4', 0.2, '30:30:105:25'), BLUE as number[]);
    near(shop.colour('logo.mp4', 0.8, '30:30:105:25'), [0, 255, 0]);
    near(shop.colour('logo.mp4', 0.8, '30:30:20:25'), BLUE as number[]);
    near(shop.colour('logo.mp4', 1.8, '30:30:105:25'), RED as number[]);
    await shop.use('overlay', {
      file: 'film.mp4',
      over: 'logo.png',
      out: 'glass.mp4',
      width: 160,
      opacity: 0.5,
    });
    near(shop.colour('glass.mp4', 0.5, '80:40:40:20'), [0, 128, 128]);
    await shop.use('overlay', { file: 'film.mp4', over: 'mute.mp4', out: 'inset.mp4', width: 60 });
    expect(Math.max(...shop.colour('inset.mp4', 0.3, '60:30:0:0').slice(0, 2))).toBeGreaterThan(50);
  });

  test('burn-captions draws words literally, in every script there is a font for', async () => {
    const words = ['Ten {\\b1}bold{\\b0} \\N words', 'Zwölf Wörter & <i>mehr</i>', 'שלום'];
    const srt = words
      .map((text, at) => `${at + 1}\n00:00:0${at},000 --> 00:00:0${at},900\n${text}\n`)
      .join('\n');
    writeFileSync(path.join(shop.folder, 'words.srt'), srt);
    shop.make('dark.mp4', `-f lavfi -i color=black:s=640x360:r=30:d=3 ${H264}`);
    const { captions } = await shop.use('burn-captions', {
      file: 'dark.mp4',
      captions: 'words.srt',
      out: 'burnt.mp4',
    });
    expect(captions).toBe(3);
    for (const moment of [0.4, 1.4, 2.4]) {
      expect(Math.max(...shop.colour('burnt.mp4', moment, '120:30:260:310'))).toBeGreaterThan(8);
    }
    expect(Math.max(...shop.colour('burnt.mp4', 0.95, '120:30:260:310'))).toBeLessThan(4);
    writeFileSync(path.join(shop.folder, 'none.srt'), '[Script Info]\nDialogue: 0');
    const none = shop.use('burn-captions', { file: 'dark.mp4', captions: 'none.srt', out: 'x.mp4' });
    await expect(none).rejects.toThrow('no file of captions');
  });

  test('extract-frames gives pictures of the moments that were asked for', async () => {
    const made = await shop.use('extract-frames', { file: 'film.mp4', out: 'still', at: [0.5, 1.5] });
    expect(made).toMatchObject({ files: ['still-1.png', 'still-2.png'], width: 160, height: 90 });
    near(shop.colour('still-1.png', 0), BLUE as number[], 6);
    near(shop.colour('still-2.png', 0), RED as number[], 6);
    const late = shop.use('extract-frames', { file: 'film.mp4', out: 'late', at: [9] });
    await expect(late).rejects.toThrow('no frame at 9 seconds');
  });

  test('extract-frames gives the frame that is seen at a moment: one that has begun, and the last one', async () => {
    await shop.use('extract-frames', { file: 'film.mp4', out: 'seen', at: [0.99, 1, 1.999] });
    near(shop.colour('seen-1.png', 0), BLUE as number[], 6);
    near(shop.colour('seen-2.png', 0), RED as number[], 6);
    near(shop.colour('seen-3.png', 0), RED as number[], 6);
  });

  test('sizes beyond 8K are refused before anything is done', async () => {
    shop.make('thin.png', '-f lavfi -i color=red:s=2x2000 -frames:v 1');
    const over = shop.use('overlay', { file: 'mute.mp4', over: 'thin.png', out: 'o.mp4', width: 8192 });
    await expect(over).rejects.toThrow('would be 8192 × 8192000 pixels');
    const scale = (size: object) => shop.use('scale', { file: 'mute.mp4', out: 's.mp4', ...size });
    await expect(scale({ width: 8192 })).rejects.toThrow('8192 × 4608, which is larger than 8K');
    await expect(scale({ width: 8192, height: 8192 })).rejects.toMatchObject({ code: 'OPTION_INVALID' });
  });

  test('mix and loudness leave every sound at its moment', async () => {
    shop.make('late.wav', "-f lavfi -i aevalsrc='gte(t\\,0.5)*sin(6000*t)*0.5':s=48000:d=1");
    await shop.use('mix', { files: ['late.wav', 'late.wav'], out: 'mixed-late.wav' });
    await shop.use('loudness', { file: 'late.wav', out: 'levelled-late.wav' });
    for (const file of ['mixed-late.wav', 'levelled-late.wav']) {
      expect(shop.peak(file, 0.49, 0.4995)).toBeLessThan(0.01);
      expect(shop.peak(file, 0.5, 0.503)).toBeGreaterThan(0.1);
    }
  });

  test('stabilise makes a shaking film shake less', async () => {
    const shake = "crop=240:136:x='40+12*sin(n*1.9)':y='20+9*sin(n*2.7)'";
    shop.make('shaky.mp4', `-f lavfi -i mandelbrot=s=320x180:r=30 -t 1 -vf ${shake} ${H264}`);
    const { method, facts } = await shop.use('stabilise', { file: 'shaky.mp4', out: 'calm.mp4' });
    expect(method).toBe('vidstab');
    expect(facts.video).toMatchObject({ width: 240, height: 136, frames: 30 });
    expect(change('calm.mp4')).toBeLessThan(0.7 * change('shaky.mp4'));
  });

  test.each(['webm', 'mkv', 'mov', 'mp3', 'flac', 'ogg', 'm4a', 'wav'])(
    'convert writes .%s',
    async (ending) => {
      const { facts } = await shop.use('convert', { file: 'film.mp4', out: `converted.${ending}` });
      expect(facts.seconds).toBeCloseTo(2, 1);
      expect(facts.video === undefined).toBe(!['webm', 'mkv', 'mov'].includes(ending));
      expect(facts.audio).toBeDefined();
    },
  );

  test('inspect tells what a file is', async () => {
    expect((await shop.use('inspect', { file: 'mute.mp4' })).facts).toMatchObject({
      video: { codec: 'h264' },
    });
  });

  test('every tool has a name, a sentence and a description of every field', () => {
    expect(EDITING_TOOLS.length).toBe(15);
    for (const { name, description, input } of EDITING_TOOLS) {
      expect(name).toMatch(/^[a-z-]+$/);
      expect(description).toMatch(/^[A-Z].*\.$/);
      for (const [field, schema] of Object.entries(input.shape)) {
        expect(descriptionOf(schema), `${name} ${field}`).not.toBe('');
      }
    }
  });

  test('no half-made result stays behind', () => {
    expect(existsSync(path.join(shop.folder, 'x.wav'))).toBe(false);
  });
});

/** How often a sound crosses zero. */
function crossings(file: string): number {
  shop.make('mono.s16', `-i ${file} -ac 1 -f s16le`);
  const bytes = readFileSync(path.join(shop.folder, 'mono.s16'));
  let count = 0;
  for (let at = 2; at + 1 < bytes.length; at += 2) {
    if (bytes.readInt16LE(at) >= 0 !== bytes.readInt16LE(at - 2) >= 0) count += 1;
  }
  return count;
}

/** Mean difference of each frame to the one before, of the middle of the picture. */
function change(file: string): number {
  shop.make('grey.raw', `-i ${file} -vf crop=160:96,format=gray -f rawvideo`);
  const bytes = readFileSync(path.join(shop.folder, 'grey.raw'));
  let sum = 0;
  for (let at = 160 * 96; at < bytes.length; at += 1)
    sum += Math.abs((bytes[at] ?? 0) - (bytes[at - 160 * 96] ?? 0));
  return sum / bytes.length;
}
