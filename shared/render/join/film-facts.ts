import { open } from 'node:fs/promises';
import {
  EncodedPacketSink,
  FilePathSource,
  Input,
  type InputAudioTrack,
  type InputVideoTrack,
  MP4,
} from 'mediabunny';
import { AppError } from '#shared/errors.ts';

/** What the container of one of our own films or segments says; nothing is decoded. */
export interface FilmFacts {
  video: VideoFacts;
  /** Segments have none. */
  audio: AudioFacts | undefined;
  tracks: number;
  title: string | undefined;
  /** Whether the index stands before the data, so that a player can begin before it has the whole file. */
  quickStart: boolean;
}

/** The picture track. */
interface VideoFacts {
  /** RFC 6381, for example `avc1.640028`: profile High (0x64), level 4.0. */
  codec: string;
  /** The decoder configuration (avcC) as hex; segments with another one cannot be joined without encoding. */
  configuration: string;
  width: number;
  height: number;
  rotation: number;
  /** Names of RFC 9559 / WebCodecs, for example `bt709`; undefined where the film says nothing. */
  colour: { primaries?: string | undefined; transfer?: string | undefined; matrix?: string | undefined };
  fullRange: boolean;
  frames: number;
  /** When each frame is shown, in seconds, in order of showing. */
  times: Float64Array;
}

/** The sound track. */
interface AudioFacts {
  /** RFC 6381: `mp4a.40.2` is AAC-LC. */
  codec: string;
  channels: number;
  sampleRate: number;
  endSeconds: number;
}

/** Reads an MP4 that we made ourselves. Throws `MEDIA_INVALID` when it has no picture track or cannot be read to its end. */
export async function readFilm(file: string): Promise<FilmFacts> {
  const input = new Input({ formats: [MP4], source: new FilePathSource(file) });
  try {
    const [video, ...others] = await input.getVideoTracks();
    if (!video || others.length > 0) throw new Error('not exactly one picture track');
    const audio = await input.getPrimaryAudioTrack();
    return {
      video: await readVideo(video),
      audio: audio ? await readAudio(audio) : undefined,
      tracks: (await input.getTracks()).length,
      title: (await input.getMetadataTags()).title,
      quickStart: await isQuickStart(file),
    };
  } catch (cause) {
    throw new AppError('MEDIA_INVALID', 'The film cannot be read.', { cause });
  } finally {
    input.dispose();
  }
}

async function readVideo(track: InputVideoTrack): Promise<VideoFacts> {
  const config = await track.getDecoderConfig();
  const description = config?.description;
  if (!config || !description) throw new Error('a picture track without a decoder configuration');
  const { primaries, transfer, matrix, fullRange } = await track.getColorSpace();
  const times: number[] = [];
  const packets = new EncodedPacketSink(track).packets(undefined, undefined, { metadataOnly: true });
  for await (const { timestamp } of packets) times.push(timestamp);
  return {
    codec: config.codec,
    configuration: Buffer.from(description as Uint8Array).toString('hex'),
    width: await track.getDisplayWidth(),
    height: await track.getDisplayHeight(),
    rotation: await track.getRotation(),
    colour: {
      primaries: primaries ?? undefined,
      transfer: transfer ?? undefined,
      matrix: matrix ?? undefined,
    },
    fullRange: fullRange === true,
    frames: times.length,
    times: Float64Array.from(times).sort(),
  };
}

async function readAudio(track: InputAudioTrack): Promise<AudioFacts> {
  return {
    codec: (await track.getCodecParameterString()) ?? 'unknown',
    channels: await track.getNumberOfChannels(),
    sampleRate: await track.getSampleRate(),
    endSeconds: await track.computeDuration(),
  };
}

/** Walks the top-level boxes (ISO/IEC 14496-12, 4.2) until it meets `moov` or `mdat`. */
async function isQuickStart(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const head = Buffer.alloc(16);
    for (let at = 0; ; ) {
      const { bytesRead } = await handle.read(head, 0, 16, at);
      if (bytesRead < 8) return false;
      const type = head.toString('latin1', 4, 8);
      if (type === 'moov') return true;
      const size = head.readUInt32BE(0) === 1 ? Number(head.readBigUInt64BE(8)) : head.readUInt32BE(0);
      if (type === 'mdat' || size < 8) return false;
      at += size;
    }
  } finally {
    await handle.close();
  }
}
