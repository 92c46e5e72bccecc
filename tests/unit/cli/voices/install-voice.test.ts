import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { type InstallFlags, installVoice } from '#cli/voices/install-voice.ts';
import { listVoices } from '#cli/voices/list-voices.ts';
import { removeVoice } from '#cli/voices/remove-voice.ts';
import { sayText } from '#cli/voices/say-text.ts';
import { readConfig } from '#local/config.ts';
import { decodeWav } from '#shared/audio/wav.ts';
import { writeTinyVoice } from '#tests/unit/shared/providers/speech/sherpa/tiny-voice.ts';

const root = mkdtempSync(join(tmpdir(), 'voices-'));
const archive = join(root, 'tiny.tar.gz');
const ranges: (string | undefined)[] = [];
let bytes = Buffer.alloc(0);
/** The server breaks the first answer off after so many bytes. */
let breakAfter: number | undefined;
const server = createServer(({ url, headers: { range } }, response) => {
  ranges.push(range);
  if (url !== '/tiny.tar.gz') return void response.writeHead(404).end();
  const from = Number(/bytes=(\d+)-/.exec(range ?? '')?.[1] ?? 0);
  response.writeHead(range ? 206 : 200, { 'content-length': bytes.length - from });
  if (breakAfter === undefined) return void response.end(bytes.subarray(from));
  response.write(bytes.subarray(from, breakAfter), () => setTimeout(() => response.destroy(), 50));
  breakAfter = undefined;
});
let url = '';
let home = '';

const config = () => readConfig({ REELWRIGHT_HOME: home, PATH: '' });
const silent = { step: () => undefined, bytes: () => undefined };
const install = (flags: InstallFlags, name = 'tiny') =>
  installVoice(name, { language: ['en'], ...flags }, config(), silent);
const kept = () => readdirSync(join(home, 'voices')).filter((name) => !name.startsWith('.download'));
const hashOf = (data: Uint8Array) => createHash('sha256').update(data).digest('hex');

function pack(name: string, ...args: string[]): string {
  const path = join(root, name);
  const { status, stderr } = spawnSync('tar', ['-czf', path, ...args]);
  if (status !== 0) throw new Error(String(stderr));
  return path;
}

beforeAll(async () => {
  writeTinyVoice(join(root, 'vits-tiny'));
  pack('tiny.tar.gz', '-C', root, 'vits-tiny');
  bytes = readFileSync(archive);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/tiny.tar.gz`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(root, { recursive: true, force: true });
});
beforeEach(() => {
  home = mkdtempSync(join(root, 'home-'));
  ranges.length = 0;
});

describe('installing a voice', () => {
  test('downloads, checks and tries it; then it is listed, speaks, and can be removed', async () => {
    // Act
    const manifest = await install({ from: url, sha256: hashOf(bytes) });

    // Assess
    expect(manifest).toMatchObject({ name: 'tiny', sampleRate: 16_000, speakers: 1, sha256: hashOf(bytes) });
    expect(kept()).toEqual(['tiny']);
    expect(listVoices(config())).toMatch(/^ {2}sherpa:tiny +en +neural/m);
    const out = join(home, 'said.wav');
    expect(await sayText({ voice: 'sherpa:tiny', text: 'Hello there, world.', out }, config())).toContain(
      '3 words',
    );
    expect(decodeWav(readFileSync(out)).sampleRate).toBe(48_000);
    await removeVoice('tiny', join(home, 'voices'));
    expect(kept()).toEqual([]);
    await expect(sayText({ voice: 'sherpa:tiny', text: 'Hi', out }, config())).rejects.toMatchObject({
      code: 'VOICE_UNAVAILABLE',
    });
  });

  test('goes on where a download broke off', async () => {
    breakAfter = 5_000;
    await install({ from: url, sha256: hashOf(bytes) });
    expect(ranges).toEqual([undefined, 'bytes=5000-']);
    expect(kept()).toEqual(['tiny']);
  });

  test('an archive that is not the one that was meant is not unpacked, and not kept', async () => {
    await expect(install({ from: url, sha256: '0'.repeat(64) })).rejects.toMatchObject({
      code: 'MEDIA_INVALID',
      message: expect.stringContaining(hashOf(bytes)),
    });
    expect(readdirSync(join(home, 'voices'))).toEqual([]);
  });

  test('one that nobody knows waits for a person’s word', async () => {
    await expect(install({ from: archive })).rejects.toMatchObject({
      code: 'OPTION_INVALID',
      message: expect.stringContaining(hashOf(bytes)),
    });
    await install({ from: archive, accept: true });
    expect(kept()).toEqual(['tiny']);
  });

  test('what came from one address is not taken for what another one has', async () => {
    await expect(install({ from: url })).rejects.toMatchObject({ code: 'OPTION_INVALID' });
    await expect(install({ from: url.replace('tiny', 'none'), accept: true })).rejects.toMatchObject({
      code: 'FETCH_FAILED',
    });
    await install({ from: url, accept: true });
    expect(ranges.length).toBe(2);
    expect(readdirSync(join(home, 'voices'))).toEqual(['tiny']);
  });

  test('a voice of the list can be installed from a folder, whose model the person answers for', async () => {
    const folder = join(root, 'vits-tiny');
    const model = hashOf(readFileSync(join(folder, 'tiny.onnx')));
    await expect(install({ from: folder }, 'kokoro-en')).rejects.toMatchObject({
      code: 'OPTION_INVALID',
      message: expect.stringContaining(model),
    });
    expect(await install({ from: folder, sha256: model }, 'kokoro-en')).toMatchObject({ sha256: model });
  });

  test('without the program that unpacks, that is said', async () => {
    vi.stubEnv('PATH', root);
    onTestFinished(() => void vi.unstubAllEnvs());
    await expect(install({ from: archive, accept: true })).rejects.toMatchObject({
      code: 'TOOL_MISSING',
      hint: expect.stringContaining('Install tar'),
    });
    expect(kept()).toEqual([]);
  });

  test('what is not there is said so', async () => {
    await expect(install({ from: url.replace('tiny', 'none') })).rejects.toMatchObject({
      code: 'FETCH_FAILED',
    });
    await expect(install({ from: 'http://127.0.0.1:9/x.tar.gz' })).rejects.toMatchObject({
      code: 'FETCH_FAILED',
      hint: expect.stringContaining('--from'),
    });
    await expect(install({}, 'nobody')).rejects.toMatchObject({ code: 'OPTION_INVALID' });
    await expect(install({ from: archive }, '../evil')).rejects.toMatchObject({ code: 'OPTION_INVALID' });
  });
});

describe('an archive that cannot be trusted', () => {
  const refused = async (path: string) => {
    await expect(install({ from: path, accept: true })).rejects.toMatchObject({ code: 'MEDIA_INVALID' });
    expect(kept()).toEqual([]);
  };

  test('with a path that leads out of it is refused, and nothing is written there', async () => {
    const evil = join(root, 'evil.txt');
    writeFileSync(evil, 'evil');
    const path = pack('escape.tar.gz', '-C', join(root, 'vits-tiny'), '-P', '../evil.txt', 'tokens.txt');
    rmSync(evil);
    await refused(path);
    expect(readdirSync(root)).not.toContain('evil.txt');
    expect(readdirSync(home)).not.toContain('evil.txt');
  });

  test('with a link is refused', async () => {
    const folder = join(root, 'linked');
    writeTinyVoice(folder);
    symlinkSync('/etc/passwd', join(folder, 'lexicon.txt'));
    await refused(pack('linked.tar.gz', '-C', root, 'linked'));
    await refused(folder);
  });

  test('that is damaged, no archive, or holds no voice or no model is refused', async () => {
    const broken = join(root, 'broken.tar.gz');
    writeFileSync(broken, bytes.subarray(0, bytes.length / 2));
    await refused(broken);
    const text = join(root, 'text.tar.bz2');
    writeFileSync(text, 'not an archive at all');
    await refused(text);
    mkdirSync(join(root, 'empty'));
    await refused(pack('empty.tar.gz', '-C', root, 'empty'));
    const fake = join(root, 'fake');
    writeTinyVoice(fake);
    writeFileSync(join(fake, 'tiny.onnx'), 'no model');
    await refused(fake);
  });
});
