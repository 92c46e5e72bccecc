import { AppError } from '#shared/errors.ts';

/** Sound in memory: one array of samples in [-1, 1] per channel, all of the same length. */
export interface Sound {
  sampleRate: number;
  channels: Float32Array[];
}

/** What a WAV header says about the samples that follow it. */
export interface WavFormat {
  sampleRate: number;
  channels: number;
  /** Sample frames; as many samples in each channel. */
  frames: number;
  /** Where the samples begin, in bytes from the start of the file. */
  dataOffset: number;
}

/** Size of the header that {@link wavHeader} writes, in bytes. */
export const WAV_HEADER_BYTES = 44;

/** The 44-byte RIFF header of 16-bit PCM. Throws `MEDIA_INVALID` when the file would pass 4 GiB. */
export function wavHeader({
  sampleRate,
  channels,
  frames,
}: Pick<WavFormat, 'sampleRate' | 'channels' | 'frames'>): Uint8Array {
  const dataBytes = frames * channels * 2;
  if (dataBytes > 0xffffffff - WAV_HEADER_BYTES)
    throw new AppError('MEDIA_INVALID', 'The sound is too long.');
  const header = new Uint8Array(WAV_HEADER_BYTES);
  const view = new DataView(header.buffer);
  const text = (offset: number, value: string) => header.set(new TextEncoder().encode(value), offset);
  text(0, 'RIFF');
  view.setUint32(4, dataBytes + WAV_HEADER_BYTES - 8, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * channels * 2, true);
  view.setUint16(32, channels * 2, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, dataBytes, true);
  return header;
}

/** Interleaved 16-bit little-endian samples of the channels; what lies outside [-1, 1] is clipped. */
export function toPcm16(channels: readonly Float32Array[], frames = channels[0]?.length ?? 0): Uint8Array {
  const pcm = new Int16Array(frames * channels.length);
  channels.forEach((samples, channel) => {
    for (let i = 0, o = channel; i < frames; i++, o += channels.length) {
      const sample = (samples[i] as number) * 32768;
      pcm[o] = sample >= 32767 ? 32767 : sample <= -32768 ? -32768 : Math.round(sample);
    }
  });
  return new Uint8Array(pcm.buffer);
}

/** The samples of interleaved 16-bit PCM, one array per channel; `bytes` holds whole frames. */
export function fromPcm16(bytes: Uint8Array, channels: number): Float32Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const frames = Math.floor(bytes.byteLength / (2 * channels));
  return Array.from({ length: channels }, (_, channel) => {
    const samples = new Float32Array(frames);
    for (let i = 0; i < frames; i++) samples[i] = view.getInt16(2 * (i * channels + channel), true) / 32768;
    return samples;
  });
}

/** A RIFF WAVE file of 16-bit PCM. */
export function encodeWav({ sampleRate, channels }: Sound): Uint8Array {
  const frames = channels[0]?.length ?? 0;
  const pcm = toPcm16(channels);
  const file = new Uint8Array(WAV_HEADER_BYTES + pcm.length);
  file.set(wavHeader({ sampleRate, channels: channels.length, frames }));
  file.set(pcm, WAV_HEADER_BYTES);
  return file;
}

/**
 * Reads the header of a WAV file from its first bytes. `size` is the length of the whole file; a data chunk that claims
 * more than there is ends with the file. Throws `MEDIA_INVALID` for anything but 16-bit PCM of one or two channels.
 */
export function readWavFormat(head: Uint8Array, size: number): WavFormat {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const tag = (offset: number) => String.fromCharCode(...head.subarray(offset, offset + 4));
  let format: { sampleRate: number; channels: number } | undefined;
  if (head.length >= 12 && tag(0) === 'RIFF' && tag(8) === 'WAVE') {
    for (let offset = 12; offset + 8 <= head.length; ) {
      const length = view.getUint32(offset + 4, true);
      const body = offset + 8;
      if (tag(offset) === 'fmt ' && body + 16 <= head.length) {
        const channels = view.getUint16(body + 2, true);
        const sampleRate = view.getUint32(body + 4, true);
        const pcm16 = view.getUint16(body, true) === 1 && view.getUint16(body + 14, true) === 16;
        if (!pcm16 || channels < 1 || channels > 2 || sampleRate < 8000 || sampleRate > 192_000) break;
        format = { channels, sampleRate };
      } else if (tag(offset) === 'data' && format !== undefined) {
        const frames = Math.floor(Math.min(length, size - body) / (2 * format.channels));
        return { ...format, frames, dataOffset: body };
      }
      offset = body + length + (length & 1);
    }
  }
  throw new AppError('MEDIA_INVALID', 'The sound is not a WAV file of 16-bit PCM with one or two channels.');
}

/** Decodes a WAV file of 16-bit PCM; throws `MEDIA_INVALID` for anything else. */
export function decodeWav(bytes: Uint8Array): Sound {
  const { sampleRate, channels, frames, dataOffset } = readWavFormat(bytes, bytes.length);
  const data = bytes.subarray(dataOffset, dataOffset + frames * channels * 2);
  return { sampleRate, channels: fromPcm16(data, channels) };
}
