import { expect, test } from 'vitest';
import { readSilences } from '#shared/media/footage/find-silence.ts';

test('each silence has the end that follows it, also where the beginning of the log is gone', () => {
  const log =
    'silence_end: 2 | silence_duration: 1\nsilence_start: 4\nsilence_end: 5.5 | x\nsilence_start: 8e-1';
  expect(readSilences(log, 9)).toEqual([
    { from: 4, to: 5.5 },
    { from: 0.8, to: 9 },
  ]);
});
