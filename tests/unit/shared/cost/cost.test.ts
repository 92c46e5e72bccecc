import { describe, expect, test } from 'vitest';
import type { FunctionUse, OperationCounts } from '#shared/cost/count.ts';
import { billedMs, infrastructureCost, jobUsd, totalUsd } from '#shared/cost/infrastructure-cost.ts';
import { expectedCounts, predictProductionMicroUsd } from '#shared/cost/predict-production.ts';
import { PRICES } from '#shared/cost/prices.ts';

const nothing: OperationCounts = {
  functions: [],
  jobs: [],
  ...{ stateTransitions: 0, tableWrites: 0, tableReads: 0, objectPuts: 0, objectGets: 0 },
  ...{ queueRequests: 0, fifoQueueRequests: 0, httpRequests: 0, liveMessages: 0, schedules: 0 },
  ...{ logBytes: 0, traces: 0, keyRequests: 0 },
};
const use: FunctionUse = {
  name: 'render-segments',
  architecture: 'x86_64',
  memoryMiB: 1769,
  invocations: 10,
  cpuMs: 60_000,
  calls: 0,
};

describe('what counted operations cost', () => {
  test('nothing costs nothing', () => {
    expect(totalUsd(infrastructureCost(nothing))).toBe(0);
  });

  test('a minute of one vCPU on x86 costs 0.17 cents, and on arm a fifth less', () => {
    const { functions } = infrastructureCost({ ...nothing, functions: [use] });
    expect(functions).toBeCloseTo(0.00173, 5);
    const arm = infrastructureCost({ ...nothing, functions: [{ ...use, architecture: 'arm64' }] }).functions;
    expect(arm / functions).toBeCloseTo(0.8, 2);
  });

  test('a function of less than a vCPU is billed for as much longer, one of more not for less', () => {
    expect(billedMs({ ...use, memoryMiB: 1769 })).toBe(60_000);
    expect(billedMs({ ...use, memoryMiB: 1769 / 2 })).toBe(120_000);
    expect(billedMs({ ...use, memoryMiB: 3538 })).toBe(60_000);
    expect(billedMs({ ...use, calls: 100 })).toBe(61_500);
  });

  test('a machine of four vCPUs for an hour costs 20 cents, on Spot less than a third and its address', () => {
    const job = { machine: 'fargate', vcpus: 4, memoryMiB: 8192, jobs: 1, machineMs: 3_600_000 } as const;
    expect(jobUsd(job)).toBeCloseTo(0.2025, 4);
    expect(jobUsd({ ...job, machine: 'fargate-spot' })).toBeCloseTo(0.0642, 4);
  });

  test.each([
    ['stateTransitions', 'workflow', 'stateTransition'],
    ['tableWrites', 'table', 'tableWrite'],
    ['tableReads', 'table', 'tableRead'],
    ['objectPuts', 'objects', 'objectPut'],
    ['objectGets', 'objects', 'objectGet'],
    ['queueRequests', 'queues', 'queueRequest'],
    ['fifoQueueRequests', 'queues', 'fifoQueueRequest'],
    ['httpRequests', 'entrances', 'httpRequest'],
    ['liveMessages', 'entrances', 'liveMessage'],
    ['schedules', 'entrances', 'schedule'],
    ['traces', 'watching', 'trace'],
    ['keyRequests', 'keys', 'keyRequest'],
  ] as const)('%s are in the part %s at their price, and nowhere else', (count, part, price) => {
    const bill = infrastructureCost({ ...nothing, [count]: 1_000_000 });
    expect(bill[part]).toBeCloseTo(1_000_000 * PRICES[price].usd, 6);
    expect(totalUsd(bill)).toBe(bill[part]);
  });

  test('a gigabyte of logs is a gigabyte', () => {
    expect(infrastructureCost({ ...nothing, logBytes: 1e9 }).watching).toBe(PRICES.logs.usd);
  });
});

describe('what is set aside for a production', () => {
  const film = (duration: number, quality: 'draft' | 'standard' = 'standard') =>
    ({ duration, quality, aspect: '16:9' }) as const;

  test('is whole millionths of a dollar and more than the model says', () => {
    for (const seconds of [5, 45, 61.5, 1800]) {
      const microUsd = predictProductionMicroUsd(film(seconds));
      expect(microUsd).toBe(Math.ceil(microUsd));
      expect(microUsd).toBeGreaterThan(totalUsd(infrastructureCost(expectedCounts(film(seconds)))) * 1e6);
    }
  });

  test('grows with the length, and is less for a draft', () => {
    const lengths = [5, 30, 60, 300, 1800].map((seconds) => predictProductionMicroUsd(film(seconds)));
    expect(lengths).toEqual([...lengths].sort((a, b) => a - b));
    expect(predictProductionMicroUsd(film(60, 'draft'))).toBeLessThan(predictProductionMicroUsd(film(60)));
  });

  test('a minute is a cent at most, half an hour a quarter of a dollar', () => {
    expect(predictProductionMicroUsd(film(60))).toBeLessThanOrEqual(10_000);
    expect(predictProductionMicroUsd(film(1800))).toBeLessThanOrEqual(250_000);
  });
});

test('every price names where it was read, and all but a few when', () => {
  for (const [name, price] of Object.entries(PRICES)) {
    expect(price.usd, name).toBeGreaterThan(0);
    expect(price.source, name).toMatch(/^https:\/\/[\w.]+\//);
    if (price.asOf) expect(price.asOf, name).toMatch(/^20\d\d-(0[1-9]|1[0-2])$/);
  }
  const undated = Object.entries(PRICES).filter(([, { asOf }]) => asOf === undefined);
  expect(undated.map(([name]) => name)).toEqual(['tableStorage', 'alarm', 'publicAddress']);
});
