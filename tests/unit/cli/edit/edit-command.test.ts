import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { EDITING_TOOLS } from '#shared/media/edit/editing-tools.ts';
import { testFfmpeg, testFolder } from '#tests/unit/shared/render/ffmpeg/make-media.ts';

const root = testFolder();
const folder = path.join(root, 'my films');
const main = path.resolve('cli/main.ts');
/** A name with all that programs stumble over. */
const WEIRD = "-i weird %02d: 'x'.mp4";

/** Runs the real command in the folder. */
function edit(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [main, 'edit', ...args], { cwd: folder }, (error, out, err) => {
      resolve({ code: error ? Number(error.code) : 0, out, err });
    });
  });
}

beforeAll(async () => {
  mkdirSync(folder);
  const args = '-v error -f lavfi -i testsrc2=s=64x36:r=30:d=1 -c:v libx264 -pix_fmt yuv420p';
  execFileSync(await testFfmpeg(root), [...args.split(' '), `file:${WEIRD}`], { cwd: folder });
});

describe('npm run edit', () => {
  test('a file of any name is edited, and nothing but the result is left beside it', async () => {
    const { code, out } = await edit('trim', `./${WEIRD}`, '--from', '0.5', '--out', 'half.mp4');
    expect({ code, out }).toEqual({
      code: 0,
      out: 'half.mp4\n0.50 s · 64 × 36 · 30 frames a second · h264\n',
    });
    expect(readdirSync(folder).sort()).toEqual([WEIRD, 'half.mp4']);
  });

  test('a file that is there stays as it is without --force, and what is read is never written to', async () => {
    const before = readFileSync(path.join(folder, 'half.mp4'));
    const again = await edit('trim', `./${WEIRD}`, '--out', 'half.mp4');
    expect(again).toMatchObject({ code: 1, err: expect.stringContaining('There is already a file') });
    symlinkSync('half.mp4', path.join(folder, 'link.mp4'));
    for (const out of ['half.mp4', 'link.mp4']) {
      const over = await edit('trim', 'half.mp4', '--out', out, '--force');
      expect(over).toMatchObject({ code: 1, err: expect.stringContaining('while it is read') });
    }
    expect(readFileSync(path.join(folder, 'half.mp4'))).toEqual(before);
    const forced = await edit('trim', `./${WEIRD}`, '--to', '0.2', '--out', 'half.mp4', '--force', '--json');
    expect(JSON.parse(forced.out)).toMatchObject({ facts: { video: { frames: 6 } } });
  });

  test('pictures get their numbers behind the name that was given', async () => {
    const { out } = await edit('extract-frames', 'half.mp4', '--at', '0,0.1', '--out', 'still');
    expect(out).toContain('still-1.png\nstill-2.png');
  });

  test.each([
    [['trim', 'nowhere.mp4', '--out', 'x.mp4'], 'There is no file nowhere.mp4'],
    [['trim', 'half.mp4', '--out', 'nowhere/x.mp4'], 'Nothing can be written into'],
    [['trim', 'half.mp4', '--from', 'x', '--out', 'x.mp4'], 'Give a number'],
    [['crop', 'half.mp4', '--aspect', '2:1', '--out', 'x.mp4'], 'must be one of 16:9, 9:16, 1:1'],
    [['nosuch'], "unknown command 'nosuch'"],
  ])('%j is one clear sentence and exit code 1', async (args, words) => {
    expect(await edit(...args)).toMatchObject({ code: 1, err: expect.stringContaining(words) });
    expect(readdirSync(folder).filter((name) => name.startsWith('x') || name.startsWith('.'))).toEqual([]);
  });

  test('the help names every tool', async () => {
    const { out, code } = await edit('--help');
    expect(code).toBe(0);
    for (const { name, description } of EDITING_TOOLS) {
      expect(out).toContain(name);
      expect(out).toContain(description);
    }
  });
});
