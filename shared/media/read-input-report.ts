/** What ffmpeg prints of its first input before it works on it. */
export interface InputReport {
  /** Length that the container claims, in seconds; undefined when it claims none. */
  seconds: number | undefined;
  /** How many streams of any kind. */
  streams: number;
  /** The first picture that moves, when there is one. */
  video: ReportedVideo | undefined;
  /** Whether a stream's encoding is not known at all. */
  unknownCodec: boolean;
}

/** One line of the report and the side data below it. */
export interface ReportedVideo {
  codec: string;
  pixelFormat: string;
  /** What stands behind the pixel format: range, colours, order of fields. */
  notes: readonly string[];
  width: number;
  height: number;
  /** The rate that the container claims; NaN when it claims none. */
  fps: number;
  /** Clockwise, in degrees as the matrix has it. */
  rotation: number;
}

const TAKEN = /^ {2}Stream #0:\d+/;

/**
 * Reads ffmpeg's report. Lines are taken at their indentation: a tag in the file can write any text into the log, but its
 * values always stand behind a colon. What matters for safety is held against the packets by the caller.
 */
export function readInputReport(log: string): InputReport {
  const from = log.indexOf('Input #0');
  const to = /^(?:Stream mapping:|Output #0|#\w)/m.exec(log.slice(from))?.index;
  const lines = log.slice(from, to === undefined ? undefined : from + to).split('\n');
  const claims = lines.map((line) => /^ {2}Duration: (\d+):(\d\d):(\d\d\.\d\d), /.exec(line));
  const [, hours, minutes, rest] = claims.find((claim) => claim !== null) ?? [];
  const seconds = Number(hours) * 3600 + Number(minutes) * 60 + Number(rest);
  const streams = lines.filter((line) => TAKEN.test(line));
  const at = lines.findIndex(
    (line) => TAKEN.test(line) && / Video: /.test(line) && !line.includes('(attached pic)'),
  );
  return {
    seconds: hours === undefined ? undefined : seconds,
    streams: streams.length,
    video: at === -1 ? undefined : readVideo(lines, at),
    unknownCodec: streams.some((line) => /: (Video|Audio): none\b/.test(line)),
  };
}

function readVideo(lines: readonly string[], at: number): ReportedVideo {
  const [, text = ''] = / Video: (.*)$/.exec(lines[at] ?? '') ?? [];
  const [codec = '', format = '', ...others] = fields(text);
  const [, width, height] = /(?:^|, )(\d+)x(\d+)/.exec(others.join(', ')) ?? [];
  const rate = /, ([\d.]+)(k?) fps/.exec(text) ?? /, ([\d.]+)(k?) tbr/.exec(text);
  const next = lines.findIndex((line, index) => index > at && TAKEN.test(line));
  const matrix = lines
    .slice(at, next === -1 ? undefined : next)
    .map((line) => /^ {6,8}displaymatrix: rotation of (-?[\d.]+) degrees/.exec(line)?.[1])
    .find((angle) => angle !== undefined);
  return {
    codec: codec.split(' ')[0] ?? '',
    pixelFormat: format.split('(')[0]?.trim() ?? '',
    notes: /\((.*)\)/.exec(format)?.[1]?.split(', ') ?? [],
    width: Number(width),
    height: Number(height),
    fps: Number(rate?.[1]) * (rate?.[2] === 'k' ? 1000 : 1),
    // The matrix turns counter-clockwise.
    rotation: matrix === undefined ? 0 : -Number(matrix),
  };
}

/** Splits at the commas that stand in no brackets. */
function fields(text: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const character of text) {
    if ('(['.includes(character)) depth += 1;
    if (')]'.includes(character)) depth -= 1;
    if (character === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts.map((part) => part.trim());
}
