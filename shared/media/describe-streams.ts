import { AppError } from '#shared/errors.ts';
import type { AudioFacts, VideoFacts } from '#shared/media/media-facts.ts';
import type { ReportedVideo } from '#shared/media/read-input-report.ts';
import type { PacketFacts } from '#shared/media/read-packets.ts';

/** Brings together what head and packets say of the pictures of a file that begins at `fileStart` seconds; throws `MEDIA_INVALID` when they contradict each other. */
export function describeVideo(reported: ReportedVideo, packets: PacketFacts, fileStart: number): VideoFacts {
  const { width, height, codec, pixelAspect } = packets;
  if (reported.codec !== codec || reported.width !== width || reported.height !== height) {
    refuse('its head contradicts its content');
  }
  if (/^(?:none|unknown|)$/.test(reported.pixelFormat)) refuse('its pictures cannot be read');
  if (!(pixelAspect > 1 / 16 && pixelAspect < 16)) refuse('its pixels have no possible shape');
  const rotation = quarterTurn(reported.rotation);
  const square = { width: Math.max(1, Math.round(width * pixelAspect)), height };
  const turned = rotation === 90 || rotation === 270;
  return {
    codec,
    configuration: packets.configuration,
    width: turned ? square.height : square.width,
    height: turned ? square.width : square.height,
    storedWidth: width,
    storedHeight: height,
    rotation,
    pixelAspect,
    fps: packets.packets / lengthOf(reported, packets),
    variableRate: isVariable(packets),
    frames: packets.packets,
    startsAt: Math.max(0, packets.start - fileStart),
    seconds: lengthOf(reported, packets),
    pixelFormat: reported.pixelFormat,
    bitDepth: bitDepth(reported.pixelFormat),
    alpha: /^(?:yuva|gbrap|rgba|bgra|argb|abgr|ya\d|ayuv)/.test(reported.pixelFormat),
    ...colours(reported.notes),
  };
}

/** What the packets say of the sound; throws `MEDIA_INVALID` for an arrangement of channels that nobody can play. */
export function describeAudio({ codec, sampleRate, layout, start, end }: PacketFacts): AudioFacts {
  const channels = channelCount(layout);
  if (!(channels >= 1 && channels <= 16)) refuse('its channels of sound are not known');
  if (sampleRate > 768_000) refuse('its sampling rate is beyond anything heard');
  const seconds = end - Math.max(start, 0);
  if (!(seconds > 0)) refuse('its sound has no length');
  return { codec, sampleRate, channels, seconds };
}

/** Names of libavutil's channel_layout.c that do not say their number. */
const LAYOUTS: Record<string, number> = {
  ...{ mono: 1, stereo: 2, downmix: 2, binaural: 2, quad: 4, cube: 8, hexagonal: 6, octagonal: 8 },
  hexadecagonal: 16,
};

/** `5.1(side)` is six channels, `7.1.4` twelve. */
function channelCount(layout: string): number {
  const name = layout.replace(/\(.*\)$/, '');
  const counted = /^(\d+) channels/.exec(layout)?.[1];
  if (counted !== undefined) return Number(counted);
  if (/^\d+(?:\.\d+)+$/.test(name)) return name.split('.').reduce((sum, part) => sum + Number(part), 0);
  return LAYOUTS[name] ?? 0;
}

/** A single frame may last no time at all by its packet; then it lasts as long as the rate of the head says. */
function lengthOf({ fps }: ReportedVideo, { packets, start, end }: PacketFacts): number {
  if (end - start > 0) return end - start;
  if (fps > 0) return packets / fps;
  return refuse('it has no frames a second');
}

/** What a container's clock may shift a frame by: a tick; or a tenth of the distance of frames. */
function isVariable({ longestStep, shortestStep, tick, packets }: PacketFacts): boolean {
  if (packets < 3) return false;
  return longestStep - shortestStep > Math.max(2.01 * tick, 0.1 * longestStep);
}

function quarterTurn(degrees: number): VideoFacts['rotation'] {
  const quarters = degrees / 90;
  // ffmpeg, too, takes a degree more or less for a quarter; another angle keeps the size of the frame.
  if (Math.abs(quarters - Math.round(quarters)) * 90 > 1) return 0;
  const turn = ((((Math.round(quarters) * 90) % 360) + 360) % 360) + 0;
  return turn as VideoFacts['rotation'];
}

/** The digits at the end of ffmpeg's names: `yuv420p10le`, `p010le`, `rgb48le`, `gbrpf32le`; without them it is 8. */
function bitDepth(pixelFormat: string): number {
  const bits = Number(/(\d+)(?:le|be)$/.exec(pixelFormat)?.[1] ?? 8);
  if (bits === 48 || bits === 64) return 16;
  return bits > 32 || bits < 8 ? 8 : bits;
}

/** The notes are those of libavcodec's `avcodec_string`: range, `matrix/primaries/transfer` or one name for all, fields. */
function colours(notes: readonly string[]): Pick<VideoFacts, 'colour' | 'hdr' | 'interlaced'> {
  const range = notes.find((note) => note === 'tv' || note === 'pc') as 'tv' | 'pc' | undefined;
  const fields = /^(?:top|bottom) (?:first|coded first)/;
  const named = notes.find(
    (note) => note !== range && !fields.test(note) && !/^progressive$|^\d+ bpc$/.test(note),
  );
  const all = named?.split('/') ?? [];
  const [matrix, primaries, transfer] = all.length === 3 ? all : [all[0], all[0], all[0]];
  const known = (name: string | undefined) => name !== undefined && !/^(?:unknown|reserved)$/.test(name);
  return {
    interlaced: notes.some((note) => fields.test(note)),
    hdr: transfer === 'smpte2084' ? 'pq' : transfer === 'arib-std-b67' ? 'hlg' : 'none',
    colour: {
      ...(range ? { range } : {}),
      ...(known(matrix) ? { matrix: matrix ?? '' } : {}),
      ...(known(primaries) ? { primaries: primaries ?? '' } : {}),
      ...(known(transfer) ? { transfer: transfer ?? '' } : {}),
    },
  };
}

function refuse(reason: string): never {
  throw new AppError('MEDIA_INVALID', `This file cannot be used: ${reason}.`, {
    hint: 'Save it anew as MP4, or give another file.',
  });
}
