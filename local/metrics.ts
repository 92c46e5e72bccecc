import type { Log } from '#shared/ports/log.ts';
import type { Metrics, MetricUnit } from '#shared/ports/metrics.ts';

/** On one machine nobody collects metrics: they are lines of the log, for those who want to see them. */
export class LoggedMetrics implements Metrics {
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  /** @inheritdoc */
  put(
    name: string,
    value: number,
    unit: MetricUnit,
    dimensions: Readonly<Record<string, string>> = {},
  ): void {
    this.#log.debug('metric', { name, value, unit, ...dimensions });
  }
}
