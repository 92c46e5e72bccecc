import { AppError } from '#shared/errors.ts';

/** How a child ended. */
export interface Exit {
  /** Exit code, or null when a signal ended it. */
  code: number | null;
  signal: NodeJS.Signals | null;
  /** The end of what it wrote to its standard error. */
  log: string;
  /** Why we ended it ourselves, if we did. */
  endedBy?: 'deadline' | 'abort';
}

/** `AVERROR_INVALIDDATA`, and the code of `-xerror` or too many decoding errors. */
const BAD_DATA_CODES = [183, 69];
const BAD_INPUT = new RegExp(
  [
    'Invalid data found when processing input',
    'Error opening input',
    'Could not find codec parameters',
    'Error while (opening decoder|decoding)',
    // ffmpeg 7 ends decoders so at damage that has no error code of its own.
    'Error (submitting|processing) packet (to|in) decoder',
    '\\[dec:\\w+ @ \\w+\\] Task finished with error code',
    'matches no streams',
    'does not contain any stream',
    'moov atom not found',
    'not on whitelist',
    'exceeds? .*max_pixels|Picture size \\d+x\\d+ is invalid',
    'exceeded max_streams',
  ].join('|'),
  'i',
);

/** What ffmpeg says when it is told to encode on a GPU and it was built without that, or there is no driver or no GPU. */
const NO_GPU =
  /Unknown encoder 'h264_nvenc'|Cannot load (?:libcuda|libnvidia-encode|nvcuda|nvEncodeAPI)|No (?:NVENC )?capable devices found|cuInit\(0\) failed/;

/**
 * Turns the end of an ffmpeg process into the error it means, or undefined for success. A shell's 128 + n counts as
 * signal n. The log goes into `cause`, never into the message.
 */
export function classifyExit({ code, signal, log, endedBy }: Exit): AppError | undefined {
  const cause = { code, signal, log };
  if (endedBy === 'abort') return new AppError('CANCELLED', 'The work was cancelled.', { cause });
  if (endedBy === 'deadline' || signal === 'SIGXCPU' || code === 152) {
    return new AppError('TOOL_TIMEOUT', 'ffmpeg took too long and was stopped.', { cause });
  }
  if (code === 0) return undefined;
  if (NO_GPU.test(log)) {
    return new AppError('TOOL_MISSING', 'This machine has no NVIDIA GPU that encodes video.', {
      hint: 'Leave gpu-jobs out of REELWRIGHT_RENDER_LANES, or let them run on machines with such a GPU.',
      cause,
    });
  }
  if (/No space left on device|Disk quota exceeded/.test(log)) {
    return new AppError('STORE_FULL', 'The disk is full.', {
      hint: 'Free some space and run the same command again.',
      cause,
    });
  }
  if (signal === 'SIGKILL' || code === 137) {
    return new AppError('TOOL_CRASHED', 'ffmpeg was killed by the system.', {
      hint: 'This mostly means too little memory: close other programs or ask for a smaller film.',
      cause,
    });
  }
  if (signal !== null || (code !== null && code >= 129 && code <= 165)) {
    return new AppError('TOOL_CRASHED', 'ffmpeg crashed.', { cause });
  }
  if ((code !== null && BAD_DATA_CODES.includes(code)) || BAD_INPUT.test(log)) {
    return new AppError('MEDIA_INVALID', 'A media file is damaged or not what it claims to be.', { cause });
  }
  return new AppError('TOOL_FAILED', 'ffmpeg could not do its work.', { cause });
}
