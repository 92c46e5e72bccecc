import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { RenderFormat } from '#shared/domain/film-format.ts';
import { AppError } from '#shared/errors.ts';
import { startFfmpeg } from '#shared/render/ffmpeg/child.ts';
import { FORMATS } from '#shared/render/formats/film-formats.ts';
import { encoderName } from '#shared/render/segment/encode-options.ts';

/** Encoders of ffmpeg that a format is made with. */
function encodersOf(format: RenderFormat): string[] {
  if (format === 'stills') return ['png'];
  if (format === 'gif') return ['gif', 'png', ...encodersOf('mp4')];
  const { codec, sound } = FORMATS[format];
  return [encoderName(codec), sound === 'opus' ? 'libopus' : 'aac'];
}

/**
 * Asks ffmpeg once what it can encode. Throws `TOOL_MISSING` with the encoders that it lacks for the format, before anything
 * is made of the film. `folder` is any folder of the job's own.
 */
export async function needEncoders(
  format: RenderFormat,
  job: { program: string; folder: string; signal: AbortSignal },
): Promise<void> {
  const { stdout, done } = startFfmpeg(['-hide_banner', '-encoders'], { ...job, timeoutMs: 20_000 }, 'out');
  const [listed] = await Promise.all([text(stdout as Readable), done]);
  const known = new Set(listed.split(/\s+/));
  const missing = encodersOf(format).filter((name) => !known.has(name));
  if (missing.length === 0) return;
  throw new AppError(
    'TOOL_MISSING',
    `This machine's ffmpeg cannot make ${format}: it lacks ${missing.join(' and ')}.`,
    {
      hint: 'Choose another --format, or set REELWRIGHT_FFMPEG to an ffmpeg that has it.',
    },
  );
}
