import type { Clock } from '#shared/ports/clock.ts';
import type { Metrics, MetricUnit } from '#shared/ports/metrics.ts';

/** The namespace of all metrics in CloudWatch. */
const NAMESPACE = 'Reelwright';

/** Where metrics go and what they all carry. */
export interface EmbeddedMetricsOptions {
  /** Dimension of every metric. */
  stage: string;
  clock: Pick<Clock, 'now'>;
  /** Takes one line at a time, with its end. */
  write: (line: string) => unknown;
}

/**
 * Metrics as lines of the log that CloudWatch turns into metrics: the embedded metric format
 * (docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html). They cost
 * no call and need no grant. A value that is no finite number is left out: CloudWatch would refuse the line.
 */
export class EmbeddedMetrics implements Metrics {
  readonly #options: EmbeddedMetricsOptions;

  constructor(options: EmbeddedMetricsOptions) {
    this.#options = options;
  }

  /** @inheritdoc */
  put(
    name: string,
    value: number,
    unit: MetricUnit,
    dimensions: Readonly<Record<string, string>> = {},
  ): void {
    if (!Number.isFinite(value)) return;
    const { stage, clock, write } = this.#options;
    const all = { ...dimensions, Stage: stage };
    const line = {
      ...all,
      [name]: value,
      _aws: {
        Timestamp: clock.now(),
        CloudWatchMetrics: [
          { Namespace: NAMESPACE, Dimensions: [Object.keys(all)], Metrics: [{ Name: name, Unit: unit }] },
        ],
      },
    };
    try {
      write(`${JSON.stringify(line)}\n`);
    } catch {
      // A metric that is lost must not end the work that it tells of.
    }
  }
}
