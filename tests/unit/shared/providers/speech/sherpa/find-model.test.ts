import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findModel } from '#shared/providers/speech/sherpa/find-model.ts';

const root = mkdtempSync(join(tmpdir(), 'kitten-home-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A folder as the releases lay it out: one around everything. */
function lay(name: string, files: string[], folders: string[] = []): string {
  const folder = join(root, name);
  mkdirSync(join(folder, name), { recursive: true });
  for (const file of files) writeFileSync(join(folder, name, file), '');
  for (const inner of folders) mkdirSync(join(folder, name, inner));
  return folder;
}

test.each([
  ['kokoro-en-v0_19', ['model.onnx', 'tokens.txt', 'voices.bin'], 'kokoro', 'model.onnx'],
  ['kitten-nano-en', ['model.fp32.onnx', 'tokens.txt', 'voices.bin'], 'kitten', 'model.fp32.onnx'],
  ['matcha-en', ['model-steps-3.onnx', 'vocos-22khz.onnx', 'tokens.txt'], 'matcha', 'model-steps-3.onnx'],
  ['vits-piper-en', ['en.onnx', 'en.onnx.json', 'tokens.txt'], 'vits', 'en.onnx'],
  ['vits-two', ['model.int8.onnx', 'model.onnx', 'tokens.txt'], 'vits', 'model.onnx'],
])('the files of %s are those of a voice', async (name, files, kind, model) => {
  const { folder, files: found } = await findModel(lay(name, files, ['espeak-ng-data']));
  expect(folder).toBe(join(root, name, name));
  expect(found).toMatchObject({ kind, model, tokens: 'tokens.txt', dataDir: 'espeak-ng-data' });
});

test('a folder without a model is no voice', async () => {
  await expect(findModel(lay('nothing', ['tokens.txt']))).rejects.toMatchObject({ code: 'MEDIA_INVALID' });
});
