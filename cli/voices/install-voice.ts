import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { cp, mkdir, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { download } from '#cli/voices/download.ts';
import type { Progress } from '#cli/voices/progress.ts';
import { tryVoice } from '#cli/voices/try-voice.ts';
import { checkUnpacked, unpack } from '#cli/voices/unpack.ts';
import type { LocalConfig } from '#local/config.ts';
import { homePaths, openHome } from '#local/home.ts';
import { AppError, errorCode } from '#shared/errors.ts';
import { CATALOGUE } from '#shared/providers/speech/sherpa/catalogue.ts';
import { findModel } from '#shared/providers/speech/sherpa/find-model.ts';
import {
  MANIFEST_FILE,
  readInstalledVoices,
  VoiceManifest,
  VoiceName,
} from '#shared/providers/speech/sherpa/voice-manifest.ts';

/** What a person may say about an installation. */
export interface InstallFlags {
  from?: string;
  sha256?: string;
  accept?: boolean;
  language?: string[];
  licence?: string;
}

/**
 * Installs a voice: gets its archive, checks its hash, unpacks it aside, lets the voice speak, and only then puts it in its
 * place. Throws `OPTION_INVALID`, `FETCH_FAILED`, `MEDIA_INVALID`, and what trying the voice throws; nothing is installed then.
 */
export async function installVoice(
  name: string,
  flags: InstallFlags,
  config: LocalConfig,
  progress: Progress,
): Promise<VoiceManifest> {
  const known = CATALOGUE.find((voice) => voice.name === name);
  const from = flags.from ?? known?.url;
  const languages = flags.language ?? known?.languages;
  check(name, from, languages);
  const folder = await voicesFolder(config);
  if (readInstalledVoices(folder).some((voice) => voice.name === name)) {
    throw new AppError('OPTION_INVALID', `The voice ${name} is installed already.`, {
      hint: `npm run voices -- remove ${name}`,
    });
  }
  const wanted = (flags.sha256 ?? known?.sha256)?.toLowerCase();
  const aside = await mkdtemp(join(folder, '.unpacked-'));
  try {
    const sha256 = await fetchInto(aside, from as string, { folder, wanted, flags, progress });
    progress.step('Trying the voice …');
    const found = await findModel(aside);
    const tried = await tryVoice(found, (languages as readonly string[])[0] ?? 'en');
    const manifest = VoiceManifest.parse({
      version: 1,
      name,
      languages,
      licence: flags.licence ?? known?.licence ?? 'not told',
      files: found.files,
      ...tried,
      source: /^https?:/.test(from as string) ? from : basename(from as string),
      sha256,
    });
    await writeFile(join(found.folder, MANIFEST_FILE), `${JSON.stringify(manifest, undefined, 2)}\n`);
    // Nobody sees a voice that is half there.
    await rm(join(folder, name), { recursive: true, force: true });
    await rename(found.folder, join(folder, name));
    return manifest;
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

function check(name: string, from: string | undefined, languages: readonly string[] | undefined): void {
  const named = VoiceName.safeParse(name);
  if (!named.success) {
    throw new AppError(
      'OPTION_INVALID',
      `A voice cannot be named "${name}": ${named.error.issues[0]?.message}.`,
    );
  }
  if (from === undefined) {
    throw new AppError('OPTION_INVALID', `There is no voice "${name}" in the list.`, {
      hint: `There are: ${CATALOGUE.map((voice) => voice.name).join(', ')}. Another one needs --from.`,
    });
  }
  if (languages === undefined) {
    throw new AppError('OPTION_INVALID', 'Say what the voice speaks.', {
      hint: 'For example: --language en',
    });
  }
}

/** The home is made where it is missing; one that is at work is not disturbed. */
async function voicesFolder(config: LocalConfig): Promise<string> {
  try {
    (await openHome(config.home)).close();
  } catch (error) {
    if (errorCode(error) !== 'HOME_BUSY') throw error;
  }
  const { voices } = homePaths(config.home);
  await mkdir(voices, { recursive: true, mode: 0o700 });
  return voices;
}

interface Fetching {
  folder: string;
  /** SHA-256 of the archive. */
  wanted: string | undefined;
  flags: InstallFlags;
  progress: Progress;
}

/** Puts what the archive or folder holds into `aside`; gives the SHA-256 of the archive, or of a folder's model. */
async function fetchInto(aside: string, from: string, fetching: Fetching): Promise<string> {
  const { folder, wanted, flags, progress } = fetching;
  const isAddress = /^https?:\/\//i.test(from);
  // By its address: what came from one place is not gone on with from another.
  const path = isAddress ? join(folder, `.download-${hashOfText(from).slice(0, 16)}`) : resolve(from);
  if (isAddress) {
    progress.step(`Downloading ${from}`);
    await download(from, path, progress);
  }
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new AppError('OPTION_INVALID', `There is no file ${from}.`);
  if (found.isDirectory()) {
    await cp(path, aside, { recursive: true, errorOnExist: false });
    await checkUnpacked(aside);
    const model = await findModel(aside);
    const sha256 = await hashOf(join(model.folder, model.files.model));
    // The list knows archives only; of a folder the person says what its model should be.
    checkHash('model', sha256, flags.sha256?.toLowerCase(), flags);
    return sha256;
  }
  const sha256 = await hashOf(path);
  try {
    checkHash('archive', sha256, wanted, flags);
    progress.step('Unpacking …');
    await unpack(path, aside);
  } catch (error) {
    // What is not what it should be must be got anew; what waits for a person's word stays.
    if (isAddress && errorCode(error) === 'MEDIA_INVALID') await rm(path, { force: true });
    throw error;
  }
  if (isAddress) await rm(path, { force: true });
  return sha256;
}

function checkHash(
  what: 'archive' | 'model',
  sha256: string,
  wanted: string | undefined,
  { accept }: InstallFlags,
): void {
  if (wanted === sha256 || (wanted === undefined && accept)) return;
  if (wanted !== undefined) {
    throw new AppError(
      'MEDIA_INVALID',
      `The ${what} is not the one that was meant: its SHA-256 is ${sha256}.`,
      {
        hint: `It should be ${wanted}. The download may be damaged: try again.`,
      },
    );
  }
  throw new AppError(
    'OPTION_INVALID',
    `Nobody here knows what this ${what} should be; its SHA-256 is ${sha256}.`,
    {
      hint: 'Compare it with what its publisher says, then run the same command with --sha256 <hash>, or with --accept.',
    },
  );
}

function hashOfText(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
