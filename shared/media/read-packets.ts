import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

/** What the packets of one stream say, in seconds. */
export interface PacketFacts {
  codec: string;
  /** Length and sum of what the decoder is set up with, or nothing. */
  configuration: string;
  /** Pixels as stored, of a picture. */
  width: number;
  height: number;
  /** Width of a pixel over its height. */
  pixelAspect: number;
  /** Hz, of sound. */
  sampleRate: number;
  /** ffmpeg's name of the arrangement of channels, for example `stereo` or `5.1(side)`. */
  layout: string;
  packets: number;
  /** When the first one is shown or heard. */
  start: number;
  /** When the last one is over. */
  end: number;
  /** Longest and shortest distance from one frame to the next, in order of showing. */
  longestStep: number;
  shortestStep: number;
  /** One unit of the stream's clock. */
  tick: number;
}

/** `AV_PKT_FLAG_DISCARD`. */
const DISCARDED = 4;

interface Reading {
  facts: Map<string, string>;
  times: number[];
  end: number;
}

/**
 * Reads what ffmpeg's `framecrc` muxer wrote: a head of `#key stream: value` and one line for each packet, of which it takes
 * stream, time of decoding and of showing, duration and flags. Packets that an edit list leaves out do not count. Gives the facts
 * of each stream.
 */
export async function readPackets(file: string): Promise<PacketFacts[]> {
  const readings = new Map<number, Reading>();
  const of = (stream: number): Reading => {
    const known = readings.get(stream) ?? { facts: new Map(), times: [], end: Number.NEGATIVE_INFINITY };
    readings.set(stream, known);
    return known;
  };
  for await (const line of createInterface({ input: createReadStream(file, 'utf8') })) {
    const [, key = '', named, value = ''] = /^#(\w+) (\d+): +(.*)$/.exec(line) ?? [];
    if (named !== undefined) of(Number(named)).facts.set(key, value);
    else if (!line.startsWith('#')) addPacket(line, of);
  }
  return [...readings].sort(([one], [other]) => one - other).map(([, reading]) => factsOf(reading));
}

function addPacket(line: string, of: (stream: number) => Reading): void {
  const [stream = 0, decoded = Number.NaN, shown = Number.NaN, lasting = 0] = line.split(',', 4).map(Number);
  const flags = Number.parseInt(/, F=0x([0-9A-F]+)/.exec(line)?.[1] ?? '0', 16);
  if ((flags & DISCARDED) !== 0) return;
  const reading = of(stream);
  const at = Number.isFinite(shown) ? shown : decoded;
  if (!Number.isFinite(at)) return;
  reading.times.push(at);
  reading.end = Math.max(reading.end, at + (lasting > 0 ? lasting : 0));
}

function factsOf({ facts, times, end }: Reading): PacketFacts {
  const tick = ratio(facts.get('tb'), '/');
  const sorted = Float64Array.from(times).sort();
  let [longest, shortest] = [0, Number.POSITIVE_INFINITY];
  for (let at = 1; at < sorted.length; at += 1) {
    const step = (sorted[at] ?? 0) - (sorted[at - 1] ?? 0);
    [longest, shortest] = [Math.max(longest, step), Math.min(shortest, step)];
  }
  const [width = Number.NaN, height = Number.NaN] = (facts.get('dimensions') ?? '').split('x').map(Number);
  const aspect = ratio(facts.get('sar'), '/');
  return {
    codec: facts.get('codec_id') ?? '',
    configuration: facts.get('extradata')?.replace(/\s+/g, '') ?? '',
    width,
    height,
    pixelAspect: aspect > 0 ? aspect : 1,
    sampleRate: Number(facts.get('sample_rate')),
    layout: facts.get('channel_layout_name') ?? '',
    packets: sorted.length,
    start: (sorted[0] ?? Number.NaN) * tick,
    end: end * tick,
    longestStep: longest * tick,
    shortestStep: shortest * tick,
    tick,
  };
}

function ratio(text: string | undefined, separator: string): number {
  const [above = Number.NaN, below = Number.NaN] = (text ?? '').split(separator).map(Number);
  return above / below;
}
