import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AppError } from '#shared/errors.ts';
import type { ModelFiles } from '#shared/providers/speech/sherpa/voice-manifest.ts';

/**
 * Finds out which files of an unpacked folder are the model, as the releases of sherpa-onnx lay them out. Gives the folder that
 * holds them too: archives have one folder around everything. Throws `MEDIA_INVALID` for a folder without a model.
 */
export async function findModel(folder: string): Promise<{ folder: string; files: ModelFiles }> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const [only] = folders;
  if (only !== undefined && folders.length === 1 && !names.some((name) => name.endsWith('.onnx')))
    return await findModel(join(folder, only));
  const models = names.filter((name) => name.endsWith('.onnx')).sort();
  const vocoder = models.find((name) => /^(vocos|hifigan)/.test(name));
  // Of several steps of training and sizes the last one is the best.
  const model = models.filter((name) => name !== vocoder).at(-1);
  const tokens = names.find((name) => name === 'tokens.txt');
  if (model === undefined || tokens === undefined) {
    throw new AppError('MEDIA_INVALID', 'There is no voice in it: it needs a model (.onnx) and tokens.txt.', {
      hint: 'Take an archive of the releases "tts-models" of k2-fsa/sherpa-onnx.',
    });
  }
  const voices = names.find((name) => name === 'voices.bin');
  const kind = voices
    ? /kitten/i.test(basename(folder) + model)
      ? 'kitten'
      : 'kokoro'
    : vocoder
      ? 'matcha'
      : 'vits';
  const lexicon = names.find((name) => name === 'lexicon.txt');
  const dataDir = folders.find((name) => name === 'espeak-ng-data');
  return {
    folder,
    files: {
      kind,
      model,
      tokens,
      ...(dataDir ? { dataDir } : {}),
      ...(lexicon ? { lexicon } : {}),
      ...(voices ? { voices } : {}),
      ...(vocoder ? { vocoder } : {}),
    },
  };
}
