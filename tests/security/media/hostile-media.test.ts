import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorCode } from '#shared/errors.ts';
import { probeMedia } from '#shared/media/probe-media.ts';
import type { InputFormat } from '#shared/render/ffmpeg/arguments.ts';
import { runFfmpeg } from '#shared/render/ffmpeg/run-ffmpeg.ts';
import { type Bait, disguisedTexts, hostileNames, withMagic } from '#tests/security/media/disguised-files.ts';
import { encode, never, testFfmpeg, testFolder } from '#tests/unit/shared/render/ffmpeg/make-media.ts';

const outside = testFolder();
const folder = mkdtempSync(path.join(outside, 'job-'));
const pinned = await testFfmpeg(outside);
/** Every ffmpeg that may be installed with us on this platform. */
const shipped = [pinned, ...optional('node-ffmpeg-linux-x64')];

function optional(name: string): string[] {
  try {
    return [
      path.join(path.dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), 'ffmpeg'),
    ];
  } catch {
    return [];
  }
}
let requests = 0;
const server = createServer((_, response) => {
  requests += 1;
  response.end();
});

/** Length of the secret film; wherever it turns up, the secret was read. */
const SECRET_SECONDS = 7.77;
const bait: Bait = { secret: path.join(outside, 'secret.mp4'), neighbour: 'neighbour.mp4', server: '' };

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  bait.server = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const graph = `testsrc2=s=64x36:r=10:d=${SECRET_SECONDS}[v];sine=d=${SECRET_SECONDS}[a]`;
  await encode(outside, 'secret.mp4', graph);
  await encode(folder, 'neighbour.mp4', graph);
});
afterAll(() => {
  server.close();
});

const put = (name: string, bytes: string | Buffer) => writeFileSync(path.join(folder, name), bytes);
const probe = (file: string, program = pinned) => probeMedia({ program, folder, file, signal: never });
const decode = (file: string, format: InputFormat, program = pinned) =>
  runFfmpeg({
    program,
    folder,
    inputs: [{ file, format }],
    outputs: [{ file: null, options: ['-map', '0'] }],
    timeoutMs: 10_000,
    signal: never,
  });
const names = Object.keys(disguisedTexts(bait));

describe('media is hostile', () => {
  test.each(names)('%s: refused as what it is, whatever its name', async (name) => {
    put('attack.mp4', disguisedTexts(bait)[name] ?? '');
    await expect(probe('attack.mp4')).rejects.toMatchObject({ code: 'MEDIA_INVALID' });
  });

  test.each(names)('%s: read as each format we accept, it opens nothing else', async (name) => {
    // Prepare
    const text = disguisedTexts(bait)[name] ?? '';
    for (const [format, bytes] of Object.entries({ ...withMagic(text) })) {
      put('attack.mp4', bytes);
      // Act
      for (const program of shipped) {
        const result = await decode('attack.mp4', format as InputFormat, program).catch(
          (error: unknown) => error,
        );
        // Assess
        if (result instanceof Error) expect(['MEDIA_INVALID', 'TOOL_FAILED']).toContain(errorCode(result));
        const log = (result as { log?: string }).log ?? (result as { cause: { log: string } }).cause.log;
        expect(log).not.toMatch(/0:07\.7|h264/);
      }
    }
  });

  test('no name leads out of the folder or is taken for an option, protocol or pattern', async () => {
    const before = readdirSync(folder).sort();
    for (const name of hostileNames(bait)) {
      const asInput = decode(name, 'mov');
      await expect(asInput, name).rejects.toMatchObject({ code: 'ASSET_PATH_REFUSED' });
      await expect(probe(name), name).rejects.toMatchObject({ code: 'ASSET_PATH_REFUSED' });
      const asOutput = runFfmpeg({
        program: pinned,
        folder,
        inputs: [{ file: 'neighbour.mp4', format: 'mov' }],
        outputs: [{ file: name, options: ['-c', 'copy'] }],
        timeoutMs: 10_000,
        signal: never,
      });
      await expect(asOutput, name).rejects.toMatchObject({ code: 'ASSET_PATH_REFUSED' });
    }
    expect(readdirSync(folder).sort()).toEqual(before);
  });

  test('links, folders and named pipes are not read', async () => {
    symlinkSync(bait.secret, path.join(folder, 'link.mp4'));
    mkdirSync(path.join(folder, 'folder.mp4'));
    execFileSync('mkfifo', [path.join(folder, 'pipe.mp4')]);
    for (const name of ['link.mp4', 'folder.mp4', 'pipe.mp4', 'missing.mp4']) {
      await expect(probe(name)).rejects.toMatchObject({ code: 'ASSET_PATH_REFUSED' });
      await expect(decode(name, 'mov')).rejects.toMatchObject({ code: 'ASSET_PATH_REFUSED' });
    }
  });

  test('a title with the words of ffmpeg stays a title', async () => {
    const title =
      'x" -f null - \n  Stream #0:7: Video: h264, 9x9, 1 fps\n  Duration: 99:00:00.00, ; $(touch pwn) -y pwn.mp4';
    await runFfmpeg({
      program: pinned,
      folder,
      inputs: [{ file: 'neighbour.mp4', format: 'mov' }],
      outputs: [{ file: 'titled.mp4', options: ['-c', 'copy', '-metadata', `title=${title}`] }],
      timeoutMs: 10_000,
      signal: never,
    });
    expect(await probe('titled.mp4')).toMatchObject({ video: { width: 64, height: 36, fps: 10 } });
    expect(readdirSync(folder).filter((name) => name.includes('pwn'))).toEqual([]);
  });

  test('no attack made a request', () => {
    expect(names.length * 5 + hostileNames(bait).length).toBeGreaterThan(60);
    expect(requests).toBe(0);
  });

  test('the bait is good: without our limits ffmpeg reads the other file and asks the server', async () => {
    put('attack.mp4', disguisedTexts(bait)['ffconcat, relative'] ?? '');
    const { stderr } = await promisify(execFile)(pinned, ['-i', 'attack.mp4'], { cwd: folder }).catch(
      (e) => e,
    );
    put('attack.mp4', disguisedTexts(bait)['DASH, address'] ?? '');
    await promisify(execFile)(pinned, ['-i', 'attack.mp4'], { cwd: folder }).catch((e) => e);
    expect({ leaked: /Video: h264/.test(stderr), asked: requests > 0 }).toEqual({
      leaked: true,
      asked: true,
    });
  });
});
