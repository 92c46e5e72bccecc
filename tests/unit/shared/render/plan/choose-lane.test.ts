import { describe, expect, test } from 'vitest';
import { jobs } from '#functions/jobs.ts';
import { manifest } from '#functions/manifest.ts';
import { chooseLane } from '#shared/render/plan/choose-lane.ts';
import { divideSegments } from '#shared/render/plan/divide-segments.ts';
import { estimateLanes, FUNCTION, MACHINES } from '#shared/render/plan/estimate-lanes.ts';

/** A film of that many minutes, of scenes of five seconds. */
const film = (minutes: number, quality: 'draft' | 'standard' = 'standard') => ({
  frames: minutes * 60 * 30,
  segments: minutes * 12,
  quality,
  ...(quality === 'standard' ? { width: 1920, height: 1080 } : { width: 640, height: 360 }),
});

const ALL = ['functions', 'jobs', 'gpu-jobs'] as const;

describe('the lane follows from the length of the film', () => {
  test.each([
    [1, 'standard', 'functions'],
    [5, 'standard', 'functions'],
    [30, 'standard', 'jobs'],
    [30, 'draft', 'functions'],
  ] as const)('%d minutes in %s quality are rendered by %s', (minutes, quality, lane) => {
    expect(chooseLane(estimateLanes(film(minutes, quality), ALL)).lane).toBe(lane);
  });

  test('once machines are the better choice they stay so for every longer film', () => {
    const lanes = Array.from({ length: 60 }, (_, at) => chooseLane(estimateLanes(film(at + 1), ALL)).lane);
    const first = lanes.indexOf('jobs');
    expect(first).toBeGreaterThan(5);
    expect(new Set(lanes.slice(first))).toEqual(new Set(['jobs']));
  });

  test('only lanes that the home has are chosen', () => {
    expect(chooseLane(estimateLanes(film(30), ['functions'])).lane).toBe('functions');
    expect(chooseLane(estimateLanes(film(1), ['jobs'])).lane).toBe('jobs');
    expect(chooseLane(estimateLanes(film(30), ['functions', 'gpu-jobs'])).lane).toBe('functions');
  });
});

test('what is reckoned with is what the manifest has', () => {
  expect(FUNCTION.gib).toBe(manifest['render-segments'].memoryMiB / 1024);
  for (const [lane, row] of [
    ['jobs', 'render-segments'],
    ['gpu-jobs', 'render-segments-gpu'],
  ] as const) {
    const { vcpus, memoryMiB } = jobs[row];
    expect(MACHINES[lane]).toMatchObject({ vcpus, memoryMiB });
  }
});

describe('what is said about the choice', () => {
  test('names the seconds and dollars of every lane, the chosen one first', () => {
    const { why } = chooseLane([
      { lane: 'functions', seconds: 12.2, usd: 0.031, jobs: 0 },
      { lane: 'jobs', seconds: 150, usd: 0.004, jobs: 2 },
      { lane: 'gpu-jobs', seconds: 400.5, usd: 0.05, jobs: 1 },
    ]);
    expect(why).toBe(
      'Rendered by jobs on machines in about 150 s for $0.0040; against functions side by side in about 13 s for $0.0310, jobs on machines with a GPU in about 401 s for $0.0500.',
    );
  });

  test('a home with one lane says that there is no other', () => {
    const { why } = chooseLane([{ lane: 'functions', seconds: 5, usd: 0.002, jobs: 0 }]);
    expect(why).toBe('Rendered by functions side by side in about 5 s for $0.0020; the only way here.');
  });

  test('a GPU is chosen where it costs least', () => {
    const slow = { lane: 'functions', seconds: 900, usd: 0.5, jobs: 0 } as const;
    expect(chooseLane([slow, { lane: 'gpu-jobs', seconds: 400, usd: 0.1, jobs: 1 }]).lane).toBe('gpu-jobs');
  });

  test('without any lane there is nothing to choose', () => {
    expect(() => chooseLane([])).toThrow(RangeError);
  });
});

describe('how the work is divided', () => {
  test.each([5, 15, 30])('%d minutes make jobs of at most five minutes each', (minutes) => {
    const [jobs] = estimateLanes(film(minutes), ['jobs']);
    expect(jobs?.jobs).toBeGreaterThanOrEqual(1);
    expect((jobs?.seconds ?? 0) - 35).toBeLessThanOrEqual(300);
  });

  test('however long the film is there are at most ten jobs and forty functions', () => {
    const [jobs] = estimateLanes(film(600), ['jobs']);
    expect(jobs?.jobs).toBe(10);
    expect(divideSegments({ lane: 'functions', jobs: 0 }, 2_000).batches).toHaveLength(40);
  });

  test.each(['functions', 'jobs', 'gpu-jobs'] as const)(
    'on the lane %s every segment is in one batch',
    (lane) => {
      for (const count of [1, 7, 19, 399]) {
        const { batches, jobs } = divideSegments({ lane, jobs: 3 }, count);
        for (const split of lane === 'functions' ? [batches] : [batches, jobs]) {
          const covered = split.flatMap((batch) =>
            Array.from({ length: batch.count }, (_, at) => batch.first + at),
          );
          expect(covered).toEqual(Array.from({ length: count }, (_, at) => at));
        }
        if (lane !== 'functions') expect(jobs.length).toBeLessThanOrEqual(3);
      }
    },
  );
});
