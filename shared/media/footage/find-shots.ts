import { divideShots, type Stretch } from '#shared/media/footage/divide-shots.ts';
import { lightOf, rateSample, scoreOf } from '#shared/media/footage/rate-sample.ts';
import { sampleFrames } from '#shared/media/footage/sample-frames.ts';
import { createSubjectMap, type SubjectMap } from '#shared/media/footage/subject-map.ts';
import { type Crop, cropTo } from '#shared/scenes/picture/crop.ts';
import type { InterestMap } from '#shared/scenes/picture/interest.ts';

/** A shot, what is seen in it and how good it is. */
export interface FoundShot extends Stretch {
  /** Where there is something to see, over the whole shot: one place, so that a crop stands still. */
  interest: InterestMap;
  /** How good its frames are on average, 0 to 1. */
  score: number;
  /** The same for each small copy, in order. */
  scores: { seconds: number; score: number }[];
}

/** Finds the shots of footage, decoding it once. `file` is a plain name in `folder`. */
export async function findShots(job: Parameters<typeof sampleFrames>[0]): Promise<FoundShot[]> {
  const samples = await sampleFrames(job);
  const stretches = divideShots(samples.cuts, job.seconds);
  const seen = stretches.map(() => ({
    map: undefined as SubjectMap | undefined,
    scores: [] as FoundShot['scores'],
  }));
  let size = { columns: 1, rows: 1 };
  let current = 0;
  await samples.each((sample) => {
    while (sample.seconds >= (stretches[current]?.to ?? 0) && current < stretches.length - 1) current += 1;
    const shot = seen[current];
    if (!shot) return;
    size = sample;
    const light = lightOf(sample);
    shot.map ??= createSubjectMap(sample.columns, sample.rows);
    shot.map.add(sample, light);
    shot.scores.push({ seconds: sample.seconds, score: scoreOf(rateSample(sample, light)) });
  });
  return stretches.map((stretch, at) => {
    const scores = seen[at]?.scores ?? [];
    const map = seen[at]?.map ?? createSubjectMap(size.columns, size.rows);
    const sum = scores.reduce((total, { score }) => total + score, 0);
    return { ...stretch, scores, interest: map.map(), score: scores.length === 0 ? 0 : sum / scores.length };
  });
}

/** The part of a shot's picture to show in another shape (width ÷ height), which keeps the subject; the same for all its frames. */
export function cropToSubject({ interest }: FoundShot, ratio: number, wantedRatio: number): Crop {
  return cropTo(interest, ratio, wantedRatio);
}

/** The best stretch of a length within one shot; the whole of the best shot when none is so long. */
export function chooseStretch(shots: readonly FoundShot[], seconds: number): Stretch {
  const long = shots.filter(({ from, to }) => to - from >= seconds);
  if (long.length === 0) {
    const [best] = [...shots].sort((one, other) => other.score - one.score);
    return { from: best?.from ?? 0, to: best?.to ?? 0 };
  }
  let best: Stretch & { score: number } = {
    from: long[0]?.from ?? 0,
    to: (long[0]?.from ?? 0) + seconds,
    score: -1,
  };
  for (const { from, to, scores } of long) {
    const starts = [
      from,
      ...scores.map((one) => one.seconds).filter((at) => at > from && at + seconds <= to),
    ];
    for (const start of starts) {
      const within = scores.filter((one) => one.seconds >= start && one.seconds < start + seconds);
      const score = within.reduce((sum, one) => sum + one.score, 0) / Math.max(1, within.length);
      if (score > best.score + 1e-9) best = { from: start, to: start + seconds, score };
    }
  }
  return { from: best.from, to: best.to };
}
