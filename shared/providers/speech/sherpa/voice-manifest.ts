import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

/** Kinds of models that are known here. */
export const MODEL_KINDS = ['vits', 'matcha', 'kokoro', 'kitten'] as const;

const FileName = z
  .string()
  .regex(/^[\w.+-]+(?:\/[\w.+-]+)*$/, 'must be a plain path within the folder')
  .refine((path) => !path.split('/').includes('..'), 'must stay within the folder');

/** Which files of a folder a model is made of; paths within the folder. */
export const ModelFiles = z.strictObject({
  kind: z.enum(MODEL_KINDS),
  model: FileName,
  tokens: FileName,
  /** Data of a phonemiser, a lexicon, the styles of several speakers, and the second half of a Matcha model. */
  dataDir: FileName.optional(),
  lexicon: FileName.optional(),
  voices: FileName.optional(),
  vocoder: FileName.optional(),
});
export type ModelFiles = z.infer<typeof ModelFiles>;

/** Name of an installed voice: what stands behind `sherpa:`. */
export const VoiceName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'must be small letters, figures and dashes, at most 40');

/** What is known of an installed voice: `voice.json` in its folder. */
export const VoiceManifest = z.strictObject({
  version: z.literal(1),
  name: VoiceName,
  languages: z.array(z.string().min(2)).min(1),
  licence: z.string(),
  files: ModelFiles,
  sampleRate: z.int().min(8_000).max(96_000),
  speakers: z.int().positive(),
  wordsPerMinute: z.number().positive(),
  /** Where it came from, and the SHA-256 of what came. */
  source: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type VoiceManifest = z.infer<typeof VoiceManifest>;

/** The file in a voice's folder that makes it an installed one. */
export const MANIFEST_FILE = 'voice.json';

/** The voices installed in a folder, sorted by name; folders without a sound manifest are none. */
export function readInstalledVoices(folder: string): VoiceManifest[] {
  return listFolder(folder).flatMap((name) => {
    const parsed = VoiceManifest.safeParse(readJson(join(folder, name, MANIFEST_FILE)));
    return parsed.success && parsed.data.name === name ? [parsed.data] : [];
  });
}

function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
