import { expect, test } from 'vitest';
import { type AttemptEnd, takenAway, triesAgain } from '#tests/emulators/batch/job-definition.ts';

const definition = {
  Type: 'container',
  RetryStrategy: {
    Attempts: 3,
    EvaluateOnExit: [
      { Action: 'RETRY', OnStatusReason: 'Host EC2*' },
      { Action: 'RETRY', OnStatusReason: 'Your Spot Task was interrupted*' },
      { Action: 'retry', OnExitCode: '75' },
      { Action: 'EXIT', OnReason: '*' },
    ],
  },
};
const exited = (exitCode: number): AttemptEnd => ({
  exitCode,
  statusReason: 'Essential container in task exited',
});

test.each<[string, AttemptEnd, boolean]>([
  ['whose EC2 machine is taken away', { statusReason: takenAway(definition) }, true],
  [
    'whose Fargate machine is taken away',
    { statusReason: takenAway({ ...definition, PlatformCapabilities: ['FARGATE'] }) },
    true,
  ],
  ['that asks for another attempt', exited(75), true],
  ['that failed by itself, without a reason', exited(1), false],
  ['that took too much memory', { ...exited(137), reason: 'OutOfMemoryError: killed' }, false],
  ['that was stopped', { statusReason: 'The execution was stopped.' }, false],
])('a job %s is begun again or not, as the first rule says that holds', (_, end, again) => {
  expect(triesAgain(definition, 1, end)).toBe(again);
});

test('no job is begun more often than its definition says, and one without rules until then', () => {
  const { RetryStrategy, ...without } = definition;
  const all = { ...without, RetryStrategy: { Attempts: RetryStrategy.Attempts } };
  expect([1, 2, 3].map((attempts) => triesAgain(all, attempts, exited(1)))).toEqual([true, true, false]);
  expect(triesAgain(without, 1, exited(1))).toBe(false);
});
