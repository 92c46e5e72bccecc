import { join } from 'node:path';
import type { ModelFiles } from '#shared/providers/speech/sherpa/voice-manifest.ts';

/** Threads of one voice; fixed, because sums of floats depend on how they are divided. */
const THREADS = 2;
/**
 * Models that vary their melody by chance get none of it: they draw from a generator that cannot be seeded, and the same text
 * must give the same bytes.
 */
const NO_CHANCE = 0;

/** What `sherpa-onnx-node` is told to load a model; `folder` is absolute. */
export function modelConfig(folder: string, files: ModelFiles): object {
  const path = (name: string | undefined) => (name === undefined ? '' : join(folder, name));
  const shared = {
    tokens: path(files.tokens),
    dataDir: path(files.dataDir),
    lexicon: path(files.lexicon),
    lengthScale: 1,
  };
  const model = path(files.model);
  const kinds = {
    vits: { vits: { ...shared, model, noiseScale: NO_CHANCE, noiseScaleW: NO_CHANCE } },
    matcha: {
      matcha: { ...shared, acousticModel: model, vocoder: path(files.vocoder), noiseScale: NO_CHANCE },
    },
    kokoro: { kokoro: { ...shared, model, voices: path(files.voices) } },
    kitten: { kitten: { ...shared, model, voices: path(files.voices) } },
  };
  return {
    model: { ...kinds[files.kind], numThreads: THREADS, provider: 'cpu', debug: 0 },
    maxNumSentences: 1,
  };
}
