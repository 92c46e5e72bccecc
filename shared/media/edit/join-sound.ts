import { createReadStream, createWriteStream } from 'node:fs';
import { rm, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Workshop } from '#shared/media/edit/editing-tool.ts';
import { type Source, soundChain } from '#shared/media/edit/render-edit.ts';
import { SAMPLE_RATE, soundTimeoutMs } from '#shared/media/normalise-audio.ts';
import { runFfmpeg } from '#shared/render/ffmpeg/run-ffmpeg.ts';

/** Two channels of 16 bit. */
const BYTES_PER_SAMPLE = 4;

/**
 * Puts the sound of files one after the other, each exactly as long as its place: `ends` are the moments in seconds at which
 * each is over. What is silent or too short is filled with silence, what is too long is cut, and since each length is the
 * difference of rounded ends, nothing drifts. Gives the name of a file of raw 16-bit stereo samples at 48 kHz.
 */
export async function joinSound(
  workshop: Workshop,
  sources: readonly Source[],
  ends: readonly number[],
): Promise<string> {
  const { folder } = workshop;
  const [joined, piece] = ['joined.s16', 'piece.s16'];
  await writeFile(path.join(folder, joined), '');
  const samples = ends.map((end) => Math.round(end * SAMPLE_RATE));
  for (const [at, { file, facts }] of sources.entries()) {
    const length = (samples[at] ?? 0) - (samples[at - 1] ?? 0);
    if (facts.audio) {
      const fit = [`apad=whole_len=${length}`, `atrim=end_sample=${length}`];
      await runFfmpeg({
        ...{ ...workshop, timeoutMs: soundTimeoutMs(facts.seconds) },
        inputs: [{ file, format: facts.format }],
        filterGraph: soundChain(0, fit),
        outputs: [{ file: piece, options: ['-map', '[a]', '-f', 's16le'] }],
      });
      await pipeline(
        createReadStream(path.join(folder, piece)),
        createWriteStream(path.join(folder, joined), { flags: 'a' }),
      );
      await rm(path.join(folder, piece));
    }
    // Grows the file with zeros where there was no sound.
    await truncate(path.join(folder, joined), (samples[at] ?? 0) * BYTES_PER_SAMPLE);
  }
  return joined;
}
