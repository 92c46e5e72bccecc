import type { AwsContext } from '#shared/aws/context.ts';
import { EmbeddedMetrics } from '#shared/aws/metrics.ts';

/** Opens the port `metrics`: standard output, from where CloudWatch takes them. */
export const open = ({ config, ports }: AwsContext) =>
  new EmbeddedMetrics({
    stage: config.stage,
    clock: ports.clock,
    write: (line) => process.stdout.write(line),
  });
