import type { VideoFacts } from '#shared/media/media-facts.ts';

/** Frames a second of everything that films are made of. */
export const FOOTAGE_FPS = 30;
/** Sides of 4K UHD; footage lies or stands. */
const LONG_SIDE = 3840;
const SHORT_SIDE = 2160;

/** How footage is made uniform. */
export interface FootagePlan {
  width: number;
  height: number;
  /** ffmpeg's filters for the pictures, in order. */
  filters: string[];
  /** Whether brightness beyond white is mapped into what a screen without HDR shows. */
  toneMapped: boolean;
}

/**
 * Plans the way from what a file has to H.264's common ground: square pixels, upright (ffmpeg turns as the file says), at most
 * 4K with even sides, frames at equal distances (30 a second where nothing else is asked for), each field made a frame, no transparency (it shows black), 8 bit BT.709. With
 * `toneMapping` off, for an ffmpeg without zscale, HDR and wide colours are shown as if they were not.
 */
export function planFootage(
  video: VideoFacts,
  { toneMapping = true, rate = String(FOOTAGE_FPS) }: { toneMapping?: boolean; rate?: string } = {},
): FootagePlan {
  const { width, height } = fit(video);
  const wide = video.hdr !== 'none' || /^(?:bt2020|smpte43[12])$/.test(video.colour.primaries ?? '');
  const toneMapped = wide && toneMapping;
  const even = `fps=${rate}:start_time=0:round=near`;
  const faster = video.fps * (video.interlaced ? 2 : 1) > framesPerSecond(rate);
  return {
    ...{ width, height, toneMapped },
    filters: [
      ...(video.interlaced ? ['bwdif=mode=send_field'] : []),
      // Frames that are left out need not be scaled, and those that are doubled are scaled once.
      ...(faster ? [even] : []),
      ...(toneMapped ? mapped(video, width, height) : scaled(video, width, height)),
      ...(video.alpha ? ['format=yuva444p', 'premultiply=inplace=1'] : []),
      ...['setsar=1', 'format=yuv420p'],
      'setparams=colorspace=bt709:color_primaries=bt709:color_trc=bt709:range=tv:field_mode=prog',
      ...(faster ? [] : [even]),
    ],
  };
}

/** Rates of cinema, television and screens (SMPTE ST 2036-1 and older). */
const RATES = ['24000/1001', '24', '25', '30000/1001', '30', '48', '50', '60000/1001', '60'];

/** A rate as ffmpeg writes it, as a number. */
export function framesPerSecond(rate: string): number {
  const [above = Number.NaN, below = 1] = rate.split('/').map(Number);
  return above / below;
}

/** The rate that a film keeps when it is edited: its own where it is even and at most 60, otherwise 30 or 60. */
export function steadyRate({ fps, variableRate }: Pick<VideoFacts, 'fps' | 'variableRate'>): string {
  if (variableRate) return String(FOOTAGE_FPS);
  const known = RATES.find((rate) => Math.abs(framesPerSecond(rate) / fps - 1) < 0.0005);
  return known ?? String(Number(Math.min(60, fps).toFixed(3)));
}

function fit({ width, height }: VideoFacts): { width: number; height: number } {
  const factor = Math.min(1, LONG_SIDE / Math.max(width, height), SHORT_SIDE / Math.min(width, height));
  const even = (side: number) => Math.max(2, 2 * Math.round((side * factor) / 2));
  return { width: even(width), height: even(height) };
}

function scaled(video: VideoFacts, width: number, height: number): string[] {
  const matrix = video.colour.matrix === undefined ? `:in_color_matrix=${guessMatrix(video)}` : '';
  const quality = 'flags=bicubic+accurate_rnd+full_chroma_int';
  return [`scale=w=${width}:h=${height}${matrix}:out_color_matrix=bt709:out_range=tv:${quality}`];
}

/** What players take for footage that says nothing: BT.601 up to the size of DVDs, BT.709 above. */
function guessMatrix({ storedWidth, storedHeight }: VideoFacts): string {
  return storedWidth > 1024 || storedHeight > 576 ? 'bt709' : 'smpte170m';
}

/** White of HDR graphics (ITU-R BT.2408, 203 cd/m²) is what BT.709 calls white; what shines brighter is compressed into the rest. */
const WHITE_NITS = 203;
/** 1,000 cd/m², for which most films are mastered. A fixed peak: one measured frame by frame would flicker. */
const PEAK = 1000 / WHITE_NITS;

/**
 * To linear light, to BT.709's primaries, brightness through Möbius' curve, which leaves dark and middle tones as they are.
 * On grey of 50, 100, 203, 400 and 1,000 cd/m² it gives 56, 72, 85, 94 and 100 % of the signal.
 */
function mapped(video: VideoFacts, width: number, height: number): string[] {
  const { matrix, primaries, transfer } = video.colour;
  const given = [
    `matrixin=${zscaleName(matrix, 'bt2020nc')}`,
    `primariesin=${zscaleName(primaries, 'bt2020')}`,
    `transferin=${zscaleName(transfer, 'bt709')}`,
  ].join(':');
  const curve = video.hdr === 'none' ? [] : [`tonemap=tonemap=mobius:desat=0:peak=${PEAK.toFixed(3)}`];
  const nits = video.hdr === 'none' ? 100 : WHITE_NITS;
  return [
    `zscale=w=${width}:h=${height}:f=bicubic:${given}:t=linear:npl=${nits}`,
    'format=gbrpf32le',
    'zscale=p=bt709',
    ...curve,
    'zscale=t=bt709:m=bt709:r=tv',
    video.alpha ? 'format=yuva444p' : 'format=yuv420p',
  ];
}

/** zscale knows most of ffmpeg's names by its own. */
function zscaleName(name: string | undefined, standard: string): string {
  const names: Record<string, string> = {
    bt2020nc: 'bt2020nc',
    bt2020c: 'bt2020c',
    bt2020: 'bt2020',
    smpte431: 'smpte431',
    smpte432: 'smpte432',
    smpte2084: 'smpte2084',
    'arib-std-b67': 'arib-std-b67',
    'bt2020-10': '2020_10',
    'bt2020-12': '2020_12',
    smpte170m: '170m',
    bt470bg: '470bg',
    bt709: '709',
    gbr: 'gbr',
    'iec61966-2-1': 'iec61966-2-1',
  };
  return names[name ?? ''] ?? standard;
}
