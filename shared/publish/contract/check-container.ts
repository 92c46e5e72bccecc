import type { DeliveryCheck } from '#shared/domain/delivery-report.ts';
import { FPS, type Timeline } from '#shared/domain/timeline.ts';
import { firstIrregularFrame } from '#shared/render/join/check-uniform.ts';
import type { FilmFacts } from '#shared/render/join/film-facts.ts';

/** H.264 profiles by their number in the codec string. x264's quickest preset, for drafts, is not High. */
const PROFILES: Record<string, string> = { '64': 'High', '4d': 'Main', '42': 'Baseline' };
/** One AAC frame at 48 kHz, and a millisecond for rounding. */
const SOUND_TOLERANCE = 1024 / 48_000 + 0.001;

/** Shape, frames, encoding and sound track, from what the container says. */
export function checkContainer(
  { video, audio, quickStart }: FilmFacts,
  { frames, quality }: Pick<Timeline, 'frames' | 'quality'>,
  size: { width: number; height: number },
): DeliveryCheck[] {
  const profile = PROFILES[/^avc1\.(..)/.exec(video.codec)?.[1]?.toLowerCase() ?? ''] ?? video.codec;
  const { primaries, transfer, matrix } = video.colour;
  const colours = [primaries, transfer, matrix].map((name) => name ?? 'untold');
  const irregular = firstIrregularFrame(video.times, FPS);
  const soundSeconds = audio?.endSeconds ?? 0;
  return [
    {
      promise: 'frame-size',
      wanted: `${size.width} × ${size.height}`,
      measured: `${video.width} × ${video.height}${video.rotation === 0 ? '' : ` turned by ${video.rotation}°`}`,
      ok: video.width === size.width && video.height === size.height && video.rotation === 0,
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
      wanted: `H.264 ${quality === 'draft' ? 'of any 4:2:0 profile' : 'High'}`,
      measured: profile === video.codec ? profile : `H.264 ${profile}`,
      ok: quality === 'draft' ? profile !== video.codec : profile === 'High',
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
      wanted: 'AAC-LC, 48000 Hz, 2 channels',
      measured: audio ? soundName(audio) : 'missing',
      ok: audio?.codec === 'mp4a.40.2' && audio.sampleRate === 48_000 && audio.channels === 2,
    },
    {
      promise: 'sound-length',
      wanted: `${(frames / FPS).toFixed(2)} s`,
      measured: `${soundSeconds.toFixed(2)} s`,
      ok: Math.abs(soundSeconds - frames / FPS) <= SOUND_TOLERANCE,
    },
  ];
}

function soundName({ codec, sampleRate, channels }: NonNullable<FilmFacts['audio']>): string {
  return `${codec === 'mp4a.40.2' ? 'AAC-LC' : codec}, ${sampleRate} Hz, ${channels} channels`;
}
