import {
  EncodedPacketSink,
  FilePathSource,
  Input,
  type InputAudioTrack,
  type InputFormat,
  type InputVideoTrack,
  MP4,
  QTFF,
  WEBM,
} from 'mediabunny';
import { AppError } from '#shared/errors.ts';
import { CONTAINERS, type Container } from '#shared/render/formats/containers.ts';
import { isQuickStart } from '#shared/render/join/quick-start.ts';

/** What the container of one of our own films or segments says; nothing is decoded. */
export interface FilmFacts {
  container: Container;
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
  /** What a decoder is told before the first frame, as hex, or the codec where it is told nothing; segments with another one
   * cannot be joined without encoding. */
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
  /** How far from its moment a frame may be told to be shown, in seconds. */
  tolerance: number;
  /** Whether it has transparency. */
  alpha: boolean;
}

/** The sound track. */
interface AudioFacts {
  /** RFC 6381: `mp4a.40.2` is AAC-LC. */
  codec: string;
  channels: number;
  sampleRate: number;
  endSeconds: number;
}

/** Reads a film that we made ourselves. Throws `MEDIA_INVALID` when it has no picture track or cannot be read to its end. */
export async function readFilm(file: string): Promise<FilmFacts> {
  const input = new Input({ formats: [MP4, QTFF, WEBM], source: new FilePathSource(file) });
  try {
    const [video, ...others] = await input.getVideoTracks();
    if (!video || others.length > 0) throw new Error('not exactly one picture track');
    const audio = await input.getPrimaryAudioTrack();
    const container = CONTAINER_OF.get(await input.getFormat());
    if (container === undefined) throw new Error('a container that we do not write');
    return {
      container,
      video: { ...(await readVideo(video)), tolerance: CONTAINERS[container].tolerance },
      audio: audio ? await readAudio(audio) : undefined,
      tracks: (await input.getTracks()).length,
      title: (await input.getMetadataTags()).title,
      quickStart: await isQuickStart(file, container),
    };
  } catch (cause) {
    throw new AppError('MEDIA_INVALID', 'The film cannot be read.', { cause });
  } finally {
    input.dispose();
  }
}

const CONTAINER_OF = new Map<InputFormat, Container>([
  [MP4, 'mp4'],
  [QTFF, 'mov'],
  [WEBM, 'webm'],
]);

async function readVideo(track: InputVideoTrack): Promise<Omit<VideoFacts, 'tolerance'>> {
  const config = await track.getDecoderConfig();
  if (!config) throw new Error('a picture track of which nothing is told');
  const description = config.description as Uint8Array | undefined;
  const { primaries, transfer, matrix, fullRange } = await track.getColorSpace();
  const times: number[] = [];
  const packets = new EncodedPacketSink(track).packets(undefined, undefined, { metadataOnly: true });
  for await (const { timestamp } of packets) times.push(timestamp);
  return {
    codec: config.codec,
    configuration: description ? Buffer.from(description).toString('hex') : config.codec,
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
    alpha: await track.canBeTransparent(),
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
