import { open } from 'node:fs/promises';
import path from 'node:path';
import type { InputFormat } from '#shared/render/ffmpeg/arguments.ts';
import { runFfmpeg } from '#shared/render/ffmpeg/run-ffmpeg.ts';

/** A small copy of a frame: three bytes a pixel, red, green, blue, row by row. */
export interface Sample {
  seconds: number;
  columns: number;
  rows: number;
  rgb: Uint8Array;
}

/** What one reading of footage gives. */
export interface Samples {
  /** When a picture is another scene than the one before it, in seconds, in order. */
  cuts: number[];
  /** Goes through the small copies in order, one in memory at a time. */
  each(look: (sample: Sample) => void): Promise<void>;
}

/** Longer side of a small copy in pixels. */
const SIDE = 160;
/** Small copies a second, and at most; together they take 50 MB. */
const RATE = 4;
const MOST = 1200;
/** By how much of 100 a frame must differ from the last one, and that from the one before, to count as a cut. */
const CUT_SCORE = 10;

/**
 * Decodes footage once, that was probed, for its cuts and small copies of its frames. `file` is a plain name in
 * `folder`; the small copies lie beside it as `FILE.samples` until the folder goes.
 */
export async function sampleFrames(job: {
  program: string;
  folder: string;
  file: string;
  format: InputFormat;
  /** Pixels as shown. */
  width: number;
  height: number;
  seconds: number;
  signal: AbortSignal;
}): Promise<Samples> {
  const { program, folder, file, format, width, height, seconds, signal } = job;
  const scale = Math.min(1, SIDE / Math.max(width, height));
  const [columns, rows] = [width, height].map((side) => Math.max(4, Math.round(side * scale))) as [
    number,
    number,
  ];
  const rate = Math.min(RATE, MOST / seconds);
  const list = `${file}.samples`;
  const size = `scale=${columns}:${rows}:flags=area`;
  const { log } = await runFfmpeg({
    ...{ program, folder, signal, timeoutMs: 60_000 + seconds * 4_000 },
    inputs: [{ file, format }],
    filterGraph: `[0:V:0]${size},scdet=threshold=${CUT_SCORE},fps=${rate}:round=up:start_time=0,format=rgb24[small]`,
    outputs: [{ file: list, options: ['-map', '[small]', '-f', 'rawvideo'] }],
  });
  const cuts = [...log.matchAll(/lavfi\.scd\.score: *[\d.]+, lavfi\.scd\.time: *([\d.]+)/g)];
  return {
    cuts: cuts.map(([, time]) => Number(time)),
    each: (look) => readSamples(path.join(folder, list), { columns, rows, rate }, look),
  };
}

async function readSamples(
  file: string,
  { columns, rows, rate }: { columns: number; rows: number; rate: number },
  look: (sample: Sample) => void,
): Promise<void> {
  const handle = await open(file);
  try {
    for (let at = 0; ; at += 1) {
      const rgb = new Uint8Array(columns * rows * 3);
      const { bytesRead } = await handle.read(rgb, 0, rgb.length, at * rgb.length);
      if (bytesRead < rgb.length) return;
      look({ seconds: at / rate, columns, rows, rgb });
    }
  } finally {
    await handle.close();
  }
}
