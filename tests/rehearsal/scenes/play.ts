import { batchFilm, failedJob, noGpu, stopped } from '#tests/rehearsal/scenes/batch.ts';
import { deadLetters } from '#tests/rehearsal/scenes/dead-letters.ts';
import { droppedFile } from '#tests/rehearsal/scenes/dropped-file.ts';
import { overHttp } from '#tests/rehearsal/scenes/over-http.ts';
import { poison } from '#tests/rehearsal/scenes/poison.ts';
import type { Scene } from '#tests/rehearsal/scenes/scene.ts';
import { scheduled } from '#tests/rehearsal/scenes/scheduled.ts';
import { smoke } from '#tests/rehearsal/scenes/smoke.ts';
import { withMedia } from '#tests/rehearsal/scenes/with-media.ts';

/** Every scene, in the order in which they are played. */
export const SCENES: readonly Scene[] = [
  overHttp,
  smoke,
  withMedia,
  droppedFile,
  scheduled,
  poison,
  batchFilm,
  failedJob,
  stopped,
  noGpu,
  deadLetters,
];
