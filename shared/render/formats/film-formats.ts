import type { Codec, FilmFormat } from '#shared/domain/film-format.ts';
import type { Container } from '#shared/render/formats/containers.ts';

/** What a film is made of. */
export interface FilmFormatRow {
  container: Container;
  codec: Codec;
  /** Whether what lies behind the layers of a scene is left open. */
  alpha: boolean;
  sound: SoundCodec;
}

/** What encodes sound: AAC at 192 kbit/s, or Opus at 160, which is as near to it. */
export type SoundCodec = 'aac' | 'opus';

/** Every form of a film. */
export const FORMATS: Record<FilmFormat, FilmFormatRow> = {
  mp4: { container: 'mp4', codec: 'h264', alpha: false, sound: 'aac' },
  'mp4-h265': { container: 'mp4', codec: 'h265', alpha: false, sound: 'aac' },
  'mp4-av1': { container: 'mp4', codec: 'av1', alpha: false, sound: 'aac' },
  webm: { container: 'webm', codec: 'vp9', alpha: false, sound: 'opus' },
  'mov-alpha': { container: 'mov', codec: 'prores', alpha: true, sound: 'aac' },
  'webm-alpha': { container: 'webm', codec: 'vp9', alpha: true, sound: 'opus' },
};

/** The container of a segment of a codec. */
export const SEGMENT_CONTAINERS: Record<Codec, Container> = {
  h264: 'mp4',
  h265: 'mp4',
  av1: 'mp4',
  vp9: 'webm',
  prores: 'mov',
};
