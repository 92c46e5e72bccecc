import { describe, expect, test } from 'vitest';
import type { Metrics, MetricUnit } from '#shared/ports/metrics.ts';

/** One value as whoever reads the metrics of a home sees it. */
export interface SeenMetric {
  name: string;
  value: number;
  unit: MetricUnit;
  dimensions: Record<string, string>;
}

/** What every place for metrics must hold; `seen` gives what was put, without the dimensions that the home adds itself. */
export function describeMetrics(
  name: string,
  make: () => { metrics: Metrics; seen: () => SeenMetric[] },
): void {
  describe(`metrics: ${name}`, () => {
    test('each value is told once, with its name, unit and dimensions', () => {
      const { metrics, seen } = make();
      metrics.put('QueueWait', 1_250, 'Milliseconds', { Queue: 'render' });
      metrics.put('Interrupted', 1, 'Count');
      expect(seen()).toEqual([
        { name: 'QueueWait', value: 1_250, unit: 'Milliseconds', dimensions: { Queue: 'render' } },
        { name: 'Interrupted', value: 1, unit: 'Count', dimensions: {} },
      ]);
    });

    test('putting never throws, whatever the value', () => {
      const { metrics } = make();
      for (const value of [Number.NaN, Number.POSITIVE_INFINITY, -0, 2 ** 60])
        metrics.put('Odd', value, 'None');
    });
  });
}
