/** A stretch of a sound in which somebody speaks, in seconds. */
export interface Stretch {
  start: number;
  end: number;
}

/** Sound is looked at in blocks of so many seconds. */
const BLOCK = 0.01;
/** A block is speech where its peak passes 5 % (−26 dB) of the sound's. */
const THRESHOLD = 0.05;
/** A quiet stretch within speech that is shorter belongs to it: stops such as p, t and k are silent for up to 0.1 s. */
const SHORTEST_PAUSE = 0.15;
/** A noise that is shorter is none of speech. */
const SHORTEST_SPEECH = 0.04;

/** The stretches in which somebody speaks, in order, parted by pauses of at least 0.15 s. `sampleRate` in Hz. */
export function findSpeech(samples: Float32Array, sampleRate: number): Stretch[] {
  const stretches: Stretch[] = [];
  loudBlocks(samples, sampleRate).forEach((loud, block) => {
    if (!loud) return;
    const [start, end] = [block * BLOCK, (block + 1) * BLOCK];
    const last = stretches.at(-1);
    if (last && start - last.end < SHORTEST_PAUSE) last.end = end;
    else stretches.push({ start, end });
  });
  return stretches.filter(({ start, end }) => end - start >= SHORTEST_SPEECH);
}

/** For how many seconds somebody speaks, pauses left out. */
export function speakingSecondsIn(samples: Float32Array, sampleRate: number): number {
  return loudBlocks(samples, sampleRate).filter(Boolean).length * BLOCK;
}

function loudBlocks(samples: Float32Array, sampleRate: number): boolean[] {
  const size = Math.round(BLOCK * sampleRate);
  const peaks = Array.from({ length: Math.floor(samples.length / size) }, (_, block) => {
    let peak = 0;
    for (let i = block * size; i < (block + 1) * size; i++)
      peak = Math.max(peak, Math.abs(samples[i] as number));
    return peak;
  });
  // A single click must not decide how loud speech is.
  const loudest = [...peaks].sort((a, b) => a - b)[Math.floor(peaks.length * 0.98)] ?? 0;
  return peaks.map((peak) => peak > THRESHOLD * loudest);
}
