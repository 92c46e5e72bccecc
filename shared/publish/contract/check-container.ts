import type { DeliveryCheck } from '#shared/domain/delivery-report.ts';
import type { Codec, FilmFormat } from '#shared/domain/film-format.ts';
import { FPS, type Timeline } from '#shared/domain/timeline.ts';
import { type FilmFormatRow, FORMATS } from '#shared/render/formats/film-formats.ts';
import { firstIrregularFrame } from '#shared/render/join/check-uniform.ts';
import type { FilmFacts } from '#shared/render/join/film-facts.ts';

/** H.264 profiles by their number in the codec string. x264's quickest preset, for drafts, is not High. */
const PROFILES: Record<string, string> = { '64': 'High', '4d': 'Main', '42': 'Baseline' };
/** What the other codecs are called in files (their codec strings begin so), and by people. */
const OTHER_CODECS: Record<Exclude<Codec, 'h264'>, { string: RegExp; name: string }> = {
  h265: { string: /^(hev1|hvc1)\./, name: 'H.265' },
  av1: { string: /^av01\./, name: 'AV1' },
  vp9: { string: /^vp09\./, name: 'VP9' },
  prores: { string: /^ap4h$/, name: 'ProRes 4444' },
};
/** The sound of each: its codec string, its name, and one frame of it with a millisecond for rounding. */
const SOUND = {
  aac: { string: 'mp4a.40.2', name: 'AAC-LC', tolerance: 1024 / 48_000 + 0.001 },
  opus: { string: 'opus', name: 'Opus', tolerance: 0.0275 },
} as const;

/** Shape, frames, encoding and sound track, from what the container says. */
export function checkContainer(
  { video, audio, quickStart }: FilmFacts,
  { frames, quality }: Pick<Timeline, 'frames' | 'quality'>,
  asked: { width: number; height: number; format?: FilmFormat | undefined },
): DeliveryCheck[] {
  const format = FORMATS[asked.format ?? 'mp4'];
  const sound = SOUND[format.sound];
  const { primaries, transfer, matrix } = video.colour;
  const colours = [primaries, transfer, matrix].map((name) => name ?? 'untold');
  const irregular = firstIrregularFrame(video.times, FPS, video.tolerance);
  const soundSeconds = audio?.endSeconds ?? 0;
  return [
    {
      promise: 'frame-size',
      wanted: `${asked.width} × ${asked.height}`,
      measured: `${video.width} × ${video.height}${video.rotation === 0 ? '' : ` turned by ${video.rotation}°`}`,
      ok: video.width === asked.width && video.height === asked.height && video.rotation === 0,
      atMs: 0,
    },
    {
      promise: 'frame-rate',
      wanted: `${FPS} frames a second`,
      measured:
        irregular === undefined ? `${FPS} frames a second` : `frame ${irregular} comes at another time`,
      ok: irregular === undefined,
      ...(irregular === undefined ? {} : { atMs: Math.round((irregular * 1000) / FPS) }),
    },
    {
      promise: 'frame-count',
      wanted: `${frames} frames`,
      measured: `${video.frames} frames`,
      ok: video.frames === frames,
    },
    {
      promise: 'picture-encoding',
      ...encoding(video, quality, format),
    },
    {
      promise: 'colour',
      wanted: 'BT.709, limited range',
      measured: `${[...new Set(colours)].join('/')}, ${video.fullRange ? 'full' : 'limited'} range`,
      ok: colours.every((name) => name === 'bt709') && !video.fullRange,
    },
    {
      promise: 'quick-start',
      wanted: 'index first',
      measured: quickStart ? 'index first' : 'index last',
      ok: quickStart,
    },
    {
      promise: 'sound-encoding',
      wanted: `${sound.name}, 48000 Hz, 2 channels`,
      measured: audio ? soundName(audio) : 'missing',
      ok: audio?.codec === sound.string && audio.sampleRate === 48_000 && audio.channels === 2,
    },
    {
      promise: 'sound-length',
      wanted: `${(frames / FPS).toFixed(2)} s`,
      measured: `${soundSeconds.toFixed(2)} s`,
      ok: Math.abs(soundSeconds - frames / FPS) <= sound.tolerance,
    },
  ];
}

/** What the pictures are encoded to, with transparency where the format has it. */
function encoding(
  { codec, alpha }: FilmFacts['video'],
  quality: Timeline['quality'],
  format: FilmFormatRow,
): Pick<DeliveryCheck, 'wanted' | 'measured' | 'ok'> {
  if (format.codec === 'h264') {
    const profile = PROFILES[/^avc1\.(..)/.exec(codec)?.[1]?.toLowerCase() ?? ''] ?? codec;
    return {
      wanted: `H.264 ${quality === 'draft' ? 'of any 4:2:0 profile' : 'High'}`,
      measured: profile === codec ? profile : `H.264 ${profile}`,
      ok: quality === 'draft' ? profile !== codec : profile === 'High',
    };
  }
  const { string, name } = OTHER_CODECS[format.codec];
  const known = string.test(codec);
  const transparency = (there: boolean) => (there ? ' with transparency' : '');
  return {
    wanted: name + transparency(format.alpha),
    measured: (known ? name : codec) + transparency(alpha),
    ok: known && alpha === format.alpha,
  };
}

function soundName({ codec, sampleRate, channels }: NonNullable<FilmFacts['audio']>): string {
  const known = Object.values(SOUND).find(({ string }) => string === codec);
  return `${known?.name ?? codec}, ${sampleRate} Hz, ${channels} channels`;
}
