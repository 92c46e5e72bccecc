import { expect, test } from 'vitest';
import { LoggedMetrics } from '#local/metrics.ts';
import { EmbeddedMetrics } from '#shared/aws/metrics.ts';
import type { LogFields } from '#shared/ports/log.ts';
import { describeMetrics, type SeenMetric } from '#tests/contract/metrics.ts';
import { silentLog } from '#tests/local-ports.ts';

interface EmbeddedLine {
  [name: string]: unknown;
  _aws: {
    Timestamp: number;
    CloudWatchMetrics: [
      { Namespace: string; Dimensions: [string[]]; Metrics: [{ Name: string; Unit: SeenMetric['unit'] }] },
    ];
  };
}

function openEmbedded() {
  const lines: string[] = [];
  const metrics = new EmbeddedMetrics({
    stage: 'dev',
    clock: { now: () => 1_700_000_000_000 },
    write: (line) => lines.push(line),
  });
  // As CloudWatch reads it: the directive names which fields are dimensions and metrics.
  const seen = () =>
    lines.map((line): SeenMetric => {
      const fields = JSON.parse(line) as EmbeddedLine;
      const [{ Dimensions, Metrics }] = fields._aws.CloudWatchMetrics;
      const [{ Name, Unit }] = Metrics;
      const dimensions = Dimensions[0].filter((key) => key !== 'Stage').map((key) => [key, fields[key]]);
      return {
        name: Name,
        value: fields[Name] as number,
        unit: Unit,
        dimensions: Object.fromEntries(dimensions) as Record<string, string>,
      };
    });
  return { metrics, lines, seen };
}

describeMetrics('embedded in the log of a function', openEmbedded);

describeMetrics('in the log of this machine', () => {
  const told: LogFields[] = [];
  const metrics = new LoggedMetrics({ ...silentLog, debug: (_event, fields = {}) => told.push(fields) });
  const seen = () =>
    told.map(({ name, value, unit, ...dimensions }) => ({ name, value, unit, dimensions }) as SeenMetric);
  return { metrics, seen };
});

test('an embedded metric is one line under the namespace and stage of the installation', () => {
  const { metrics, lines } = openEmbedded();
  metrics.put('QueueWait', 1_250, 'Milliseconds', { Queue: 'render' });
  metrics.put('Odd', Number.NaN, 'None');
  expect(lines).toEqual([
    `${JSON.stringify({
      Queue: 'render',
      Stage: 'dev',
      QueueWait: 1_250,
      _aws: {
        Timestamp: 1_700_000_000_000,
        CloudWatchMetrics: [
          {
            Namespace: 'Reelwright',
            Dimensions: [['Queue', 'Stage']],
            Metrics: [{ Name: 'QueueWait', Unit: 'Milliseconds' }],
          },
        ],
      },
    })}\n`,
  ]);
});
